"""Goods across the table, for tests: an emerald that comes in, is signed for and goes home."""

from decimal import Decimal
from typing import Any

from atelier.materials.custody import Observed, Thing
from atelier.materials.goods import Checked, Goods, ReceiptTerms
from atelier.materials.models import Cut, Receipt, Stone, StoneVariety
from atelier.materials.models.custody import Risk
from atelier.materials.receipts import receive_goods
from atelier.materials.signatures import Signature
from atelier.materials.tests.factories import load_materials
from atelier.people.models import Client
from atelier.people.tests.factories import staff_actor


def make_goods(thing: Thing | None = None, **over: Any) -> Goods:
    """Goods as they arrive: a new loose emerald of a client, chipped under one corner."""
    observed = Observed("Chip under one corner", Decimal("1.340"), seal="S-11")
    asked: dict[str, Any] = {"thing": thing or new_emerald(), "observed": observed} | over
    return Goods(**asked)


def new_emerald(**over: Any) -> Stone:
    """An emerald that is not written down yet, with everything a receipt asks for."""
    if not StoneVariety.objects.exists():
        load_materials()
    fields = {
        "variety": StoneVariety.objects.get(code="emerald"),
        "cut": Cut.objects.get(code="emerald"),
        "colour": "green",
        "as_stated": "My grandmother's, from Muzo",
        "length": Decimal("8.02"),
        "width": Decimal("6.05"),
        "depth": Decimal("4.10"),
        "carats": Decimal("1.340"),
        "declared_value": Decimal("6500"),
    }
    return Stone(**fields | over)


def make_terms(**over: Any) -> ReceiptTerms:
    """Terms with every risk initialled."""
    fields: dict[str, Any] = {
        "initials": dict.fromkeys(Risk.values, "CW"),
        "authorised_work": "Set it in a ring of its own.",
        "leftovers": "return",
        "witness": "Noor Haddad",
    }
    return ReceiptTerms(**fields | over)


def signatures(client: str = "Clara Weiss", house: str = "Ines Roth") -> dict[str, Signature]:
    """Both signatures: the client's drawn, the house's typed."""
    drawn = [[[10, 60], [30, 20], [60, 80]], [[70, 50], [90, 45]]]
    return {
        "client_signature": Signature.of(client, drawn),
        "house_signature": Signature.of(house),
    }


def receive(client: Client, *things: Goods, **over: Any) -> Receipt:
    """Receive goods of a client; one new emerald where nothing is named."""
    asked: dict[str, Any] = {"terms": make_terms(), "by": staff_actor(), **signatures()}
    return receive_goods(client=client, things=things or [make_goods()], **asked | over)


def checked(thing: Thing, **over: Any) -> Checked:
    """What a careful re-check of the emerald or of the ring finds."""
    found: dict[str, Any] = {}
    if isinstance(thing, Stone):
        found = {name: getattr(thing, name) for name in ("carats", "length", "width", "depth")}
    else:
        found = {"grams": thing.metal_grams}
    return Checked(**{"thing": thing, **found} | over)
