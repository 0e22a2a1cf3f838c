"""Writes the demo's offers: options built by changing one thing, with lines from the weights."""

from dataclasses import dataclass
from decimal import Decimal

from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import Alloy
from orders.actions.approvals import approve_quote, send_approval_code
from orders.actions.suggestions import add_suggested_lines
from orders.cautions import cautions_of_option
from orders.models import Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.sides import client_of
from orders.totals import option_total


@dataclass(frozen=True)
class Way:
    """One way to make the piece: its metal, and the one thing that tells it from the others."""

    alloy: str
    title: str
    trade_off: str
    durability: str


WAYS = (
    Way("18KY", "In yellow gold", "The warmest with green and red stones; shows fine wear first.",
        "Softens with wear, polishes back beautifully"),
    Way("PT950-RU", "In platinum", "The strongest claws for a daily ring; heavier on the hand.",
        "The hardest wearing; keeps its metal"),
    Way("18KR", "In rose gold", "Kind to most skins; the copper makes it a little harder.",
        "Hard wearing; colour stays"),
    Way("18KW-PD", "In palladium white gold", "White without nickel; wants no plating.",
        "Hard wearing; a soft, grey white"),
)  # fmt: skip
STONE_PRICES = {
    "emerald": "3400.00", "sapphire": "2600.00", "diamond": "5200.00", "ruby": "3900.00",
    "morganite": "380.00", "tourmaline": "520.00", "spinel": "980.00", "tanzanite": "640.00",
    "aquamarine": "460.00", "garnet": "240.00",
}  # fmt: skip


COST = Decimal("0.62")


def write_options(quote: Quote, script: Script, count: int, by: Actor) -> list[QuoteOption]:
    """Write `count` options, the client's own metal first, and return them."""
    return [
        _option(quote, script, way, position, by)
        for position, way in enumerate(_ways(script, count), start=1)
    ]


def _ways(script: Script, count: int) -> list[Way]:
    allowed = _allowed_alloys(script)
    ways = [way for way in WAYS if way.alloy in allowed] or list(WAYS)
    return sorted(ways, key=lambda way: way.alloy != script.alloy)[:count]


def _allowed_alloys(script: Script) -> set[str]:
    if not script.design:
        return {way.alloy for way in WAYS}
    return set(Alloy.objects.filter(designs__code=script.design).values_list("code", flat=True))


def _option(quote: Quote, script: Script, way: Way, position: int, by: Actor) -> QuoteOption:
    alloy = Alloy.objects.get(code=way.alloy)
    option = QuoteOption.objects.create(
        quote=quote,
        position=position,
        title=way.title,
        trade_off=way.trade_off,
        alloy=alloy,
        stone=_stone_words(script),
        treatment=_treatment(script),
        durability=way.durability,
        upkeep=_upkeep(script),
        weeks_min=4 if script.level == "general" else 5,
        weeks_max=6 if script.level == "general" else 8,
    )
    _lines(option, script, by)
    return option


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


def _upkeep(script: Script) -> str:
    emerald = script.own_stone or (script.stone and script.stone[0] == "emerald")
    return "Yearly check; re-oiling every few years" if emerald else "Yearly check and polish"


def _lines(option: QuoteOption, script: Script, by: Actor) -> None:
    """Price a catalogue design from its weight, and a bespoke one by hand."""
    if script.design:
        add_suggested_lines(option=option, by=by)
    else:
        QuoteLine.objects.bulk_create(_by_hand(option, script))
    priced = option.lines.filter(kind=LineKind.STONE).first()
    if priced and not option.stone:
        option.stone = priced.description[:160]
        option.save(update_fields=["stone"])


def _by_hand(option: QuoteOption, script: Script) -> list[QuoteLine]:
    grams = (Decimal(310) * option.alloy.density / 1000).quantize(Decimal("0.001"))
    gold = option.alloy.metal and option.alloy.metal.code == "XAU"
    rows = [
        (LineKind.DESIGN, "Drawings and model", Decimal(1), "", Decimal("650.00")),
        (LineKind.METAL, option.alloy.name, grams, "g", Decimal("142.00" if gold else "74.50")),
        (LineKind.MAKING, "Casting, filing and sanding, assembly, polish", Decimal("17.5"), "h",
         Decimal("95.00")),
        (LineKind.SETTING, "Setting by hand", Decimal(1), "", Decimal("240.00")),
    ]  # fmt: skip
    if script.stone and not script.own_stone:
        each = Decimal(STONE_PRICES.get(script.stone[0], "600.00"))
        rows.append((LineKind.STONE, option.stone, Decimal("1.310"), "ct", each))
    return [
        QuoteLine(
            option=option,
            position=position,
            kind=kind,
            description=words,
            quantity=quantity,
            unit=unit,
            unit_price=each,
            unit_cost=(each * COST).quantize(Decimal("0.01")),
        )
        for position, (kind, words, quantity, unit, each) in enumerate(rows, start=1)
    ]


def approve(option: QuoteOption, by: Actor) -> None:
    """Approve an option as its client does: ask for the code, read it in the mail, sign."""
    version, total = option.quote.version, option_total(option).total
    client = client_of(option.quote.commission)
    shown = {
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
