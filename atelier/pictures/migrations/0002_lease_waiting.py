"""A lease on the picture a worker holds, and an index over those that wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pictures", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="leased_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("status", "received")),
                fields=["created_at"],
                name="picture_waiting",
            ),
        ),
    ]
