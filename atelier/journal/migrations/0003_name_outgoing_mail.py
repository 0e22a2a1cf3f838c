"""Call an outgoing message an outgoing mail in the admin."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_guards"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="outgoingmessage",
            options={
                "ordering": ["-created_at"],
                "verbose_name": "outgoing mail",
                "verbose_name_plural": "outgoing mail",
            },
        ),
    ]
