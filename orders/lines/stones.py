"""Stones: real ones by their own cost, others by the price list and their measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from atelier.house.amounts import plain
from atelier.materials.carats import estimate
from atelier.materials.models import Cut, Stone, StoneVariety
from atelier.materials.models.stones import Title
from atelier.materials.rounding import money, weight
from atelier.materials.wording import describe, stone_wording, weight_wording
from orders.figures import UNCUT, CannotPrice, Figures
from orders.lines.line import NOTHING, PricedLine, counted, plus
from orders.models.quotes import LineKind


def stone_line(stone: Stone, figures: Figures) -> PricedLine:
    """Return a real stone: its own cost a carat, or the price list's, with the markup.

    The client's own costs nothing. Raises `CannotPrice` for one neither weighed nor measured, or
    without any price.
    """
    if stone.title == Title.CLIENT:
        return _clients_own(stone)
    carats, labelled = carats_of(stone)
    cost, markup = _cost_and_markup(stone, carats, figures)
    sold = money(cost * plus(markup))
    return PricedLine(
        LineKind.STONE,
        f"{counted(Decimal(stone.count), _words_of(stone))}, {labelled}",
        carats,
        "ct",
        sold,
        cost,
        stone_id=stone.pk,
        basis={
            "stone": str(stone.public_id),
            "title": stone.title,
            "variety": stone.variety.code,
            "carats": f"{carats} {'weighed' if stone.carats else 'estimated'}",
            "cost_per_carat": str(cost),
            "markup_percent": plain(markup),
            "by_hand": f"{cost} a carat + {plain(markup)} % = {sold}; × {carats} ct",
        },
    )


def carats_of(stone: Stone) -> tuple[Decimal, str]:
    """Return what a stone or a whole parcel weighs in ct, and the words: an estimate says so.

    Raises `CannotPrice` for one that was neither weighed nor measured.
    """
    if known := stone.carats or stone.carats_estimated:
        return weight(known), weight_wording(stone)
    sides = (stone.length, stone.width, stone.depth)
    found = estimate(stone.variety, stone.cut, *sides) if all(sides) else None  # type: ignore[arg-type]
    if found is None:
        raise CannotPrice(f"Weigh or measure the {stone.variety.name.lower()} first.")
    carats = weight(found.carats * stone.count)
    return carats, f"about {carats:.2f} ct, estimated"


def _cost_and_markup(stone: Stone, carats: Decimal, figures: Figures) -> tuple[Decimal, Decimal]:
    """The stone's own cost goes before the price list's; the list's markup before the house's."""
    each = carats / stone.count
    try:
        row = figures.stone_price(stone.variety, stone.colour, each, growth=stone.growth)
    except CannotPrice:
        if stone.cost_per_carat is None:
            raise
        return stone.cost_per_carat, figures.house.stone_markup_percent
    return stone.cost_per_carat or row.per_carat, row.markup_percent


def _clients_own(stone: Stone) -> PricedLine:
    weighed = weight_wording(stone)
    words = f"Your own {_words_of(stone)}" + (f", {weighed}" if weighed else "")
    return PricedLine(
        LineKind.STONE,
        words,
        Decimal(stone.count),
        "",
        NOTHING,
        NOTHING,
        stone_id=stone.pk,
        basis={
            "stone": str(stone.public_id),
            "title": stone.title,
            "variety": stone.variety.code,
        },
    )


def _words_of(stone: Stone) -> str:
    shape = f", {stone.cut.wording}" if stone.cut else ""
    return f"{describe(stone)}{shape}"


@dataclass(frozen=True)
class Sides:
    """A stone's length, width and depth in mm."""

    length: Decimal
    width: Decimal
    depth: Decimal

    def __iter__(self) -> Iterator[Decimal]:
        return iter((self.length, self.width, self.depth))

    def __str__(self) -> str:
        return " × ".join(plain(side) for side in self)

    @classmethod
    def read(cls, text: str) -> "Sides":
        """Return the sides that `str` wrote."""
        return cls(*(Decimal(side) for side in text.split(" × ")))


def listed_line(
    variety: StoneVariety,
    cut: Cut | None,
    sides: Sides,
    count: Decimal,
    figures: Figures,
    *,
    colour: str = "",
    growth: str = "",
) -> PricedLine:
    """Return alike stones nobody has chosen yet: by the price list and an estimate of carats.

    Without `growth` the list's natural stone goes before its grown one. Raises `CannotPrice`.
    """
    found = estimate(variety, cut, *sides)
    if found is None:
        raise CannotPrice(f"We weigh a {cut} by hand before we price it.")
    carats = weight(found.carats * count)
    row = figures.stone_price(variety, colour, found.carats, growth=growth)
    sold = money(row.per_carat * plus(row.markup_percent))
    name = stone_wording(variety, row.growth, colour)
    shape = f", {cut.wording}" if cut else ""
    return PricedLine(
        LineKind.STONE,
        f"{counted(count, name)}{shape}, {plain(sides.length)} × {plain(sides.width)} mm,"
        " weight estimated",
        carats,
        "ct",
        sold,
        row.per_carat,
        basis=room_of(variety, cut, sides, count)
        | {
            "growth": row.growth,
            "carats": f"{carats} estimated",
            "cost_per_carat": str(row.per_carat),
            "markup_percent": plain(row.markup_percent),
            "source": row.source,
            "by_hand": f"{row.per_carat} a carat + {plain(row.markup_percent)} % = {sold};"
            f" × {carats} ct",
        },
    )


def room_of(variety: StoneVariety, cut: Cut | None, sides: Sides, count: Decimal) -> dict[str, str]:
    """Return the part of a basis that says what the design has room for."""
    return {
        "variety": variety.code,
        "cut": cut.code if cut else UNCUT,
        "mm": str(sides),
        "count": plain(count),
    }
