"""Rooms made before there were places stand at the house's own address."""

from django.db import migrations


def _place_rooms(apps, schema_editor):
    rooms = apps.get_model("consultations", "Room").objects.filter(place__isnull=True)
    if rooms.exists():
        places = apps.get_model("consultations", "Place").objects
        rooms.update(place=places.get_or_create(name="The house")[0])


class Migration(migrations.Migration):
    dependencies = [("consultations", "0004_furnish_the_diary")]

    operations = [migrations.RunPython(_place_rooms, migrations.RunPython.noop)]
