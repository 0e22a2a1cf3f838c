"""Reads a ring size as people type it."""

import re
import unicodedata
from decimal import Decimal
from string import ascii_uppercase

from atelier.materials.ring_sizes import (
    LARGEST,
    SMALLEST,
    NoSuchSize,
    RingSize,
    RingSizeSystem,
    nearest_size,
    ring_size,
    span_of,
)

LONGEST = 30
"""So many characters of a size as typed are read: "Ring size: N and a half (UK)"."""

_FIRST_EU, _ = span_of(RingSizeSystem.EU)
_, _LAST_US = span_of(RingSizeSystem.US)
_NAMES = {
    RingSizeSystem.US: "us usa american america ca canada canadian",
    RingSizeSystem.EU: "eu iso europe european fr france french de germany german",
    RingSizeSystem.UK: "uk gb british britain english au aus australia nz ie ireland irish",
    RingSizeSystem.JP: "jp japan japanese",
    RingSizeSystem.IT: "it italy italian es spain spanish ch swiss switzerland",
}
_SYSTEM_OF = {word: system for system, words in _NAMES.items() for word in words.split()}
_TO_CHOOSE = (RingSizeSystem.US, RingSizeSystem.EU, RingSizeSystem.UK)
_MM = "mm"
_FILLER = {"size", "ring", "and", "finger", "no", "nr", "number", _MM}
_PLAIN = {
    "¼": " 1/4",
    "½": " 1/2",
    "¾": " 3/4",
    "⁄": "/",
    "⅓": " 1/3",
    "⅔": " 2/3",
    "⅛": " 1/8",
    "half": "1/2",
    "quarter": "1/4",
}
# "U.S." and "US/CA" are read as the words they are; "and a half" has no letter A in it.
_TIDY = (
    (re.compile(r"\b([A-Za-z])\.([A-Za-z])\b"), r"\1\2"),
    (re.compile(r"(?<=[A-Za-z]{2})\s*/\s*(?=[A-Za-z]{2})"), " "),
    (re.compile(r"\band a\b", re.IGNORECASE), " "),
)
_FRACTION = r"(?:\s*[-+]?\s*(?P<top>[1-9])\s*/\s*(?P<bottom>[1-9]))?"
_ONLY_FRACTION = re.compile(r"(?P<top>[1-9])\s*/\s*(?P<bottom>[1-9])$")
_DECIMAL = re.compile(r"\d{1,2}[.,]\d{1,2}$")
_MILLIMETRES = re.compile(rf"\d\s*{_MM}\b", re.IGNORECASE)
_NUMBER = re.compile(rf"(?P<whole>\d{{1,2}}){_FRACTION}$")
_LETTER = re.compile(rf"(?P<letter>[A-Z])(?:\s*\+\s*(?P<plus>\d))?(?P<half>[.,]50?)?{_FRACTION}$")


def parse(text: str, system: str = "") -> RingSize:
    """Read a size as people type it: "N 1/2", "N½", "6 1/4", "54", "54 EU", "UK Z+2".

    A system named in the text wins over `system`; with neither, a letter is UK, a number from 40
    EU, and one up to 16 US. Millimetres are the European size, or the ring's inside diameter.
    Raises `NoSuchSize` with a sentence for the person.
    """
    plain = _plain(text)
    named, rest = _take_system(plain)
    found = named or system
    if letter := _LETTER.match(rest):
        return _from_letter(letter, found)
    number = _number(rest)
    if _MILLIMETRES.search(plain):
        return _from_millimetres(number, named)
    return _from_number(number, found or _guess(number))


def _plain(text: str) -> str:
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    # Full-width letters and digits, and spaces of every kind, as some keyboards write them.
    text = unicodedata.normalize("NFKC", text)
    for untidy, tidy in _TIDY:
        text = untidy.sub(tidy, text)
    return " ".join(text.split())


def _take_system(text: str) -> tuple[str, str]:
    """Return the system a text names (or nothing) and the text without its words."""
    words = [word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)]
    named = {_SYSTEM_OF[word] for word in words if word in _SYSTEM_OF}
    if len(named) > 1 or set(words) - _SYSTEM_OF.keys() - _FILLER:
        raise _unreadable()
    rest = re.sub(r"[A-Za-z]{2,}\.?", "", text).strip(" ,;:()#").rstrip(".").upper()
    return next(iter(named), ""), rest


def _from_letter(found: re.Match[str], system: str) -> RingSize:
    if system not in ("", RingSizeSystem.UK):
        raise NoSuchSize(f"{RingSizeSystem(system).label} sizes are numbers, not letters.")
    number = Decimal(ascii_uppercase.index(found["letter"]) + 1 + int(found["plus"] or 0))
    if found["plus"] and found["letter"] != "Z":
        raise NoSuchSize("Only Z goes on with a plus, as in Z+1.")
    half = Decimal("0.5") if found["half"] else Decimal(0)
    return ring_size(RingSizeSystem.UK, number + _part(found) + half)


def _from_number(number: Decimal, system: str) -> RingSize:
    if system == RingSizeSystem.UK:
        raise NoSuchSize(f"{RingSizeSystem.UK.label} sizes are letters, not numbers.")
    return ring_size(system, number)


def _from_millimetres(number: Decimal, named: str) -> RingSize:
    """A European size is mm round the inside; what is far less was measured across it."""
    if number >= _FIRST_EU and named in ("", RingSizeSystem.EU):
        return ring_size(RingSizeSystem.EU, number)
    if named or not SMALLEST <= number <= LARGEST:
        raise _unreadable()
    nearest = tuple(nearest_size(system, number) for system in _TO_CHOOSE)
    offered = " or ".join(f"{size.system.upper()} {size.label}" for size in nearest)
    raise NoSuchSize(f"{number} mm across is nearest to {offered}. Please write one.", nearest)


def _part(found: re.Match[str]) -> Decimal:
    return Decimal(found["top"]) / Decimal(found["bottom"]) if found["top"] else Decimal(0)


def _number(text: str) -> Decimal:
    if found := _ONLY_FRACTION.match(text):
        return _part(found)
    if _DECIMAL.match(text):
        return Decimal(text.replace(",", "."))
    if found := _NUMBER.match(text):
        return Decimal(found["whole"]) + _part(found)
    raise _unreadable()


def _unreadable() -> NoSuchSize:
    return NoSuchSize("We could not read this size. Write it as 6½, 54 or N½, for example.")


def _guess(number: Decimal) -> RingSizeSystem:
    if number >= _FIRST_EU:
        return RingSizeSystem.EU
    if number <= _LAST_US:
        return RingSizeSystem.US
    raise NoSuchSize("Please say in which system this size is: US, UK, EU, Japan or Italy.")
