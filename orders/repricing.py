"""An option's lines after one thing of it changed: only what rests on it is priced again.

A line that is not touched stays the very same row, so whoever compares two options compares the
one thing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from atelier.materials.models import Alloy, Cut, Setting, Stone, StoneVariety
from atelier.materials.models.stones import Growth, Treatment
from atelier.materials.rounding import weight
from atelier.materials.weights import grams_from_volume, grams_in_other
from designs.models import MM_PER_INCH, Design
from orders.figures import CannotPrice, Figures
from orders.lines import PricedLine, Sides, listed_line, metal_line, plus, setting_line, stone_line
from orders.lines.metal import on_chain
from orders.lines.work import DIAMOND, FINISHING, REPORTS, centre_report, finish_lines
from orders.models import QuoteLine
from orders.models.quotes import LineKind

Row = QuoteLine | PricedLine
Rows = Sequence[Row]
_ORDER = list(LineKind)


@dataclass(frozen=True)
class StoneWish:
    """A stone nobody has found yet: the price list and the place it takes stand in for it."""

    variety: StoneVariety
    colour: str = ""
    growth: str = Growth.NATURAL
    treatment: str = Treatment.UNKNOWN


def in_alloy(rows: Rows, old: Alloy, new: Alloy, figures: Figures) -> Rows:
    """Return the lines in another alloy: grams × ρB / ρA, at today's price of its metal."""

    def again(row: Row) -> PricedLine:
        net = grams_in_other(net_grams_of(row, figures), old.density, new.density)
        return _as_long(metal_line(new, net, figures), row)

    return _metal_again(rows, old, again)


def on_length(rows: Rows, alloy: Alloy, design: Design, length: Decimal, figures: Figures) -> Rows:
    """Return the lines with a chain of another length, mm; the design knows its grams an inch."""
    if not design.volume_per_inch or design.reference_length_in is None:
        raise CannotPrice("This design has no weight for an inch of its chain.")
    per_inch, usual = design.volume_per_inch, design.reference_length_in * MM_PER_INCH

    def again(row: Row) -> PricedLine:
        longer = (length - Decimal(row.basis.get("chain_mm", usual))) / MM_PER_INCH
        more = grams_from_volume(longer * per_inch, alloy.density)
        return on_chain(metal_line(alloy, net_grams_of(row, figures) + more, figures), length)

    return _metal_again(rows, alloy, again)


def with_stone(rows: Rows, stone: Stone | StoneWish, figures: Figures) -> Rows:
    """Return the lines around another main stone: its price, its setter's minutes, its report."""
    main = main_stone(rows)
    real = stone if isinstance(stone, Stone) else None
    line = stone_line(stone, figures) if isinstance(stone, Stone) else _wished(stone, main, figures)
    rows = _put(rows, replace(line, basis=_place(main) | line.basis), main)
    if setter := _setter(rows):
        setting = figures.setting(setter.basis["setting"])
        count = Decimal(setter.basis["count"])
        rows = _put(rows, setting_line(setting, stone.variety, count, figures, stone=real), setter)
    return _with_report(rows, stone.variety, figures)


def with_setting(rows: Rows, setting: Setting, figures: Figures) -> Rows:
    """Return the lines with the main stone held in another way."""
    main, setter = main_stone(rows), _setter(rows) or _first(rows, LineKind.SETTING)
    known = (setter.basis if setter else {}) | (main.basis if main else {})
    if "variety" not in known:
        raise CannotPrice("Say which stone is set: add its line first.")
    variety = figures.variety(known["variety"])
    count = Decimal(setter.basis.get("count", 1)) if setter else Decimal(1)
    real = main.stone if isinstance(main, QuoteLine) else None
    return _put(rows, setting_line(setting, variety, count, figures, stone=real), setter)


def with_finish(rows: Rows, finish: str, figures: Figures) -> Rows:
    """Return the lines with another surface; a polish has no line of its own."""
    kept: Rows = [row for row in rows if not _is_surface(row)]
    for line in finish_lines(finish, figures):
        kept = _put(kept, line, None)
    return kept


def net_grams_of(row: Row, figures: Figures) -> Decimal:
    """Return the finished grams a metal line was worked out from. Raises `CannotPrice`."""
    if "net_grams" in row.basis:
        return Decimal(row.basis["net_grams"])
    if row.unit != "g":
        raise CannotPrice("Write the metal of this option in grams first.")
    return weight(row.quantity / plus(figures.house.metal_loss_percent))


def metal_of(rows: Rows, alloy: Alloy) -> list[Row]:
    """Return the lines of an option's own metal; a second metal of a piece stays as it is."""
    return [
        row
        for row in rows
        if row.kind == LineKind.METAL and row.basis.get("alloy", alloy.code) == alloy.code
    ]


def main_stone(rows: Rows) -> Row | None:
    """Return the line of the main stone: the first there is."""
    return _first(rows, LineKind.STONE)


def setting_code(rows: Rows) -> str:
    """Return how the main stone is held, a `Setting.code`; empty where the lines do not say."""
    setter = _setter(rows)
    return setter.basis["setting"] if setter else ""


def _metal_again(rows: Rows, alloy: Alloy, again: Callable[[Row], PricedLine]) -> Rows:
    own = {id(row) for row in metal_of(rows, alloy)}
    if not own:
        raise CannotPrice(f"This option has no line for its {alloy.name} yet.")
    return [again(row) if id(row) in own else row for row in rows]


def _as_long(line: PricedLine, row: Row) -> PricedLine:
    return on_chain(line, Decimal(row.basis["chain_mm"])) if "chain_mm" in row.basis else line


def _wished(wish: StoneWish, main: Row | None, figures: Figures) -> PricedLine:
    """A wish takes the room of the stone that is there: its cut and its millimetres."""
    if main is None:
        raise CannotPrice("This option has no stone to put another in place of.")
    cut, sides, count = _room(main, figures)
    return listed_line(
        wish.variety, cut, sides, count, figures, colour=wish.colour, growth=wish.growth
    )


def _place(main: Row | None) -> dict[str, str]:
    """The room a design has for its stone, which stays whatever stone is laid into it."""
    known = main.basis if main else {}
    return {name: known[name] for name in ("mm", "cut", "count") if name in known}


def _room(main: Row, figures: Figures) -> tuple[Cut | None, Sides, Decimal]:
    if "mm" in main.basis:
        sides = Sides.read(main.basis["mm"])
        return figures.cut(main.basis["cut"]), sides, Decimal(main.basis["count"])
    stone = main.stone if isinstance(main, QuoteLine) else None
    if stone and stone.length and stone.width and stone.depth:
        return stone.cut, Sides(stone.length, stone.width, stone.depth), Decimal(stone.count)
    raise CannotPrice("Measure the stone of this option first, or choose a real one.")


def _with_report(rows: Rows, variety: StoneVariety, figures: Figures) -> Rows:
    """A centre diamond comes with the report of its weight; another stone does without."""
    main = main_stone(rows)
    line = centre_report(main.quantity, figures) if main and main.unit == "ct" else None
    if variety.code != DIAMOND:
        line = None
    has = [row for row in rows if row.basis.get("service") in REPORTS.values()]
    if line and [row.basis["service"] for row in has] == [line.basis["service"]]:
        return rows
    rows = [row for row in rows if row not in has]
    return _put(rows, line, None) if line else rows


def _is_surface(row: Row) -> bool:
    known = row.basis
    is_service = known.get("service", "").startswith("finish-")
    return row.kind == LineKind.FINISH and (is_service or known.get("operation") == FINISHING)


def _setter(rows: Rows) -> Row | None:
    return next((r for r in rows if r.kind == LineKind.SETTING and "setting" in r.basis), None)


def _first(rows: Rows, kind: LineKind) -> Row | None:
    return next((row for row in rows if row.kind == kind), None)


def _put(rows: Rows, line: PricedLine, instead_of: Row | None) -> Rows:
    """Put a line in another's place, or where its row stands in an offer."""
    if instead_of is not None:
        return [line if row is instead_of else row for row in rows]
    place = _ORDER.index(line.kind)
    before = [row for row in rows if _ORDER.index(LineKind(row.kind)) <= place]
    after = [row for row in rows if _ORDER.index(LineKind(row.kind)) > place]
    return [*before, line, *after]
