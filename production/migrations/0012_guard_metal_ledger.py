"""Postgres refuses to change what was read off the scale, and what was added up."""

from django.db import migrations

from atelier.journal.append_only import append_only

READ = (
    "job_id",
    "run_id",
    "jeweller_id",
    "alloy_id",
    "fineness",
    "carried",
    "issued",
    "grams_in",
    "grams_out",
    "stones_in",
    "stones_out",
    "scrap",
    "lemel",
    "unaccounted",
    "doubt",
    "at",
)


class Migration(migrations.Migration):
    dependencies = [
        ("production", "0011_keep_metal_ledger"),
        ("journal", "0002_guards"),
    ]

    operations = [
        append_only("production_weighing", *READ),
        append_only("production_metalclosing"),
    ]
