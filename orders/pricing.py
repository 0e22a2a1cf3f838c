"""Indicative prices, before tax: exact for a General choice, a range for a Mid-level one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from atelier.house.models import House
from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.ring_sizes import RingSizeSystem, diameter_in
from atelier.materials.weights import TOLERANCE
from designs.models import MM_PER_INCH, Design
from orders.differences import Difference, explain
from orders.figures import CannotPrice, Figures
from orders.lines import plus
from orders.models.quotes import LineKind
from orders.priced_lines import ONE, Choice, PricedLine, lines_for, total

__all__ = [
    "CannotPrice",
    "Difference",
    "explain",
    "general_price",
    "mid_range",
    "price_from",
    "prices_from",
]

SPREAD_REASONS = (
    "The stone itself: its colour and clarity, chosen with our gemmologist.",
    "The metal: a finished weight within 10 % of the drawn one.",
    "The model: how much of it must be redrawn for the stone's measures.",
)
RANGE_STEP = Decimal(50)


def general_price(
    design: Design,
    alloy: Alloy,
    *,
    diameter: Decimal | None = None,
    chain_length: Decimal | None = None,
    figures: Figures | None = None,
) -> Decimal:
    """Return the price of a design in an alloy, at an inside diameter or chain length in mm.

    Before tax. Raises `CannotPrice` when a price it needs is not known.
    """
    choice = Choice(design, alloy, diameter=diameter, chain_length=chain_length)
    return total(lines_for(choice, figures or Figures.today()))


def mid_range(
    design: Design,
    alloy: Alloy,
    *,
    variety: StoneVariety | None = None,
    colour: str = "",
    cut: Cut | None = None,
    diameter: Decimal | None = None,
    chain_length: Decimal | None = None,
    figures: Figures | None = None,
) -> tuple[Decimal, Decimal]:
    """Return the least and the most a Mid-level choice may cost, before tax, in round fifties.

    Without a variety it spans all the stones the design may hold. `SPREAD_REASONS` says why it is
    a range. Raises `CannotPrice` when none of them can be priced.
    """
    figures = figures or Figures.today()
    base = Choice(design, alloy, diameter, chain_length, variety, colour, cut)
    spread = spread_of(figures.house)
    spans = [_span(lines, spread) for lines in _priceable(_stone_choices(base, figures), figures)]
    if not spans:
        raise CannotPrice("We price this choice by hand and reply within one working day.")
    low, high = min(low for low, _ in spans), max(high for _, high in spans)
    return _round(low, ROUND_FLOOR), _round(high, ROUND_CEILING)


def price_from(design: Design, figures: Figures | None = None) -> Decimal | None:
    """Return the least a design costs: cheapest alloy, smallest size, shortest chain.

    None while something it needs has no price.
    """
    figures = figures or Figures.today()
    choices = [
        Choice(design, alloy, _smallest(design), _shortest(design))
        for alloy in design.alloys.all()
        if alloy.is_offered
    ]
    return min(map(total, _priceable(choices, figures)), default=None)


def prices_from(designs: Iterable[Design]) -> dict[int, Decimal | None]:
    """Return `price_from` of many designs by primary key; prefetch their `alloys`."""
    figures = Figures.today()
    return {design.pk: price_from(design, figures) for design in designs}


def _stone_choices(base: Choice, figures: Figures) -> Iterator[Choice]:
    """Yield the choice itself when it names a stone, else one for each the design may hold."""
    if base.variety or base.colour or not base.design.stone_colours:
        yield base
        return
    for pair in base.design.stone_colours:
        if variety := figures.varieties.get(pair["variety"]):
            yield replace(base, variety=variety, colour=pair["colour"])


def _priceable(choices: Iterable[Choice], figures: Figures) -> Iterator[list[PricedLine]]:
    for choice in choices:
        try:
            yield lines_for(choice, figures)
        except CannotPrice:
            continue


def spread_of(house: House) -> Mapping[LineKind, tuple[Decimal, Decimal]]:
    """Return the least and the most a Mid-level line may come to, as shares of it."""
    return {
        LineKind.METAL: (1 - TOLERANCE, 1 + TOLERANCE),
        LineKind.STONE: (
            plus(-house.stone_spread_low_percent),
            plus(house.stone_spread_high_percent),
        ),
        LineKind.DESIGN: (ONE, plus(house.model_spread_percent)),
    }


def _span(
    lines: Iterable[PricedLine], spread: Mapping[LineKind, tuple[Decimal, Decimal]]
) -> tuple[Decimal, Decimal]:
    low = high = Decimal(0)
    for line in lines:
        least, most = spread.get(line.kind, (ONE, ONE))
        low += line.amount * least
        high += line.amount * most
    return low, high


def _round(amount: Decimal, rounding: str) -> Decimal:
    return (amount / RANGE_STEP).quantize(ONE, rounding) * RANGE_STEP


def _smallest(design: Design) -> Decimal | None:
    if design.size_min_us is None:
        return None
    return diameter_in(RingSizeSystem.US, design.size_min_us)


def _shortest(design: Design) -> Decimal | None:
    return Decimal(min(design.lengths_in)) * MM_PER_INCH if design.lengths_in else None
