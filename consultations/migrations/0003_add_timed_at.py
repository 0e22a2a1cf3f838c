"""When an appointment's time was agreed, so that no reminder of an earlier time is sent."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="timed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
    ]
