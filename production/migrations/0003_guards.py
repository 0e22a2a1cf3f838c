"""Postgres refuses to change what a tablet sent."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("production", "0002_keep_update_bodies_and_order_by_promise"),
        ("journal", "0002_guards"),
    ]

    operations = [append_only("production_benchupdate")]
