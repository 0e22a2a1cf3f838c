"""A priced line: what is sold, what it costs, and the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from atelier.house.amounts import plain
from atelier.materials.rounding import money
from orders.models import QuoteLine, QuoteOption
from orders.models.quotes import LineKind

ONE = Decimal(1)
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class PricedLine:
    """A line with its cost where that is known, the rows it rests on, and how it was reckoned."""

    kind: LineKind
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    unit_cost: Decimal | None = None
    metal_price_id: int | None = None
    stone_id: int | None = None
    basis: dict[str, str] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        """Quantity × price, to the cent."""
        return money(self.quantity * self.unit_price)

    def values(self) -> dict[str, Any]:
        """Return the fields of a `QuoteLine`; its words cut to the room they have there."""
        return vars(self) | {"description": self.description[:200]}

    def written(self, option: QuoteOption, position: int) -> QuoteLine:
        """Return the unsaved line of an offer."""
        return QuoteLine(option=option, position=position, **self.values())


def total(lines: Iterable[PricedLine]) -> Decimal:
    """Add lines up."""
    return sum((line.amount for line in lines), NOTHING)


def plus(percent: Decimal) -> Decimal:
    """Return the factor that adds a percentage."""
    return 1 + percent / HUNDRED


def counted(count: Decimal, name: str) -> str:
    """Return "1 emerald" or "16 × emerald": a count before a name that has no plural of its own."""
    return f"{plain(count)} × {name}" if count != 1 else f"1 {name}"
