"""Let one form make one receipt, tell clients of incidents, and name old holders' kinds."""

from django.db import migrations, models

# Movements written before a holder had a kind: back then the owner's name said it was the owner.
_KINDS = """
ALTER TABLE materials_custodymovement DISABLE TRIGGER materials_custodymovement_append_only;
UPDATE materials_custodymovement AS movement SET to_kind = 'owner'
  FROM materials_stone AS stone JOIN people_client AS owner ON owner.id = stone.owner_id
 WHERE movement.stone_id = stone.id AND movement.to_holder = owner.name;
ALTER TABLE materials_custodymovement ENABLE TRIGGER materials_custodymovement_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0008_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="for_client",
            field=models.TextField(
                blank=True,
                help_text="As the client reads it before it is settled; empty: not told yet.",
            ),
        ),
        migrations.AddField(
            model_name="incidentoutcome",
            name="for_client",
            field=models.TextField(
                blank=True, help_text="As the client reads it; empty: the outcome itself."
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="request_id",
            field=models.UUIDField(
                editable=False, help_text="One form makes one receipt.", null=True, unique=True
            ),
        ),
        migrations.RunSQL(_KINDS, migrations.RunSQL.noop),
    ]
