"""Reads a list of metal prices as people keep them: a CSV with commas or semicolons.

Nothing here writes. A row that cannot be read becomes a sentence with its line, and the rest is
read on, so that somebody can mend everything at once.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from atelier.house.models import House
from atelier.materials.models import Metal
from atelier.materials.rounding import money
from atelier.materials.weights import GRAMS_PER_DWT, GRAMS_PER_OZT

COLUMNS = ("date", "metal", "price", "unit", "currency", "source")
NEEDED = ("date", "metal", "price", "unit")
MOST_ROWS = 5000
GRAMS_IN: Mapping[str, Decimal] = {
    "ozt": GRAMS_PER_OZT,
    "oz": GRAMS_PER_OZT,
    "g": Decimal(1),
    "dwt": GRAMS_PER_DWT,
    "kg": Decimal(1000),
}
_DATES = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d.%m.%Y")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LARGEST = Decimal("99999999.99")


@dataclass(frozen=True)
class Quoted:
    """One price of a metal, by the troy ounce, as somebody quoted it."""

    metal: Metal
    per_ozt: Decimal
    currency: str
    at: datetime
    source: str

    @property
    def key(self) -> tuple[int, str, datetime, str]:
        """What may be said once only."""
        return self.metal.pk, self.currency, self.at, self.source


@dataclass
class PriceList:
    """What was read, by line, and what could not be."""

    rows: dict[int, Quoted] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Unreadable(Exception):
    """One cell says nothing we understand; the sentence goes beside its line."""


def per_ozt(price: Decimal, unit: str) -> Decimal:
    """Return a price by the troy ounce, to the cent, from one by `unit` (ozt, g, dwt, kg)."""
    return money(price * GRAMS_PER_OZT / GRAMS_IN[unit])


def read_prices(text: str) -> PriceList:
    """Read a whole list; its first line names the columns, in any order."""
    found, lines = PriceList(), _lines(text)
    first, names = next(lines, (1, ""))
    delimiter = max(",;\t", key=names.count)
    columns = [cell.strip().lower() for cell in _cells(names, delimiter)]
    if missing := [name for name in NEEDED if name not in columns]:
        found.faults.append(f"Line {first}: there is no column {', '.join(missing)}.")
        return found
    reader = _Reader(columns, is_continental=delimiter == ";")
    for line, words in lines:
        try:
            found.rows[line] = reader.read(_cells(words, delimiter))
        except Unreadable as fault:
            found.faults.append(f"Line {line}: {fault}")
    if len(found.rows) > MOST_ROWS:
        found.faults.append(f"There are more than {MOST_ROWS} prices. Please import them in parts.")
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that is not blank, with its number as an editor shows it."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(plain.split("\n"), 1):
        if line.strip(" ,;\t"):
            yield number, line


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:
        raise Unreadable("this is no row of a list.") from None


class _Reader:
    """Reads one row after another of a list with these columns."""

    def __init__(self, columns: list[str], is_continental: bool) -> None:
        house = House.current()
        self.columns, self.is_continental = columns, is_continental
        self.zone, self.today, self.currency = house.zone, house.today(), house.currency
        self.metals = {
            name.lower(): metal
            for metal in Metal.objects.all()
            for name in (metal.code, metal.name)
        }

    def read(self, cells: list[str]) -> Quoted:
        """Return one price; raise `Unreadable` with a sentence for the person."""
        row = dict(zip(self.columns, (cell.strip() for cell in cells), strict=False))
        unit = row.get("unit", "").lower()
        if unit not in GRAMS_IN:
            raise Unreadable(f"the unit {_quoted(row, 'unit')} is not ozt, g, dwt or kg.")
        return Quoted(
            metal=self._metal(row),
            per_ozt=_price(per_ozt(number(row.get("price", ""), self.is_continental), unit)),
            currency=_currency(row.get("currency") or self.currency),
            at=self._moment(row),
            source=_source(row.get("source") or "Imported list"),
        )

    def _metal(self, row: Mapping[str, str]) -> Metal:
        found = self.metals.get(row.get("metal", "").lower())
        if found is None:
            raise Unreadable(f"the metal {_quoted(row, 'metal')} is not on record.")
        return found

    def _moment(self, row: Mapping[str, str]) -> datetime:
        day = _day(row.get("date", ""))
        if day > self.today:
            raise Unreadable(f"{_quoted(row, 'date')} is later than today.")
        return datetime.combine(day, time(), ZoneInfo(str(self.zone)))


def _day(text: str) -> date:
    plain = " ".join(text.split())
    for pattern in _DATES:
        try:
            return datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
    raise Unreadable(f"“{text}” is no date. Write it as 2026-11-23 or 23 Nov 2026.")


def number(text: str, is_continental: bool = False) -> Decimal:
    """Return a number with a decimal point or comma: 4050.25, 4 050,25, "4,050.25".

    Raises `Unreadable`, also for one that can be read two ways: "4,050", or "4.050" in a list
    that separates its cells by semicolons.
    """
    plain = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain) or (
        is_continental and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain)
    ):
        whole = re.sub(r"\D", "", plain)
        small = Decimal(plain.replace(",", ".")).normalize()
        raise Unreadable(f"the price “{text}” can be read two ways. Write {whole} or {small:f}.")
    if plain.rfind(",") > plain.rfind("."):
        plain = plain.replace(".", "").replace(",", ".")
    plain = plain.replace(",", "")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", plain):
        raise Unreadable(f"the price “{text}” is no number.")
    return Decimal(plain)


def _price(amount: Decimal) -> Decimal:
    if not 0 < amount <= _LARGEST:
        raise Unreadable("the price is out of all bounds.")
    return amount


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{3}", text):
        raise Unreadable(f"“{text}” is no currency. Write three letters, as USD.")
    return text.upper()


def _source(text: str) -> str:
    """A cell that a spreadsheet would take for a formula is never kept."""
    if text.startswith(_FORMULA):
        raise Unreadable(f"the source “{text}” begins like a formula. Write it in words.")
    if not text.isprintable():
        raise Unreadable("the source holds signs that cannot be kept.")
    if len(text) > 80:
        raise Unreadable("the source is longer than 80 letters.")
    return text


def _quoted(row: Mapping[str, str], name: str) -> str:
    return f"“{row.get(name, '')}”"
