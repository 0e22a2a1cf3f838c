"""The demo's goods across the table: a grandmother's emerald in its ring, received and signed for.

The ring goes home again, the emerald stays; one small thing happened to it and was settled.
"""

from decimal import Decimal
from math import sin
from typing import Any

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.demo.evaluations import examine
from atelier.demo.pictures import picture_of
from atelier.journal.actor import Actor
from atelier.materials.custody import Observed, move
from atelier.materials.goods import Checked, Goods, ReceiptTerms, Shot
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.marks import Spot
from atelier.materials.models import BroughtPiece, Cut, Stone, StoneVariety
from atelier.materials.models.custody import Leftovers, Risk
from atelier.materials.models.goods_pictures import PictureView
from atelier.materials.models.incidents import IncidentKind
from atelier.materials.models.stones import HolderKind
from atelier.materials.receipts import Receipt
from atelier.materials.signatures import Signature, Strokes
from consultations.actions.goods import receive_at
from consultations.statuses import AppointmentStatus
from orders.actions.goods import hand_back_goods, receive_goods
from orders.models import Commission
from orders.policies.sides import client_of

SAFE = "Safe, drawer 3"
CHIP = "Small chip under one corner; light wear along the facet edges."


def bring_goods(commission: Commission, script: Script, *, by: Actor) -> Receipt:
    """Receive the client's emerald and the ring it was taken from; both sign, the emerald moves."""
    client = client_of(commission)
    table: dict[str, Any] = {
        "things": [_emerald(script), _ring(by)],
        "terms": _terms(client.name),
        "client_signature": Signature.of(client.name, drawn(client.name)),
        "house_signature": Signature.of(by.name, drawn(by.name)),
        "by": by,
    }
    if held := commission.appointments.filter(status=AppointmentStatus.DONE).first():
        receipt = receive_at(appointment=held, **table)
    else:
        receipt = receive_goods(client=client, commission=commission, **table)
    for item in receipt.items.select_related("stone", "brought_piece"):
        move(thing=item.thing, to_holder=SAFE, to_kind=HolderKind.HOUSE, by=by, seal="T-0412")
    return receipt


def look_after(commission: Commission, cast: Cast, clock: Clock, days: int) -> None:
    """Live what followed: the gemmologist, a nick that was found, the ring handed back."""
    gemmologist = cast.advisors[3]
    emerald, by = commission.stones.living().get().stone, cast.by
    ring = client_of(commission).brought_pieces.get()
    with living_at(clock.ago(days - 4, 10, 20)):
        _move(emerald, f"{gemmologist}, gemmologist", by)
    with living_at(clock.ago(days - 4, 15, 5)):
        examine(emerald, gemmologist, commission)
        incident = report_incident(
            thing=emerald,
            kind=IncidentKind.DAMAGE,
            what_happened="Under the old dirt a second nick showed on the girdle, 0.3 mm, at the "
            "loupe. It was there before; the photograph of the first day shows its shadow.",
            by=by,
            commission_id=commission.pk,
        )
    with living_at(clock.ago(days - 5, 11, 40)):
        settle_incident(
            incident=incident,
            outcome="Shown to the client by video, with the picture of the first day beside it.",
            for_client="As we cleaned your emerald, an old second nick came to light on its edge, "
            "0.3 mm long. It will lie under the bezel. We looked at it together by video, and its "
            "weight is unchanged.",
            by=by,
        )
        _move(emerald, SAFE, by)
    with living_at(clock.ago(days - 6, 14, 30)):
        _send_home(commission, ring, by)


def drawn(name: str) -> Strokes:
    """Return strokes that look like a hand's: a run of loops for each word of a name."""
    words = name.split()
    width = 84 / len(words)
    return [_word(word, 8 + number * width, width * 0.86) for number, word in enumerate(words)]


def _word(word: str, left: float, width: float) -> list[list[float]]:
    steps, turns = 48, len(word) * 0.8
    points = []
    for step in range(steps + 1):
        way = step / steps
        high = (30 if step < 9 else 11) * (1 - way / 3)
        swing = sin(way * turns * 6.3 + len(word))
        points.append([round(left + width * way + 2.2 * swing, 1), round(55 - high * swing, 1)])
    return points


def _emerald(script: Script) -> Goods:
    stone = Stone(
        variety=StoneVariety.objects.get(code="emerald"),
        cut=Cut.objects.get(code="emerald"),
        colour="green",
        as_stated=script.own_stone,
        length=Decimal("8.02"),
        width=Decimal("6.05"),
        depth=Decimal("4.10"),
        carats=Decimal("1.340"),
        declared_value=Decimal("6500.00"),
    )
    return Goods(stone, Observed(CHIP, Decimal("1.340"), seal="T-0411"))


def _ring(by: Actor) -> Goods:
    ring = BroughtPiece(
        description="The old ring, yellow gold, empty setting",
        as_stated="My grandmother's; two prongs were already missing.",
        metal_grams=Decimal("3.870"),
        stamps="585, maker's mark worn",
        existing_damage="Two of four prongs missing, shank thin at the back.",
    )
    seen = Observed(ring.existing_damage, grams=Decimal("3.870"))
    return Goods(ring, seen, shots=_photographed(by))


def _terms(name: str) -> ReceiptTerms:
    initials = "".join(word[0] for word in name.split())
    return ReceiptTerms(
        initials=dict.fromkeys(Risk.values, initials),
        authorised_work="Clean and examine the emerald, then set it into the new ring. Nothing is "
        "recut without asking.",
        leftovers=Leftovers.RETURN,
        witness="June Okafor",
    )


def _photographed(by: Actor) -> tuple[Shot, ...]:
    """Return the old ring as it was photographed at the table, its damage marked."""
    picture = picture_of("AT-R01", "old-ring.webp", by)
    marks = (
        Spot(Decimal(48), Decimal(30), "Two of four prongs are missing"),
        Spot(Decimal(50), Decimal(86), "Shank worn thin"),
    )
    return (Shot(picture, PictureView.DAMAGE, marks),) if picture else ()


def _move(stone: Stone, holder: str, by: Actor) -> None:
    move(
        thing=stone,
        to_holder=holder,
        to_kind=HolderKind.HOUSE,
        by=by,
        condition="As received.",
        carats=Decimal("1.340"),
    )


def _send_home(commission: Commission, ring: BroughtPiece, by: Actor) -> None:
    client = client_of(commission)
    hand_back_goods(
        client=client,
        commission=commission,
        things=[Checked(ring, grams=Decimal("3.870"), condition="As received.")],
        client_signature=Signature.of(client.name, drawn(client.name)),
        house_signature=Signature.of(by.name),
        by=by,
        witness="June Okafor",
    )
