"""Ring sizes in five systems, through the inside diameter in mm.

The canonical value is the diameter (0.01 mm), kept beside the system and the label as the client
gave them. Formulae: US from the inch rule D = 11.63 + 0.8128 n; EU is the inner circumference
(ISO 8653); UK C = 36.25 + 1.25 k with A = 1; Japan D = (n + 38) / 3; Italy C − 40. Retail charts
differ by up to 0.55 mm below UK J, so the mm are always shown too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from atelier.journal.refusals import Refusal

PI = Decimal("3.14159265358979")
HUNDREDTH = Decimal("0.01")
LONGEST = 30
"""So many characters of a size as typed are read: "Ring size: N and a half (UK)"."""
WIDE_BAND = Decimal(6)
"""From this width in mm a band feels tighter, and a goldsmith suggests ¼ to ½ US more."""


class RingSizeSystem(TextChoices):
    """The system in which a client gave the size."""

    US = "us", "US / Canada"
    EU = "eu", "EU (ISO 8653)"
    UK = "uk", "UK / Australia / Ireland"
    JP = "jp", "Japan"
    IT = "it", "Italy / Spain / Switzerland"


@dataclass(frozen=True)
class RingSize:
    """A size that its system has: the label in that system and the inside diameter in mm."""

    system: RingSizeSystem
    label: str
    diameter: Decimal

    @property
    def circumference(self) -> Decimal:
        """Inner circumference in mm, to 0.1."""
        return (self.diameter * PI).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __str__(self) -> str:
        return f"{self.system.upper()} {self.label} ({self.diameter} mm)"


class NoSuchSize(Refusal):
    """The text is not a ring size, or its system has none there; `nearest` holds what it has."""

    code = "no-such-size"

    def __init__(self, sentence: str, nearest: tuple[RingSize, ...] = ()) -> None:
        super().__init__(sentence)
        self.nearest = nearest


@dataclass(frozen=True)
class _Scale:
    """One system: its numbers from `first` to `last` in `step`, to and from the diameter."""

    first: Decimal
    last: Decimal
    step: Decimal
    diameter: Callable[[Decimal], Decimal]
    number: Callable[[Decimal], Decimal]
    label: Callable[[Decimal], str]


_FRACTIONS = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _with_fraction(number: Decimal) -> str:
    whole = int(number)
    fraction = _FRACTIONS.get(number - whole, "")
    return fraction if fraction and not whole else f"{whole}{fraction}"


def _uk_label(number: Decimal) -> str:
    whole = int(number)
    letter = _LETTERS[whole - 1] if whole <= 26 else f"Z+{whole - 26}"
    return letter + _FRACTIONS.get(number - whole, "")


def _decimal(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _scale(
    first: int,
    last: int | str,
    step: str,
    diameter: Callable[[Decimal], Decimal],
    number: Callable[[Decimal], Decimal],
    label: Callable[[Decimal], str] = _with_fraction,
) -> _Scale:
    return _Scale(Decimal(first), Decimal(last), Decimal(step), diameter, number, label)


_SCALES: dict[RingSizeSystem, _Scale] = {
    RingSizeSystem.US: _scale(
        0,
        16,
        "0.25",
        lambda n: Decimal("11.63") + Decimal("0.8128") * n,
        lambda d: (d - Decimal("11.63")) / Decimal("0.8128"),
    ),
    RingSizeSystem.EU: _scale(40, 76, "0.5", lambda n: n / PI, lambda d: d * PI, _decimal),
    RingSizeSystem.UK: _scale(
        1,
        "32",
        "0.5",
        lambda n: (Decimal("36.25") + Decimal("1.25") * n) / PI,
        lambda d: (d * PI - Decimal("36.25")) / Decimal("1.25"),
        _uk_label,
    ),
    RingSizeSystem.JP: _scale(1, 30, "1", lambda n: (n + 38) / 3, lambda d: d * 3 - 38),
    RingSizeSystem.IT: _scale(1, 36, "0.25", lambda n: (n + 40) / PI, lambda d: d * PI - 40),
}
SMALLEST = min(s.diameter(s.first) for s in _SCALES.values()).quantize(HUNDREDTH)
LARGEST = max(s.diameter(s.last) for s in _SCALES.values()).quantize(HUNDREDTH)


def ring_size(system: str, number: Decimal) -> RingSize:
    """Return the size of a number in its system (UK letters count A = 1, Z+1 = 27).

    Raises `NoSuchSize`, with the nearest there are, when the system has no such number.
    """
    system, scale = RingSizeSystem(system), _SCALES[RingSizeSystem(system)]
    if scale.first <= number <= scale.last and number % scale.step == 0:
        return _made(system, number)
    nearest = _around(system, number)
    offered = " or ".join(size.label for size in nearest)
    raise NoSuchSize(f"{system.label} has no such size. The nearest is {offered}.", nearest)


def diameter_in(system: str, number: Decimal) -> Decimal:
    """Return the inside diameter in mm, unrounded, of any number on a system's scale."""
    return _SCALES[RingSizeSystem(system)].diameter(number)


def number_in(system: str, diameter: Decimal) -> Decimal:
    """Return where an inside diameter in mm lies on a system's scale, unrounded."""
    return _SCALES[RingSizeSystem(system)].number(diameter)


def nearest_size(system: str, diameter: Decimal) -> RingSize:
    """Return the size of a system that lies nearest to an inside diameter in mm."""
    system, scale = RingSizeSystem(system), _SCALES[RingSizeSystem(system)]
    steps = (scale.number(diameter) / scale.step).quantize(Decimal(1), ROUND_HALF_UP)
    return _made(system, min(max(steps * scale.step, scale.first), scale.last))


def equivalents(diameter: Decimal) -> dict[RingSizeSystem, RingSize]:
    """Return the nearest size in every system; each carries its own mm, because they differ."""
    return {system: nearest_size(system, diameter) for system in RingSizeSystem}


def sizes_of(system: str) -> list[RingSize]:
    """Return every size a system has, smallest first."""
    system, scale = RingSizeSystem(system), _SCALES[RingSizeSystem(system)]
    count = int((scale.last - scale.first) / scale.step)
    return [_made(system, scale.first + scale.step * i) for i in range(count + 1)]


def advice_for_width(width: Decimal) -> str:
    """Return what a goldsmith says of a wide band, or nothing. `width` in mm."""
    if width < WIDE_BAND:
        return ""
    return "A band this wide sits closer. We suggest a quarter to a half size more."


def _made(system: RingSizeSystem, number: Decimal) -> RingSize:
    scale = _SCALES[system]
    diameter = scale.diameter(number).quantize(HUNDREDTH, ROUND_HALF_UP)
    return RingSize(system, scale.label(number), diameter)


def _around(system: RingSizeSystem, number: Decimal) -> tuple[RingSize, ...]:
    scale = _SCALES[system]
    if number <= scale.first:
        return (_made(system, scale.first),)
    if number >= scale.last:
        return (_made(system, scale.last),)
    below = number // scale.step * scale.step
    return _made(system, below), _made(system, below + scale.step)


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
    number = Decimal(_LETTERS.index(found["letter"]) + 1 + int(found["plus"] or 0))
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
    if number >= _SCALES[RingSizeSystem.EU].first and named in ("", RingSizeSystem.EU):
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
    if number >= _SCALES[RingSizeSystem.EU].first:
        return RingSizeSystem.EU
    if number <= _SCALES[RingSizeSystem.US].last:
        return RingSizeSystem.US
    raise NoSuchSize("Please say in which system this size is: US, UK, EU, Japan or Italy.")
