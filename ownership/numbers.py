"""The text of a serial number, `MS26-00042-1`, and its check character.

The check is ISO 7064 MOD 37-2 over prefix, year and sequence. A laser cannot tell I from 1 or O
from 0, and `*` is not in its alphabet, so a number whose check would be one of these is burnt.
"""

import re
from typing import NamedTuple

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_2

UNREADABLE = frozenset("*IO")
LAST_SEQUENCE = 99_999


class SerialText(NamedTuple):
    """A serial number taken apart; `year` has two digits."""

    prefix: str
    year: int
    sequence: int
    check: str

    @property
    def is_readable(self) -> bool:
        """Tell whether the check character can be inscribed and read back."""
        return self.check not in UNREADABLE

    def __str__(self) -> str:
        return f"{self.prefix}{self.year:02d}-{self.sequence:05d}-{self.check}"


def number(prefix: str, year: int, sequence: int) -> SerialText:
    """Return the serial number with its check character, readable or not.

    Raises `ValueError` beyond five digits: a sequence starts anew each year.
    """
    if not 1 <= sequence <= LAST_SEQUENCE:
        raise ValueError(f"sequence {sequence} does not have five digits")
    year %= 100
    check = mod_37_2.calc_check_digit(f"{prefix}{year:02d}{sequence:05d}")
    return SerialText(prefix, year, sequence, check)


_SHAPE = re.compile(r"^([A-Z]{2})(\d{2})(\d{5})([0-9A-Z])$")


def parse(typed: str) -> str | None:
    """Return the serial number that somebody meant, or None where it cannot be one.

    Forgives case, spaces, hyphens, and the letters O and I typed for 0 and 1; a prefix never
    holds O or I, and neither does a check character, so every such letter was meant as a digit.
    """
    flat = re.sub(r"[^A-Z0-9]", "", typed.upper()).replace("O", "0").replace("I", "1")
    shape = _SHAPE.match(flat)
    if not shape:
        return None
    try:
        mod_37_2.validate(flat)
    except ValidationError:
        return None
    prefix, year, sequence, check = shape.groups()
    return f"{prefix}{year}-{sequence}-{check}"
