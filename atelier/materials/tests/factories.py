"""Materials for tests: the reference data, and stones in anybody's hands."""

from datetime import date

from atelier.materials.models import (
    BroughtPiece,
    Cut,
    LaboratoryReport,
    Memo,
    Stone,
    StoneVariety,
    Supplier,
)
from atelier.materials.models.stones import Title
from atelier.materials.reference import load
from atelier.people.models import Client
from atelier.people.tests.factories import make_client


def load_materials() -> None:
    """Load the whole reference data of the trade."""
    load()


def make_stone(variety: str = "sapphire", cut: str = "oval", **over: object) -> Stone:
    """Make an atelier's stone of a variety; loads the reference data when it is missing."""
    if not StoneVariety.objects.exists():
        load_materials()
    fields = {
        "title": Title.ATELIER,
        "variety": StoneVariety.objects.get(code=variety),
        "cut": Cut.objects.get(code=cut),
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
    supplier, _ = Supplier.objects.get_or_create(name=dealer)
    fields = {
        "number": f"M-{Memo.objects.count() + 1}",
        "dealer": supplier,
        "issued": date(2029, 12, 1),
        "due": date(2030, 1, 2),
    } | over
    return Memo.objects.create(**fields)
