"""Writes the demo's offers: options built by changing one thing, with lines from the weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import Alloy, Setting, StoneVariety
from atelier.materials.weights import grams_from_volume
from orders.actions.approvals import approve_quote, send_approval_code
from orders.actions.suggestions import add_suggested_lines
from orders.actions.variants import vary_option
from orders.cautions import cautions_of_option
from orders.figures import Figures
from orders.lines import (
    PricedLine,
    Sides,
    labour_line,
    listed_line,
    metal_line,
    setting_line,
    stone_line,
)
from orders.models import Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.sides import client_of
from orders.qualities import durability_of, upkeep_of
from orders.totals import option_total


@dataclass(frozen=True)
class Way:
    """A metal to make the piece in first, in the house's own words."""

    alloy: str
    title: str
    trade_off: str


WAYS = (
    Way("18KY", "In yellow gold", "The warmest with green and red stones; shows fine wear first."),
    Way("PT950-RU", "In platinum", "The strongest claws for a daily ring; heavier on the hand."),
    Way("18KR", "In rose gold", "Kind to most skins; the copper makes it a little harder."),
    Way("18KW-PD", "In palladium white gold", "White without nickel; wants no plating."),
)  # fmt: skip
HOURS = {"modelling": "7", "casting": "2.5", "bench": "12", "polishing": "3"}
BESPOKE_VOLUME = Decimal(310)
"""mm³ of a ring drawn anew, before anybody has measured its solid."""
USUAL_SIDES = Sides(Decimal("7.5"), Decimal(6), Decimal("3.8"))
SIDES = {
    "emerald": Sides(Decimal(8), Decimal(6), Decimal(4)),
    "round": Sides(Decimal("6.4"), Decimal("6.4"), Decimal("3.95")),
}


def write_options(quote: Quote, script: Script, count: int, by: Actor) -> list[QuoteOption]:
    """Write `count` options, each but the first made by changing one thing of the first."""
    first, *others = _ways(script)
    option = _first(quote, script, first, by)
    changes: list[dict[str, Any]] = [
        {"alloy": Alloy.objects.get(code=way.alloy)} for way in others[: count - 1]
    ]
    if count > 2 and option.lines.filter(kind=LineKind.SETTING).exists():
        changes[1:] = [{"setting": Setting.objects.get(code="bezel")}]
    return [option, *(vary_option(option=option, by=by, **change) for change in changes)]


def _ways(script: Script) -> list[Way]:
    allowed = _allowed_alloys(script)
    ways = [way for way in WAYS if way.alloy in allowed] or list(WAYS)
    return sorted(ways, key=lambda way: way.alloy != script.alloy)


def _allowed_alloys(script: Script) -> set[str]:
    if not script.design:
        return {way.alloy for way in WAYS}
    return set(Alloy.objects.filter(designs__code=script.design).values_list("code", flat=True))


def _first(quote: Quote, script: Script, way: Way, by: Actor) -> QuoteOption:
    alloy = Alloy.objects.select_related("metal").get(code=way.alloy)
    variety = StoneVariety.objects.filter(code=_variety(script)).first()
    option = QuoteOption.objects.create(
        quote=quote,
        position=1,
        title=way.title,
        trade_off=way.trade_off,
        alloy=alloy,
        stone=_stone_words(script),
        treatment=_treatment(script),
        durability=durability_of(alloy, variety),
        upkeep=upkeep_of(alloy, variety),
        weeks_min=4 if script.level == "general" else 5,
        weeks_max=6 if script.level == "general" else 8,
    )
    _lines(option, script, by)
    return option


def _variety(script: Script) -> str:
    if script.own_stone:
        return "emerald"
    return script.stone[0] if script.stone else ""


def _stone_words(script: Script) -> str:
    if script.own_stone:
        return "Your own emerald, re-set"
    if not script.stone:
        return ""
    variety, cut, colour = script.stone
    return f"{colour} {variety}, {cut.replace('-', ' ')} cut".capitalize()


def _treatment(script: Script) -> str:
    kinds = {
        "emerald": "Natural; clarity enhanced, minor (F1)",
        "sapphire": "Natural; heated",
        "tanzanite": "Natural; heated",
        "diamond": "Natural; GIA report comes with the stone",
    }
    if script.own_stone:
        return "As our gemmologist finds it; not determined yet"
    return kinds.get(script.stone[0], "Natural; treatment not determined") if script.stone else ""


def _lines(option: QuoteOption, script: Script, by: Actor) -> None:
    """Price a catalogue design from its weight, and a bespoke one by hand."""
    if script.design:
        add_suggested_lines(option=option, by=by)
    else:
        rows = enumerate(_drawn_anew(option, script), start=1)
        QuoteLine.objects.bulk_create(line.written(option, place) for place, line in rows)


def _drawn_anew(option: QuoteOption, script: Script) -> Iterator[PricedLine]:
    """A new design, line by line from today's figures."""
    figures = Figures.today()
    hours = {code: Decimal(spent) for code, spent in HOURS.items()}
    for code in ("modelling", "casting"):
        yield labour_line(figures.operation(code), hours[code], figures)
    grams = grams_from_volume(BESPOKE_VOLUME, option.alloy.density)
    yield metal_line(option.alloy, grams, figures)
    yield from _stone(option, script, figures)
    for code in ("bench", "polishing"):
        yield labour_line(figures.operation(code), hours[code], figures)
    if variety := figures.varieties.get(_variety(script)):
        yield setting_line(figures.setting("prong-4"), variety, 1, figures)


def _stone(option: QuoteOption, script: Script, figures: Figures) -> Iterator[PricedLine]:
    if script.own_stone:
        promised = option.quote.commission.stones.living().select_related("stone__variety")
        yield from (stone_line(each.stone, figures) for each in promised[:1])
    elif script.stone:
        code, cut, colour = script.stone
        sides = SIDES.get(cut, USUAL_SIDES)
        # The trade has no factor for a briolette, so it is weighed as an oval here.
        shape = figures.cuts[cut if figures.cuts[cut].coloured_factor else "oval"]
        yield listed_line(figures.variety(code), shape, sides, Decimal(1), figures, colour=colour)


def approve(option: QuoteOption, by: Actor) -> None:
    """Approve an option as its client does: ask for the code, read it in the mail, sign."""
    version, total = option.quote.version, option_total(option).total
    client = client_of(option.quote.commission)
    shown: dict[str, Any] = {
        "version": version,
        "total": total,
        "signed_name": client.name,
        "acknowledged": {caution.code for caution in cautions_of_option(option)},
    }
    send_approval_code(option=option, by=by, **shown)
    mails = OutgoingMessage.objects.filter(
        kind="code.sent", commission_id=option.quote.commission_id
    )
    code = mails.order_by("-created_at")[0].secrets["code"]
    approve_quote(
        quote=option.quote,
        option=option,
        code=code,
        by=by,
        **shown,
    )
