"""Receipts, incidents and suppliers' words are append-only, by trigger."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("materials", "0007_drop_what_was_moved"), ("journal", "0002_guards")]

    operations = [
        append_only("materials_receipt"),
        append_only("materials_receiptitem"),
        append_only("materials_incident"),
        append_only("materials_incidentoutcome"),
        append_only("materials_supplierstatement"),
    ]
