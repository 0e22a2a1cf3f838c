"""Ring sizes in five systems, through the inside diameter in mm.

The canonical value is the diameter (0.01 mm), kept beside the system and the label as the client
gave them. Formulae: US from the inch rule D = 11.63 + 0.8128 n; EU is the inner circumference
(ISO 8653); UK C = 36.25 + 1.25 k with A = 1; Japan D = (n + 38) / 3; Italy C − 40. Retail charts
differ by up to 0.55 mm below UK J, so the mm are always shown too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from atelier.journal.refusals import Refusal

PI = Decimal("3.14159265358979")
HUNDREDTH = Decimal("0.01")
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


def span_of(system: str) -> tuple[Decimal, Decimal]:
    """Return the first and the last number of a system."""
    scale = _SCALES[RingSizeSystem(system)]
    return scale.first, scale.last


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
