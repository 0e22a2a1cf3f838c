"""Single priced lines, each with what it costs the house and what it was worked out from.

Money has two decimals, grams and carats three, half up on every line. `basis` is for staff: its
`by_hand` is the sum as a goldsmith would do it again on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from atelier.materials.carats import estimate
from atelier.materials.models import Alloy, Operation, Service, Setting, Stone, StoneVariety
from atelier.materials.models.stones import Title
from atelier.materials.rounding import money, weight
from atelier.materials.weights import GRAMS_PER_OZT
from atelier.materials.wording import describe, weight_wording
from orders.figures import CannotPrice, Figures
from orders.models import QuoteLine, QuoteOption
from orders.models.quotes import LineKind

ONE = Decimal(1)
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")
_ROW_OF_WORK = {
    "modelling": LineKind.DESIGN,
    "casting": LineKind.CASTING,
    "setting": LineKind.SETTING,
    "finishing": LineKind.FINISH,
    "engraving": LineKind.ENGRAVING,
}


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


def metal_line(alloy: Alloy, net_grams: Decimal, figures: Figures) -> PricedLine:
    """Return the metal of a piece: net g × (1 + loss) at fineness × price × (1 + premium).

    `net_grams` is the finished piece's estimated weight. Raises `CannotPrice`.
    """
    price, house = figures.metal_price(alloy), figures.house
    per_gram = figures.alloy_per_gram(alloy)
    sold, cast = (
        money(per_gram * plus(house.metal_premium_percent)),
        weight(net_grams * plus(house.metal_loss_percent)),
    )
    return PricedLine(
        LineKind.METAL,
        f"{alloy.name}, about {net_grams:.1f} g finished, ± 10 %",
        cast,
        "g",
        sold,
        money(per_gram),
        metal_price_id=price.pk,
        basis={
            "alloy": alloy.code,
            "metal": price.metal.code,
            "net_grams": str(weight(net_grams)),
            "loss_percent": _plain(house.metal_loss_percent),
            "fineness": str(alloy.fineness),
            "per_ozt": str(price.per_ozt),
            "currency": price.currency,
            "priced_at": price.at.isoformat(),
            "source": price.source,
            "premium_percent": _plain(house.metal_premium_percent),
            "by_hand": (
                f"{weight(net_grams)} g + {_plain(house.metal_loss_percent)} % loss = {cast} g; "
                f"{price.per_ozt} {price.currency}/ozt ÷ {GRAMS_PER_OZT} g"
                f" × {alloy.fineness} ‰ + {_plain(house.metal_premium_percent)} % = {sold} a gram"
            ),
        },
    )


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
        f"{stone.count} {_words_of(stone)}, {labelled}",
        carats,
        "ct",
        sold,
        cost,
        stone_id=stone.pk,
        basis={
            "stone": str(stone.public_id),
            "title": stone.title,
            "carats": f"{carats} {'weighed' if stone.carats else 'estimated'}",
            "cost_per_carat": str(cost),
            "markup_percent": _plain(markup),
            "by_hand": f"{cost} a carat + {_plain(markup)} % = {sold}; × {carats} ct",
        },
    )


def setting_line(
    setting: Setting,
    variety: StoneVariety,
    count: Decimal | int,
    figures: Figures,
    stone: Stone | None = None,
) -> PricedLine:
    """Return the setter's hours for alike stones: minutes × the variety's factor × count.

    Raises `CannotPrice` for a setting without minutes.
    """
    if setting.minutes is None:
        raise CannotPrice("There are no minutes for this setting yet.")
    number = Decimal(count)
    minutes = setting.minutes * variety.setting_factor * number
    line = labour_line(figures.operation("setting"), minutes / 60, figures)
    name = f"{number.normalize():f} {variety.name.lower()}, {setting.name.lower()}"
    basis = {
        "setting": setting.code,
        "variety": variety.code,
        "minutes": str(setting.minutes),
        "factor": _plain(variety.setting_factor),
        "count": f"{number.normalize():f}",
        "by_hand": (
            f"{number.normalize():f} × {setting.minutes} min × {_plain(variety.setting_factor)}"
            f" = {_plain(minutes)} min = {line.quantity} h at {line.unit_price}"
        ),
    }
    return PricedLine(
        LineKind.SETTING,
        f"{line.description}: {name}",
        line.quantity,
        line.unit,
        line.unit_price,
        line.unit_cost,
        stone_id=stone.pk if stone else None,
        basis=basis,
    )


def labour_line(operation: Operation, hours: Decimal, figures: Figures) -> PricedLine:
    """Return hours of a kind of work, at its own rate or the house's."""
    rate, spent = figures.rate(operation), weight(hours)
    return PricedLine(
        _ROW_OF_WORK.get(operation.code, LineKind.MAKING),
        operation.name,
        spent,
        "h",
        rate,
        figures.hour_cost(operation),
        basis={"operation": operation.code, "by_hand": f"{spent} h at {rate}"},
    )


def service_line(service: Service, figures: Figures) -> PricedLine:
    """Return what has a fixed price: a report, a chain, insured shipping.

    Raises `CannotPrice` where it is priced in another currency than the house's.
    """
    if service.currency != figures.house.currency:
        raise CannotPrice(f"{service.name} is priced in {service.currency}.")
    return PricedLine(
        LineKind(service.kind),
        service.name,
        ONE,
        "",
        service.price,
        service.cost,
        basis={"service": service.code, "source": service.source},
    )


def discount_line(amount: Decimal, words: str) -> PricedLine:
    """Return what the house takes off, from a positive amount."""
    return PricedLine(LineKind.DISCOUNT, words, ONE, "", -money(abs(amount)))


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


def plus(percent: Decimal) -> Decimal:
    """Return the factor that adds a percentage."""
    return 1 + percent / HUNDRED


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
        basis={"stone": str(stone.public_id), "title": stone.title},
    )


def _words_of(stone: Stone) -> str:
    shape = f", {stone.cut.wording}" if stone.cut else ""
    return f"{describe(stone)}{shape}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
