"""Write each quote's deposit as the first part of its schedule."""

from django.db import migrations


def divide(apps, schema_editor):
    Quote = apps.get_model("orders", "Quote")
    for quote in Quote.objects.all():
        first = quote.deposit_percent
        parts = [(first, "approval"), (100 - first, "hand_over")]
        quote.schedule = [{"percent": str(p), "when": when} for p, when in parts if p]
        quote.save(update_fields=["schedule"])


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_add_payments_changes_and_revisions")]

    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]
