"""What the open site shows of the catalogue: designs with their price, levels with theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from atelier.house.models import House
from designs.models import Design
from orders.haste import USUAL_WEEKS
from orders.levels import CARDS, LevelCard, shown_designs
from orders.pricing import prices_from
from orders.statuses import Level

# A new design begins with a drawing and a model, whatever it becomes [R].
DRAWING_HOURS = 20
_TEN = Decimal(10)


@dataclass(frozen=True)
class ShownDesign:
    """A design and the least it costs before tax; None while it is priced by hand."""

    design: Design
    price_from: Decimal | None


@dataclass(frozen=True)
class LevelOffer:
    """A level's card with its picture, the least it costs before tax, and its usual weeks."""

    card: LevelCard
    design: Design | None
    price_from: Decimal | None
    weeks: tuple[int, int]


def priced(designs: Iterable[Design]) -> list[ShownDesign]:
    """Return designs with their least price; prefetch `alloys__metal`."""
    every = list(designs)
    prices = prices_from(every)
    return [ShownDesign(design, _up_to(_TEN, prices[design.pk])) for design in every]


def level_offers(shown: Iterable[ShownDesign]) -> list[LevelOffer]:
    """Return the three levels, priced from the whole catalogue `shown`."""
    every = list(shown)
    pictures = shown_designs(one.design for one in every)
    return [
        LevelOffer(
            card, pictures.get(card.level), _least(card.level, every), USUAL_WEEKS[card.level]
        )
        for card in CARDS
    ]


def _offer(card: LevelCard, design: Design | None, shown: list[ShownDesign]) -> LevelOffer:
    return LevelOffer(card, design, _least(card.level, shown), USUAL_WEEKS[card.level])


def _least(level: Level, shown: list[ShownDesign]) -> Decimal | None:
    """The least of the designs a level may change; a new design adds the hours of drawing."""
    adaptable = [one for one in shown if level != Level.MID or one.design.stones]
    prices = [one.price_from for one in adaptable if one.price_from is not None]
    if not prices:
        return None
    least = min(prices)
    if level == Level.BESPOKE:
        least += DRAWING_HOURS * House.current().labour_rate
    return _up_to(_TEN, least)


def _up_to(step: Decimal, price: Decimal | None) -> Decimal | None:
    """Round up, so that "from" is never less than the least."""
    return None if price is None else (price / step).to_integral_value(ROUND_CEILING) * step
