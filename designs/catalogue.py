"""The house's catalogue: every design, with its weights read from what the solids gave.

Light to import: no geometry, no numpy. `weights.json` beside this file is written by
`bin/pictures --weights` and a test holds it to a recomputation.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from .collection import bands, earrings, engagement, necklaces, wrists
from .pieces import ALLOYS, PIECE_TYPES, Alloy, Design, MakingHours, StoneSpec

__all__ = [
    "ALLOYS",
    "DESIGNS",
    "PIECE_TYPES",
    "Alloy",
    "Design",
    "MakingHours",
    "StoneSpec",
    "design",
    "grams",
    "metal_volume_mm3",
]

WEIGHTS_FILE = Path(__file__).with_name("weights.json")

DESIGNS: tuple[Design, ...] = (
    *engagement.DESIGNS,
    *bands.DESIGNS,
    *necklaces.DESIGNS,
    *wrists.DESIGNS,
    *earrings.DESIGNS,
)
_BY_CODE = {d.code: d for d in DESIGNS}


def design(code: str) -> Design:
    """The design of a code; KeyError when there is none."""
    return _BY_CODE[code]


@cache
def _weights() -> dict[str, dict[str, float]]:
    return json.loads(WEIGHTS_FILE.read_text())


def metal_volume_mm3(
    code: str, us_size: float | None = None, length_in: float | None = None
) -> float:
    """Net metal in mm³, from the solids, at the stated or the default size or length.

    Ring sizes and chain lengths other than the default follow a slope measured on the solids
    (within 1 % over each design's range).
    """
    row = _weights()[code]
    volume = row["metal_volume_mm3"]
    if us_size is not None and "us_size" in row:
        volume += (us_size - row["us_size"]) * row["mm3_per_us_size"]
    if length_in is not None and "length_in" in row:
        volume += (length_in - row["length_in"]) * row["mm3_per_inch"]
    return round(volume, 2)


def grams(
    code: str, alloy: str, us_size: float | None = None, length_in: float | None = None
) -> float:
    """Estimated finished metal weight in g (± 10 %), stones apart, at the default density."""
    return round(metal_volume_mm3(code, us_size, length_in) * ALLOYS[alloy].density / 1000, 3)
