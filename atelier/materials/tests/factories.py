"""Materials for tests: the reference data, and stones in anybody's hands."""

from datetime import date
from decimal import Decimal

from atelier.materials.models import (
    Alloy,
    BroughtPiece,
    Cut,
    LaboratoryReport,
    Memo,
    MetalLot,
    Stone,
    StoneVariety,
    Supplier,
    SupplierStatement,
)
from atelier.materials.models.stones import Title
from atelier.materials.models.suppliers import StatementAbout
from atelier.materials.reference import load
from atelier.people.models import Client
from atelier.people.tests.factories import make_client


def load_materials() -> None:
    """Load the whole reference data of the trade."""
    load()


def make_stone(variety: str = "sapphire", cut: str | None = "oval", **over: object) -> Stone:
    """Make an atelier's stone of a variety; loads the reference data when it is missing."""
    if not StoneVariety.objects.exists():
        load_materials()
    fields = {
        "title": Title.ATELIER,
        "variety": StoneVariety.objects.get(code=variety),
        "cut": Cut.objects.get(code=cut) if cut else None,
    }
    return Stone.objects.create(**fields | over)


def make_brought_piece(owner: Client | None = None, **over: object) -> BroughtPiece:
    """Make a ring a client brought, still in the client's hands."""
    fields = {"description": "A ring with two small diamonds", "stamps": "585"} | over
    return BroughtPiece.objects.create(owner=owner or make_client(), **fields)


def make_report(stone: Stone, **over: object) -> LaboratoryReport:
    """Give a stone a report of GIA."""
    fields = {"laboratory": "GIA", "number": f"2{stone.pk:09d}"} | over
    return LaboratoryReport.objects.create(stone=stone, **fields)


def make_memo(dealer: str = "Lapidaire & Co", **over: object) -> Memo:
    """Lend the house stones from a dealer, due in the year 2030."""
    fields = {
        "number": f"M-{Memo.objects.count() + 1}",
        "dealer": make_supplier(dealer),
        "issued": date(2029, 12, 1),
        "due": date(2030, 1, 2),
    } | over
    return Memo.objects.create(**fields)


def make_supplier(name: str = "Lapidaire & Co") -> Supplier:
    """Return the dealer or refiner of that name."""
    return Supplier.objects.get_or_create(name=name)[0]


def make_statement(**over: object) -> SupplierStatement:
    """Let a supplier declare its stones conflict-free for the year 2026."""
    fields = {
        "about": StatementAbout.CONFLICT_FREE,
        "wording": "The diamonds and stones herein invoiced are conflict-free.",
        "dated": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    } | over
    fields.setdefault("supplier", make_supplier())
    return SupplierStatement.objects.create(**fields)


def make_lot(
    alloy: object = "18KY",
    percent: object = 100,
    about: object = StatementAbout.RECYCLED_RJC,
    **over: object,
) -> MetalLot:
    """Deliver a lot of recycled metal with its refiner's statement."""
    if not Alloy.objects.exists():
        load_materials()
    refiner = make_supplier("Hudson Refining")
    fields = {
        "number": f"L-{MetalLot.objects.count() + 100}",
        "alloy": Alloy.objects.get(code=alloy),
        "supplier": refiner,
        "statement": make_statement(supplier=refiner, about=about, percent=Decimal(str(percent))),
        "grams": Decimal(250),
        "received_on": date(2026, 6, 1),
    } | over
    return MetalLot.objects.create(**fields)
