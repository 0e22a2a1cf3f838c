"""Turn the report and the memo that stood on a stone into records of their own."""

from django.db import migrations


def move(apps, schema_editor):
    Stone = apps.get_model("materials", "Stone")
    Report = apps.get_model("materials", "LaboratoryReport")
    Supplier = apps.get_model("materials", "Supplier")
    Memo = apps.get_model("materials", "Memo")
    for stone in Stone.objects.exclude(laboratory="").exclude(report_number=""):
        Report.objects.get_or_create(
            laboratory=stone.laboratory,
            number=stone.report_number,
            defaults={
                "stone": stone,
                "date": stone.report_date,
                "inscription": stone.inscription,
                "carats": stone.carats,
            },
        )
    for stone in Stone.objects.filter(title="memo"):
        dealer, _ = Supplier.objects.get_or_create(name=stone.memo_dealer)
        issued = min(stone.created_at.date(), stone.memo_due)
        stone.memo = Memo.objects.create(
            number=f"S-{stone.pk}", dealer=dealer, issued=issued, due=stone.memo_due
        )
        stone.save(update_fields=["memo"])


class Migration(migrations.Migration):
    dependencies = [("materials", "0005_add_provenance_and_custody")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
