"""Carats from measures in mm: always an estimate, never in place of a scale.

Diamonds use the trade's factors by shape, interpolated by length to width; coloured stones use
length × width × depth × specific gravity × the cut's factor (`Cut.coloured_factor`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from atelier.materials.models import Cut, StoneVariety
from atelier.materials.rounding import weight
from atelier.materials.weights import GRAMS_PER_CARAT

LONG = Decimal("1.1")
"""From this length to width on, a cushion or a radiant counts as long."""
SPHERE = Decimal("0.5236")


@dataclass(frozen=True)
class CaratEstimate:
    """Carats worked out from mm; `str()` says that it is an estimate."""

    carats: Decimal

    def __str__(self) -> str:
        return f"about {self.carats.quantize(Decimal('0.01'))} ct, estimated from its measures"


def _table(*pairs: tuple[str, str]) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(ratio), Decimal(factor)) for ratio, factor in pairs]


_DIAMOND_FACTORS = {
    "emerald": _table(("1", "0.0080"), ("1.5", "0.0092"), ("2", "0.0100"), ("2.5", "0.0106")),
    "asscher": _table(("1", "0.0080")),
    "marquise": _table(("1.5", "0.00565"), ("2", "0.0058"), ("2.5", "0.00585"), ("3", "0.00595")),
    "pear": _table(("1.25", "0.00615"), ("1.5", "0.0060"), ("2", "0.00575")),
    "heart": _table(("1", "0.0059")),
    "trillion": _table(("1", "0.0057")),
    "baguette": _table(("1", "0.00915")),
}


def estimate(
    variety: StoneVariety, cut: Cut | None, length: Decimal, width: Decimal, depth: Decimal
) -> CaratEstimate | None:
    """Return what one stone of these measures (mm) weighs; None without a gravity or a factor.

    A stone without a cut, a pearl above all, is taken as a spheroid.
    """
    gravity = variety.specific_gravity
    if gravity is None:
        return None
    if cut is None:
        return CaratEstimate(_spheroid(gravity, length, width, depth))
    carats: Decimal | None = None
    if variety.code == "diamond":
        carats = diamond_carats(cut.code, length, width, depth)
    if carats is None:
        carats = coloured_carats(gravity, cut, length, width, depth)
    return None if carats is None else CaratEstimate(carats)


def _spheroid(gravity: Decimal, length: Decimal, width: Decimal, depth: Decimal) -> Decimal:
    return weight(length * width * depth * SPHERE * gravity / 1000 / GRAMS_PER_CARAT)


def diamond_carats(cut: str, length: Decimal, width: Decimal, depth: Decimal) -> Decimal | None:
    """Return a diamond's estimated carats by the code of its cut, or None for a cut without one.

    Round d² · h · 0.0061; oval ((L + W) / 2)² · h · 0.0062; others L · W · h · factor.
    """
    across = (length + width) / 2
    if cut == "round":
        return weight(across * across * depth * Decimal("0.0061"))
    if cut == "oval":
        return weight(across * across * depth * Decimal("0.0062"))
    if cut not in _DIAMOND_FACTORS:
        return None
    factor = between(_DIAMOND_FACTORS[cut], length / width)
    return weight(length * width * depth * factor)


def coloured_carats(
    gravity: Decimal, cut: Cut, length: Decimal, width: Decimal, depth: Decimal
) -> Decimal | None:
    """Return L · W · h · SG · f in carats, or None for a cut without a published factor."""
    is_long = length / width >= LONG
    factor = (is_long and cut.coloured_factor_long) or cut.coloured_factor
    return None if factor is None else weight(length * width * depth * gravity * factor)


def between(table: Sequence[tuple[Decimal, Decimal]], ratio: Decimal) -> Decimal:
    """Return the factor at a ratio, interpolated; the first and last hold beyond the table."""
    if ratio <= table[0][0]:
        return table[0][1]
    for (low, low_factor), (high, high_factor) in pairwise(table):
        if ratio <= high:
            return low_factor + (high_factor - low_factor) * (ratio - low) / (high - low)
    return table[-1][1]
