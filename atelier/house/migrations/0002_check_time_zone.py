"""Refuse a time zone nobody knows."""

from django.db import migrations, models

import atelier.house.models


class Migration(migrations.Migration):
    dependencies = [
        ("house", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="house",
            name="time_zone",
            field=models.CharField(
                default="America/New_York",
                help_text="Such as Europe/Paris.",
                max_length=64,
                validators=[atelier.house.models.check_time_zone],
            ),
        ),
    ]
