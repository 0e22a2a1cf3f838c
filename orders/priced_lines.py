"""A choice worked out line by line, so that a goldsmith can check it by hand.

The lines stand in the order of an offer: model, casting, metal, stones, hours at the bench,
setting, surface, engraving, the laboratory's report. Every line is rounded to the cent, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.rounding import weight
from designs.models import Design
from orders.figures import Figures
from orders.lines import (
    PricedLine,
    Sides,
    labour_line,
    listed_line,
    metal_line,
    service_line,
    setting_line,
    total,
)
from orders.lines.line import NOTHING, ONE
from orders.lines.metal import on_chain
from orders.lines.stones import room_of
from orders.lines.work import DIAMOND, centre_report, finding_lines, finish_lines
from orders.models.quotes import LineKind

__all__ = ["ONE", "Choice", "PricedLine", "lines_for", "total"]

BENCH_STAGES = ("bench", "polishing")
# Where the price list has no fixed price for it.
ENGRAVING_HOURS = Decimal("0.5")


@dataclass(frozen=True)
class Choice:
    """A design as somebody wants it; lengths in mm. What is left out stays as designed.

    `variety`, `colour` and `cut` change the main stone; `setting` is a `Setting.code`, `finish` a
    `Finish`, `fitting` a `Fitting`.
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
    finish: str = ""
    fitting: str = ""

    @property
    def share(self) -> Decimal:
        """One earring is half of the pair a design describes."""
        return Decimal("0.5") if self.is_single else ONE


def lines_for(choice: Choice, figures: Figures) -> list[PricedLine]:
    """Return every line of a choice in the order of a quote. Raises `CannotPrice`."""
    held = list(_stones_of(choice, figures))
    lines = [
        *_hours(("modelling",), choice, figures),
        *_casting(choice, figures),
        _metal(choice, figures),
        *_stones(held, choice, figures),
        *_hours(BENCH_STAGES, choice, figures),
        *_settings(held, figures),
        *finding_lines(choice.fitting, figures),
        *finish_lines(choice.finish, figures),
        *_engraving(choice, figures),
        *_report(held, choice, figures),
    ]
    return [line for line in lines if line.quantity]


def net_grams_of(choice: Choice) -> Decimal:
    """Return the estimated net metal of a choice in g."""
    whole = choice.design.net_grams(
        choice.alloy, diameter=choice.diameter, chain_length=choice.chain_length
    )
    return weight(choice.share * whole)


def _metal(choice: Choice, figures: Figures) -> PricedLine:
    line = metal_line(choice.alloy, net_grams_of(choice), figures)
    return on_chain(line, choice.chain_length) if choice.chain_length else line


def _hours(stages: Iterable[str], choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    for stage in stages:
        # A model is drawn once, also for a single earring.
        share = ONE if stage == "modelling" else choice.share
        hours = Decimal(str(choice.design.making_hours.get(stage, 0)))
        yield labour_line(figures.operation(stage), hours * share, figures)


def _casting(choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    """The hours a design plans, else the fixed price of a casting."""
    if choice.design.making_hours.get("casting"):
        yield from _hours(("casting",), choice, figures)
    elif service := figures.services.get("casting"):
        yield service_line(service, figures)


@dataclass(frozen=True)
class _Stones:
    """Alike stones of a design after the choice was applied to them."""

    variety: StoneVariety
    colour: str
    cut: Cut | None
    sides: Sides
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
        sides=Sides(*(Decimal(entry[side]) for side in ("length", "width", "depth"))),
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
    sides = stones.sides
    if cut and cut.is_equal_sided:
        across = min(sides.length, sides.width)
        sides = replace(sides, length=across, width=across)
    return replace(
        stones,
        variety=choice.variety or stones.variety,
        colour=choice.colour if choice.variety or choice.colour else stones.colour,
        cut=cut,
        sides=sides,
        setting=choice.setting or stones.setting,
    )


def _stones(held: Iterable[_Stones], choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    for stones in held:
        if choice.own_stone and stones.is_main:
            yield _own_stone(stones)
        else:
            yield _listed(stones, figures)


def _own_stone(stones: _Stones) -> PricedLine:
    return PricedLine(
        LineKind.STONE,
        f"Your own {stones.variety.name.lower()}",
        stones.count,
        "",
        NOTHING,
        NOTHING,
        basis=room_of(stones.variety, stones.cut, stones.sides, stones.count),
    )


def _listed(stones: _Stones, figures: Figures) -> PricedLine:
    return listed_line(
        stones.variety, stones.cut, stones.sides, stones.count, figures, colour=stones.colour
    )


def _settings(held: Iterable[_Stones], figures: Figures) -> Iterator[PricedLine]:
    for stones in held:
        setting = figures.setting(stones.setting)
        yield setting_line(setting, stones.variety, stones.count, figures)


def _engraving(choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    if not choice.engraving:
        return
    service = figures.services.get("engraving")
    line = (
        service_line(service, figures)
        if service
        else labour_line(figures.operation("engraving"), ENGRAVING_HOURS, figures)
    )
    yield replace(line, description=f"{line.description}: {choice.engraving}")


def _report(held: Iterable[_Stones], choice: Choice, figures: Figures) -> Iterator[PricedLine]:
    """Brief: a centre diamond comes with a GIA report."""
    main = next((stones for stones in held if stones.is_main), None)
    if main and not choice.own_stone and _is_centre_diamond(main):
        carats = _listed(main, figures).quantity
        if line := centre_report(carats, figures):
            yield line


def _is_centre_diamond(stones: _Stones) -> bool:
    return stones.variety.code == DIAMOND and stones.count == 1
