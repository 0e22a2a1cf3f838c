"""Postgres refuses to change an approved version."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("journal", "0002_guards")]

    operations = [append_only("orders_approval")]
