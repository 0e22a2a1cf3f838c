"""What the house keeps of an offer. Never shown to a client."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from atelier.materials.rounding import money
from orders.models import QuoteLine

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Margin:
    """Cost and what is left of the price before tax; `unknown` lines have no cost written yet."""

    cost: Decimal
    kept: Decimal
    percent: Decimal | None
    unknown: int


def margin_of(lines: Iterable[QuoteLine]) -> Margin:
    """Compare what lines are sold for with what they cost the house, discounts included."""
    every = list(lines)
    price = sum((money(line.quantity * line.unit_price) for line in every), Decimal("0.00"))
    known = [line for line in every if line.unit_cost is not None]
    cost = sum((money(line.quantity * (line.unit_cost or 0)) for line in known), Decimal("0.00"))
    percent = ((price - cost) * 100 / price).quantize(_TENTH, ROUND_HALF_UP) if price > 0 else None
    # A discount costs nothing by itself, so it is never an unknown.
    unknown = sum(line.unit_cost is None and line.unit_price >= 0 for line in every)
    return Margin(cost=cost, kept=price - cost, percent=percent, unknown=unknown)
