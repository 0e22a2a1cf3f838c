"""Postgres refuses to change what was found of a stone."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0013_prove_stones"),
        ("journal", "0002_guards"),
    ]

    operations = [append_only("orders_stoneproof")]
