"""Where the demo's metal and stones come from: suppliers, their words, lots, invoices, reports."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.demo.commissions import Script
from atelier.files.models import FileKind
from atelier.files.receiving import receive_file
from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.materials.models import (
    Alloy,
    LaboratoryReport,
    MetalLot,
    Stone,
    Supplier,
    SupplierStatement,
)
from atelier.materials.models.suppliers import StatementAbout
from atelier.paper import house_block, typeset
from production.actions.lots import name_lot
from production.models import Job

DIAMONDS, COLOURED, GOLD, PLATINUM = (
    "Delmar & Roth Diamonds",
    "Halvorsen Gems",
    "Hudson Street Refining",
    "Corvin Precious Metals",
)
WARRANTY = (
    "The diamonds and gemstones herein invoiced have been purchased from legitimate sources not "
    "involved in funding conflict. The undersigned hereby guarantees that they are conflict-free, "
    "based on personal knowledge and on written guarantees given by their supplier."
)
KIMBERLEY = "The rough diamonds in this shipment were handled under the Kimberley Process scheme."
RECYCLED = "The metal delivered under this statement contains at least {} % recycled content."

# supplier, about, words, recycled share, days from today to its end (450 after its day)
STATEMENTS = (
    (DIAMONDS, StatementAbout.CONFLICT_FREE, WARRANTY, None, 210),
    (DIAMONDS, StatementAbout.KIMBERLEY, KIMBERLEY, None, 210),
    (COLOURED, StatementAbout.CONFLICT_FREE, WARRANTY, None, 19),
    (GOLD, StatementAbout.RECYCLED_RJC, RECYCLED.format(87), Decimal(87), 240),
    (PLATINUM, StatementAbout.RECYCLED_SCS, RECYCLED.format(100), Decimal(100), 180),
)
LOT_DAYS = (170, 75)
REPORTS_WITH_PAPER = 3


def open_accounts() -> None:
    """Enter suppliers with their words, and two lots of every alloy that is offered."""
    today = House.current().today()
    suppliers = {
        name: Supplier.objects.create(name=name, email=f"desk@{name.split()[0].lower()}.example")
        for name in (DIAMONDS, COLOURED, GOLD, PLATINUM)
    }
    for name, about, words, percent, days in STATEMENTS:
        end = today + timedelta(days=days)
        SupplierStatement.objects.create(
            supplier=suppliers[name],
            about=about,
            wording=words,
            percent=percent,
            dated=end - timedelta(days=450),
            valid_until=end,
            reference=f"{name[:2].upper()}-{end:%y}-{days}",
        )
    for alloy in Alloy.objects.filter(is_offered=True, metal__isnull=False):
        _deliver(alloy, suppliers, today)


def _deliver(alloy: Alloy, suppliers: dict[str, Supplier], today: date) -> None:
    """Gold comes from the refiner with an RJC chain, platinum with SCS, the rest with nothing."""
    refiner = suppliers[PLATINUM if alloy.metal and alloy.metal.code == "XPT" else GOLD]
    has_words = alloy.metal is not None and alloy.metal.code in {"XAU", "XPT"}
    for number, days in enumerate(LOT_DAYS, 1):
        MetalLot.objects.create(
            number=f"{refiner.name[:2].upper()}-{alloy.code}-{number}",
            alloy=alloy,
            supplier=refiner,
            statement=refiner.statements.get() if has_words else None,
            grams=Decimal(250),
            received_on=today - timedelta(days=days),
            invoice_number=f"{10400 + alloy.pk * 7 + number}",
        )


def name_metal(job: Job, grams: Decimal, script: Script, by: Actor) -> None:
    """Let the caster note the lot; now and then nobody does, and the piece claims nothing."""
    if script.client % 4 == 3:
        return
    alloy = job.approval.option.alloy
    lot = MetalLot.objects.filter(alloy=alloy, received_on__lte=House.current().today()).first()
    if lot:
        name_lot(job=job, lot=lot, grams=grams, by=by)


def tell_origin(stone: Stone, script: Script) -> None:
    """Give a bought stone its supplier, invoice and warranty; now and then one paper is missing."""
    name, today = DIAMONDS if stone.variety.code == "diamond" else COLOURED, House.current().today()
    stone.supplier = supplier = Supplier.objects.get(name=name)
    stone.invoice_number, stone.invoice_date = f"{8800 + stone.pk * 3}", today
    if script.client % 5 != 2:
        stone.statement = SupplierStatement.objects.filter(supplier=supplier).warranty_on(today)
    stone.save()


def keep_report(report: LaboratoryReport, by: Actor) -> None:
    """Put a paper beside the first few reports."""
    if LaboratoryReport.objects.filter(document__isnull=False).count() < REPORTS_WITH_PAPER:
        paper = SimpleUploadedFile(f"{report.laboratory} {report.number}.pdf", _paper(report))
        report.document = receive_file(paper, kinds={FileKind.PDF}, by=by)
        report.save(update_fields=["document"])


def _paper(report: LaboratoryReport) -> bytes:
    facts = [
        ["Stone", str(report.stone)],
        ["Weight", f"{report.carats} ct"],
        ["Measures", f"{report.length} × {report.width} × {report.depth} mm"],
        ["Findings", report.findings],
    ]
    data = {
        "title": str(report),
        "house": house_block(),
        "date": f"{report.date}",
        "facts": facts,
    }
    return typeset(Path(__file__).with_name("report.typ"), data)
