"""A quote's options beside each other, row by row, with what only the house sees."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from atelier.house.models import House
from atelier.materials.matching import contradicts
from atelier.materials.models import Stone
from atelier.materials.models.reports import GIA
from atelier.materials.models.stones import Title
from atelier.materials.policies import verdict_notes
from atelier.materials.wording import describe, report_wording, weight_wording
from orders.margin import Margin, margin_of
from orders.models import OptionStone, Quote, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.stones import CENTRE, promise_words, promised_elsewhere
from orders.totals import LineTotal, Totals, option_total


@dataclass(frozen=True)
class Kept:
    """A real stone of an option, as staff must know it; `notes` say what stands in the way."""

    key: int
    words: str
    place: str
    whose: str
    notes: tuple[str, ...]
    may_be_waived: bool


@dataclass(frozen=True)
class Column:
    """One option."""

    option: QuoteOption
    totals: Totals
    margin: Margin
    stones: tuple[Kept, ...]


@dataclass(frozen=True)
class Cell:
    """An option's lines of one kind, and what they come to; both empty where it has none."""

    lines: tuple[LineTotal, ...]

    @property
    def amount(self) -> Decimal:
        """What they come to, before tax."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))


@dataclass(frozen=True)
class Band:
    """One kind of line, a cell for each option."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything the writing page shows of the options; the kinds in the client's order."""

    columns: tuple[Column, ...]
    bands: tuple[Band, ...]


def sheet_of(quote: Quote) -> Sheet:
    """Read a quote's options with lines and stones, in a fixed number of queries."""
    notes = _Notes.of(quote)
    stones = OptionStone.objects.select_related(
        "stone__variety", "stone__cut", "stone__memo__dealer"
    ).prefetch_related("stone__reports")
    options = quote.options.select_related("alloy", "quote").prefetch_related(
        "lines", Prefetch("stones", stones)
    )
    columns = tuple(
        Column(
            option=option,
            totals=option_total(option),
            margin=margin_of(option.lines.all()),
            stones=tuple(notes.kept(each) for each in option.stones.all()),
        )
        for option in options
    )
    return Sheet(columns, tuple(_bands(columns)))


def _bands(columns: Collection[Column]) -> list[Band]:
    every = ((kind, tuple(_cell(each, kind) for each in columns)) for kind in LineKind)
    return [Band(str(kind.label), cells) for kind, cells in every if any(c.lines for c in cells)]


def _cell(column: Column, kind: LineKind) -> Cell:
    return Cell(tuple(line for line in column.totals.lines if line.kind == kind))


@dataclass(frozen=True)
class _Notes:
    """Who else holds which stone, and which may come without a report; read once for a quote."""

    promised: dict[int, str]
    waived: dict[int, str]
    judged: dict[int, str]

    @classmethod
    def of(cls, quote: Quote) -> "_Notes":
        commission, zone = quote.commission, House.current().zone
        rows = OptionStone.objects.filter(option__quote=quote).values_list("stone", flat=True)
        offered = list(rows)
        held = promised_elsewhere(offered, commission)
        promised = {each.stone_id: promise_words(each, zone) for each in held}
        waivers = commission.report_waivers.values_list("stone", "because")
        return cls(promised, dict(waivers), verdict_notes(offered))

    def kept(self, offered: OptionStone) -> Kept:
        """Return what staff must know of an offered stone."""
        stone = offered.stone
        lacks = offered.place == CENTRE and _lacks_report(stone)
        waived = self.waived.get(stone.pk, "")
        notes = (
            self.promised.get(stone.pk, ""),
            self.judged.get(stone.pk, ""),
            _memo(stone),
            "waits for its GIA report" if lacks and not waived else "",
            f"without a GIA report, agreed: {waived}" if waived else "",
        )
        return Kept(
            key=stone.pk,
            words=", ".join(filter(None, [describe(stone), weight_wording(stone), _paper(stone)])),
            place=offered.place,
            whose=stone.get_title_display(),
            notes=tuple(note for note in notes if note),
            may_be_waived=lacks and not waived and stone.title == Title.CLIENT,
        )


def _lacks_report(stone: Stone) -> bool:
    is_diamond = "diamond" in stone.variety.name.lower()
    return is_diamond and all(
        each.laboratory != GIA or contradicts(each, stone) for each in stone.reports.all()
    )


def _paper(stone: Stone) -> str:
    return report_wording(stone) if stone.report else ""


def _memo(stone: Stone) -> str:
    if stone.title != Title.MEMO or stone.memo is None:
        return ""
    return f"buy it from {stone.memo.dealer} before it is set, due {stone.memo.due:%-d %b %Y}"
