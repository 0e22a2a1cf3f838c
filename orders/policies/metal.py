"""Whether a metal has moved so far since a quote was priced that it must be priced again.

Domain: more than the house's limit (usually 5 %), up or down, before the approval; held after.
"""

from dataclasses import dataclass
from decimal import Decimal

from atelier.journal.refusals import WrongState
from atelier.materials.models import Metal, MetalPrice
from atelier.materials.rounding import money
from orders.models import Quote, QuoteLine


@dataclass(frozen=True)
class MetalMove:
    """A metal that moved: prices per troy ounce, and by how many per cent, up or down."""

    metal: Metal
    then: Decimal
    now: Decimal
    percent: Decimal

    def __str__(self) -> str:
        return f"{self.metal.name} has moved {money(abs(self.percent)).normalize():f} %"


class MetalMoved(WrongState):
    """The metal in an offer moved too far; `moves` says which and how far."""

    code = "metal-moved"

    def __init__(self, moves: list[MetalMove], sentence: str) -> None:
        super().__init__(f"{moved_words(moves)} since we priced this. {sentence}")
        self.moves = moves


def moved_metals(quote: Quote) -> list[MetalMove]:
    """Return the metals of a quote's lines that moved over its limit, the furthest each.

    Compares the price each line was worked out from with today's, in two queries.
    """
    used = QuoteLine.objects.filter(option__quote=quote).values("metal_price")
    today = {price.metal_id: price for price in MetalPrice.objects.today(quote.currency)}
    furthest: dict[int, MetalMove] = {}
    for then in MetalPrice.objects.filter(pk__in=used).select_related("metal").order_by("at"):
        move = _move(then, today.get(then.metal_id))
        if move and abs(move.percent) > quote.metal_move_percent:
            known = furthest.setdefault(then.metal_id, move)
            furthest[then.metal_id] = max(known, move, key=lambda each: abs(each.percent))
    return list(furthest.values())


def check_metal(quote: Quote) -> None:
    """Refuse an answer to a quote whose metal moved too far. Raises `MetalMoved`."""
    if moves := moved_metals(quote):
        raise MetalMoved(moves, "We are pricing it again for you at today's prices.")


def check_metal_to_send(quote: Quote) -> None:
    """Refuse to send a draft at prices that no longer hold. Raises `MetalMoved`."""
    if moves := moved_metals(quote):
        raise MetalMoved(moves, "Price the metal again before you send it.")


def moved_words(moves: list[MetalMove]) -> str:
    """Return "Gold has moved 6.2 %", several metals joined."""
    return ", and ".join(map(str, moves))


def _move(then: MetalPrice, now: MetalPrice | None) -> MetalMove | None:
    if now is None or now.per_ozt == then.per_ozt or now.currency != then.currency:
        return None
    percent = (now.per_ozt - then.per_ozt) * 100 / then.per_ozt
    return MetalMove(then.metal, then.per_ozt, now.per_ozt, percent)
