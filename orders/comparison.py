"""Options side by side: every one has the same rows in the same order, never the house's cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from atelier.house.amounts import plain
from atelier.materials.care import care_of
from atelier.materials.models import Stone
from atelier.materials.models.varieties import Cleaning
from atelier.materials.wording import (
    describe,
    origin_wording,
    report_wording,
    special_care_wording,
    weight_wording,
)
from atelier.pictures.models import Picture
from orders.freezing import treatment_of
from orders.models import OptionStone, Quote, QuoteLine, QuoteOption
from orders.models.quotes import InstalmentWhen, LineKind
from orders.schedules import amounts
from orders.totals import LineTotal, Totals, option_total

# What an option says nothing of where another does.
SILENT = {"Stones": "No stones", "Treatment": "No stones"}
NOTHING = "Not stated"
TOLERANCE = "± 10 %"


@dataclass(frozen=True)
class Row:
    """One thing said of every option, so that it can be read across."""

    label: str
    value: str


@dataclass(frozen=True)
class PriceLine:
    """One line; `words` say how much of it, such as "4.2 g ± 10 %"."""

    description: str
    words: str
    amount: Decimal


@dataclass(frozen=True)
class PriceRow:
    """One kind of line; `lines` is empty where an option has none of it and another has."""

    label: str
    lines: tuple[PriceLine, ...]


@dataclass(frozen=True)
class Part:
    """A part of the price and the moment it falls due; `words` reads "50 % when you approve"."""

    words: str
    amount: Decimal


@dataclass(frozen=True)
class OfferedStone:
    """A real stone in the trade's careful words; `picture` is face-up where there is one."""

    key: int
    place: str
    description: str
    weight: str
    report: str
    origin: str
    care: str
    picture: Picture | None


@dataclass(frozen=True)
class Column:
    """One option as its client reads it; money in the quote's currency."""

    option: QuoteOption
    rows: tuple[Row, ...]
    stones: tuple[OfferedStone, ...]
    prices: tuple[PriceRow, ...]
    totals: Totals
    schedule: tuple[Part, ...]

    @property
    def lines(self) -> list[PriceLine]:
        """Every line in the order of the rows."""
        return [line for price in self.prices for line in price.lines]


def with_options(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Load what a comparison reads, in a fixed number of queries; the cost is not even read."""
    offered = OptionStone.objects.select_related("stone__variety", "stone__cut")
    stones = offered.defer("stone__cost_per_carat").prefetch_related(
        "stone__reports", "stone__pictures__picture__renditions"
    )
    lines = QuoteLine.objects.defer("unit_cost", "basis")
    options = QuoteOption.objects.select_related("alloy").prefetch_related(
        Prefetch("lines", lines), Prefetch("stones", stones)
    )
    return quotes.prefetch_related(Prefetch("options", options))


def compare(quote: Quote) -> list[Column]:
    """Return the options of a quote loaded by `with_options`, their rows in step."""
    options = list(quote.options.all())
    if not options:
        return []
    for option in options:
        option.quote = quote
    labels = [label for label in _facts(options[0]) if any(_facts(o)[label] for o in options)]
    totals = [option_total(option) for option in options]
    kinds = [kind for kind in LineKind if any(kind in _kinds(each) for each in totals)]
    return [
        _column(option, its, labels, kinds) for option, its in zip(options, totals, strict=True)
    ]


def schedule_of(quote: Quote, total: Decimal) -> tuple[Part, ...]:
    """Return the parts of `total` as the quote divides it; together they are exactly `total`."""
    return parts_of(quote.schedule, total)


def parts_of(parts: Sequence[dict[str, str]], total: Decimal) -> tuple[Part, ...]:
    """Return each part in words with its amount: the one written down with it, else its share."""
    if not parts:
        return ()
    return tuple(
        Part(_part_words(part), Decimal(part.get("amount", share)))
        for part, share in zip(parts, amounts(total, parts), strict=True)
    )


def quantity_words(kind: str, quantity: Decimal, unit: str, description: str = "") -> str:
    """Return "4.2 g ± 10 %", "1.31 ct", "12 h", "3 ×" or nothing for a single thing.

    Metal is an estimate to a tenth of a gram until the piece is weighed. Where the description
    gives the finished weight already, the grams priced are those before anything is filed away;
    where it gives the carats, they are not said again.
    """
    if kind == LineKind.METAL and unit == "g":
        tolerance = "before finishing" if TOLERANCE in description else TOLERANCE
        return f"{quantity:.1f} g {tolerance}"
    if unit == "ct" and f"{quantity:.2f} ct" in description:
        return ""
    if unit:
        return f"{plain(quantity)} {unit}"
    return f"{plain(quantity)} ×" if quantity != 1 else ""


def weeks_words(least: int, most: int) -> str:
    """Return "4 to 6 weeks", or "5 weeks" where both ends are the same."""
    return f"{most} weeks" if least == most else f"{least} to {most} weeks"


def _column(
    option: QuoteOption, totals: Totals, labels: Iterable[str], kinds: Iterable[LineKind]
) -> Column:
    facts = _facts(option)
    return Column(
        option=option,
        rows=tuple(Row(label, facts[label] or SILENT.get(label, NOTHING)) for label in labels),
        stones=tuple(_stone(each) for each in option.stones.all()),
        prices=tuple(_price(totals, kind) for kind in kinds),
        totals=totals,
        schedule=schedule_of(option.quote, totals.total),
    )


def _facts(option: QuoteOption) -> dict[str, str]:
    return {
        "Metal": option.alloy.name,
        "Stones": option.stone,
        "Treatment": treatment_of(option),
        "Durability": option.durability,
        "Upkeep": option.upkeep,
        "Made in": weeks_words(option.weeks_min, option.weeks_max),
    }


def _kinds(totals: Totals) -> set[str]:
    return {line.kind for line in totals.lines}


def _price(totals: Totals, kind: LineKind) -> PriceRow:
    lines = (_line(line) for line in totals.lines if line.kind == kind)
    return PriceRow(str(kind.label), tuple(lines))


def _line(line: LineTotal) -> PriceLine:
    words = quantity_words(line.kind, line.quantity, line.unit, line.description)
    return PriceLine(line.description, words, line.amount)


def _part_words(part: dict[str, str]) -> str:
    when = str(InstalmentWhen(part["when"]).label)
    return f"{plain(part['percent'])} % {when[:1].lower()}{when[1:]}"


def _stone(offered: OptionStone) -> OfferedStone:
    stone = offered.stone
    words = describe(stone)
    return OfferedStone(
        key=stone.pk,
        place=offered.place,
        description=words[:1].upper() + words[1:],
        weight=weight_wording(stone),
        report=report_wording(stone) if stone.report else "",
        origin=origin_wording(stone),
        care=care_words(stone),
        picture=_face_up(stone),
    )


def care_words(stone: Stone) -> str:
    """Return what a stone asks of its wearer, from its treatment and what it bears."""
    if special := special_care_wording(stone.treatment):
        return special
    if care_of(stone).ultrasonic == Cleaning.NO:
        return "Clean by hand only; never by ultrasonic or steam."
    return ""


def _face_up(stone: Stone) -> Picture | None:
    pictures = sorted(stone.pictures.all(), key=lambda each: (each.view != "face_up", each.pk))
    return pictures[0].picture if pictures else None
