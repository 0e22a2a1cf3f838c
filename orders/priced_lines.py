"""A choice worked out line by line, so that a goldsmith can check it by hand.

Metal = net g × (1 + loss) at fineness × today's price × (1 + premium); stones by carat; hours of
model, bench and setting at the house's rate. Every line is rounded to the cent, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from atelier.materials.carats import estimate
from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.rounding import money, weight
from atelier.materials.wording import stone_wording
from designs.models import Design
from orders.figures import CannotPrice, Figures
from orders.models.quotes import LineKind

ONE = Decimal(1)
HUNDRED = Decimal(100)
ENGRAVING_HOURS = Decimal("0.5")
BENCH_STAGES = ("casting", "bench", "polishing")


@dataclass(frozen=True)
class Choice:
    """A design as somebody wants it; lengths in mm. What is left out stays as designed.

    `variety`, `colour` and `cut` change the main stone; `setting` is a `Setting.code`.
    """

    design: Design
    alloy: Alloy
    diameter: Decimal | None = None
    chain_length: Decimal | None = None
    variety: StoneVariety | None = None
    colour: str = ""
    cut: Cut | None = None
    setting: str = ""
    is_single: bool = False
    own_stone: bool = False
    engraving: str = ""

    @property
    def share(self) -> Decimal:
        """One earring is half of the pair a design describes."""
        return Decimal("0.5") if self.is_single else ONE


@dataclass(frozen=True)
class PricedLine:
    """A line with what it costs the house where that is known; hours have no cost of their own."""

    kind: LineKind
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    unit_cost: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """Quantity × price, to the cent."""
        return money(self.quantity * self.unit_price)


def total(lines: Iterable[PricedLine]) -> Decimal:
    """Add lines up."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def lines_for(choice: Choice, figures: Figures) -> list[PricedLine]:
    """Return every line of a choice in the order of a quote. Raises `CannotPrice`."""
    lines = [_metal(choice, figures), *_stones(choice, figures), *_hours(choice, figures)]
    return [line for line in lines if line.quantity]


def _metal(choice: Choice, figures: Figures) -> PricedLine:
    net = choice.share * choice.design.net_grams(
        choice.alloy, diameter=choice.diameter, chain_length=choice.chain_length
    )
    per_gram = figures.alloy_per_gram(choice.alloy)
    return PricedLine(
        LineKind.METAL,
        f"{choice.alloy.name}, about {net:.1f} g finished",
        weight(net * _plus(figures.house.metal_loss_percent)),
        "g",
        money(per_gram * _plus(figures.house.metal_premium_percent)),
        money(per_gram),
    )


@dataclass(frozen=True)
class _Stones:
    """Alike stones of a design after the choice was applied to them."""

    variety: StoneVariety
    colour: str
    cut: Cut | None
    length: Decimal
    width: Decimal
    depth: Decimal
    count: Decimal
    setting: str
    is_main: bool


def _stones_of(choice: Choice, figures: Figures) -> Iterator[_Stones]:
    for entry in choice.design.stones:
        stones = _as_designed(entry, choice, figures)
        yield _as_chosen(stones, choice) if stones.is_main else stones


def _as_designed(entry: dict[str, Any], choice: Choice, figures: Figures) -> _Stones:
    return _Stones(
        variety=figures.variety(entry["variety"]),
        colour=entry["colour"],
        cut=figures.cut(entry["cut"]),
        length=Decimal(entry["length"]),
        width=Decimal(entry["width"]),
        depth=Decimal(entry["depth"]),
        count=entry["count"] * choice.share,
        setting=entry["setting"],
        is_main=_place(entry) == _place(choice.design.stones[0]),
    )


def _place(entry: dict[str, Any]) -> str:
    """Return "station" for "station 2": places of one kind change together."""
    return str(entry["role"]).split()[0]


def _as_chosen(stones: _Stones, choice: Choice) -> _Stones:
    """Apply the choice to the main stone, inside the millimetres the design has room for."""
    cut = choice.cut or stones.cut
    length, width = stones.length, stones.width
    if cut and cut.is_equal_sided:
        length = width = min(length, width)
    return replace(
        stones,
        variety=choice.variety or stones.variety,
        colour=choice.colour if choice.variety or choice.colour else stones.colour,
        cut=cut,
        length=length,
        width=width,
        setting=choice.setting or stones.setting,
    )


def _stones(choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    for stones in _stones_of(choice, figures):
        if choice.own_stone and stones.is_main:
            yield _own_stone(stones)
        else:
            yield _bought_stone(stones, figures)


def _own_stone(stones: _Stones) -> PricedLine:
    name = stones.variety.name.lower()
    return PricedLine(LineKind.STONE, f"Your own {name}", stones.count, "", Decimal("0.00"))


def _bought_stone(stones: _Stones, figures: Figures) -> PricedLine:
    each = _carats(stones)
    row = figures.stone_price(stones.variety, stones.colour, each)
    name = stone_wording(stones.variety, row.growth, stones.colour)
    shape = f", {stones.cut.wording}" if stones.cut else ""
    size = f"{stones.length.normalize():f} × {stones.width.normalize():f} mm"
    return PricedLine(
        LineKind.STONE,
        f"{stones.count.normalize():f} {name}{shape}, {size}, weight estimated",
        weight(each * stones.count),
        "ct",
        money(row.per_carat * _plus(row.markup_percent)),
        row.per_carat,
    )


def _carats(stones: _Stones) -> Decimal:
    found = estimate(stones.variety, stones.cut, stones.length, stones.width, stones.depth)
    if found is None:
        raise CannotPrice(f"We weigh a {stones.cut} by hand before we price it.")
    return found.carats


def _hours(choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    hours = {stage: Decimal(str(h)) for stage, h in choice.design.making_hours.items()}
    bench = sum((hours.get(stage, Decimal(0)) for stage in BENCH_STAGES), Decimal(0))
    engraving = ENGRAVING_HOURS if choice.engraving else Decimal(0)
    for kind, words, spent in (
        (LineKind.DESIGN, "Model, refined for your size", hours.get("modelling", Decimal(0))),
        (LineKind.MAKING, "Casting, bench work and polishing", bench * choice.share),
        (LineKind.SETTING, "Setting by hand", _setting_hours(choice, figures)),
        (LineKind.ENGRAVING, f"Engraving: {choice.engraving}", engraving),
    ):
        yield PricedLine(kind, words, weight(spent), "h", figures.house.labour_rate)


def _setting_hours(choice: Choice, figures: Figures) -> Decimal:
    minutes = (
        figures.setting_minutes(stones.setting, stones.variety) * stones.count
        for stones in _stones_of(choice, figures)
    )
    return sum(minutes, Decimal(0)) / 60


def _plus(percent: Decimal) -> Decimal:
    return 1 + percent / HUNDRED
