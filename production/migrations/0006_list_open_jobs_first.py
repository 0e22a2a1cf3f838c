"""The workshop's list begins with what is being made, nearest promise first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_add_request_answers"),
        ("production", "0005_drop_job_inscription"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["-status", "due", "id"], name="job_open_first"),
        ),
    ]
