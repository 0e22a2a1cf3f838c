"""Postgres refuses to change what has happened."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [append_only("journal_event")]
