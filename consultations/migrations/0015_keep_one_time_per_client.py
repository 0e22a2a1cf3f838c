"""A client keeps one time at once, of those they choose by themselves; the latest one stays."""

from django.db import migrations, models

# A row still to be checked at the end of the transaction would forbid the index.
_LATEST = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE consultations_slotoffer SET hold_id = NULL WHERE hold_id IN (
    SELECT hold.id FROM consultations_hold hold JOIN consultations_hold later
    ON later.client_id = hold.client_id AND later.id > hold.id
    WHERE NOT hold.by_house AND NOT later.by_house
);
DELETE FROM consultations_hold hold USING consultations_hold later
WHERE later.client_id = hold.client_id AND later.id > hold.id
    AND NOT hold.by_house AND NOT later.by_house;
"""


class Migration(migrations.Migration):
    dependencies = [("consultations", "0014_say_special_days")]

    operations = [
        migrations.RunSQL(_LATEST, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_house", False)),
                fields=("client",),
                name="hold_one_per_client",
            ),
        ),
    ]
