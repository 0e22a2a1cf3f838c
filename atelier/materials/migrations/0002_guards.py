"""Postgres refuses to change who held a stone."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("materials", "0001_initial"), ("journal", "0002_guards")]

    operations = [append_only("materials_custodymovement")]
