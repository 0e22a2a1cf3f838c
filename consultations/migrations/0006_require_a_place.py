"""Every room stands at a place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0005_give_rooms_a_place")]

    operations = [
        migrations.AlterField(
            model_name="room",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="consultations.place",
            ),
        )
    ]
