"""A signature on the house's papers: a typed name, and the strokes where it was drawn."""

from dataclasses import dataclass
from typing import Any

from atelier.journal.refusals import Refusal

MOST_STROKES, MOST_POINTS = 120, 6000

Strokes = list[list[list[float]]]


@dataclass(frozen=True)
class Signature:
    """Who signed, and the strokes: lists of [x, y] points in per cent of the signing field."""

    name: str
    strokes: Strokes

    @classmethod
    def of(cls, name: str, strokes: Any = None) -> "Signature":
        """Return a signature of a typed name and of what a browser sent. Raises `Refusal`."""
        typed = " ".join(name.split())
        if len(typed) < 2:
            raise Refusal("Please type the full name under the signature.")
        return cls(typed[:120], clean_strokes(strokes or []))


def clean_strokes(raw: Any) -> Strokes:
    """Return the strokes with a tenth of a per cent to each point. Raises `Refusal`."""
    if not isinstance(raw, list) or len(raw) > MOST_STROKES:
        raise Refusal("The drawn signature could not be read. Please draw it again.")
    strokes = [[_point(point) for point in stroke] for stroke in map(_stroke, raw) if stroke]
    if sum(map(len, strokes)) > MOST_POINTS:
        raise Refusal("The drawn signature is too long. Please draw it again.")
    return strokes


def _stroke(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise Refusal("The drawn signature could not be read. Please draw it again.")
    return raw


def _point(raw: Any) -> list[float]:
    numbers = [each for each in raw if _is_number(each)] if isinstance(raw, list) else []
    if len(numbers) != 2 or len(raw) != 2:
        raise Refusal("The drawn signature could not be read. Please draw it again.")
    # Clamped first: a whole number of JSON may be larger than any float.
    return [round(float(min(max(each, 0), 100)), 1) for each in numbers]


def _is_number(raw: Any) -> bool:
    # NaN and infinity are no places on paper, and JSON has no word for them.
    return isinstance(raw, int | float) and not isinstance(raw, bool) and raw - raw == 0
