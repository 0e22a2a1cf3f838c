"""Payments, signatures, remarks and settlements are append-only, by trigger."""

from django.db import migrations

from atelier.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_divide_prices_by_schedule"), ("journal", "0002_guards")]

    operations = [
        migrations.RemoveField(model_name="quote", name="deposit_percent"),
        append_only("orders_payment"),
        append_only("orders_changesignature"),
        append_only("orders_cancellation"),
        append_only("orders_remark"),
        append_only("orders_revisionapproval"),
    ]
