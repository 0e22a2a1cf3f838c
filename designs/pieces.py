"""What a design of the house is: plain frozen data, no geometry and no web framework."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PIECE_TYPES = (
    "ring",
    "wedding_band",
    "engagement_ring",
    "necklace",
    "pendant",
    "bracelet",
    "earrings",
)


@dataclass(frozen=True)
class Alloy:
    """A metal the house works in. Density in g/cm³ is a default: the materials records rule."""

    code: str
    name: str
    stamp: str
    density: float
    colour: str


ALLOYS: dict[str, Alloy] = {
    a.code: a
    for a in (
        Alloy("18KY", "18 karat yellow gold", "750", 15.58, "yellow"),
        Alloy("18KR", "18 karat rose gold", "750", 15.18, "rose"),
        Alloy("18KW-PD", "18 karat white gold (palladium)", "750", 15.8, "white"),
        Alloy("18KW-NI", "18 karat white gold (nickel)", "750", 14.64, "white"),
        Alloy("14KY", "14 karat yellow gold", "585", 13.07, "yellow"),
        Alloy("14KR", "14 karat rose gold", "585", 13.26, "rose"),
        Alloy("14KW", "14 karat white gold", "585", 12.61, "white"),
        Alloy("22KY", "22 karat yellow gold", "916", 17.8, "yellow"),
        Alloy("PT950-RU", "platinum 950 (ruthenium)", "950 PLAT", 20.7, "platinum"),
        Alloy("PT950-CO", "platinum 950 (cobalt)", "950 PLAT", 20.80, "platinum"),
        Alloy("PT900-IR", "platinum 900 (iridium)", "900 PLAT", 21.54, "platinum"),
        Alloy("PD950", "palladium 950", "950 PALL", 12.0, "white"),
        Alloy("AG925", "sterling silver", "925", 10.40, "silver"),
    )
}
GOLDS = ("18KY", "18KR", "18KW-PD")


@dataclass(frozen=True)
class StoneSpec:
    """A kind of stone in a design; `role` is the place it takes in the piece's geometry."""

    role: str
    species: str
    colour: str
    cut: str
    length_mm: float
    width_mm: float
    depth_mm: float
    count: int
    setting: str


@dataclass(frozen=True)
class MakingHours:
    """Bench time the house plans for one piece, in hours."""

    modelling: float
    casting: float
    bench: float
    setting: float
    polishing: float


@dataclass(frozen=True)
class Design:
    """A piece in the catalogue."""

    code: str
    name: str
    piece_type: str
    family: str
    measures: Mapping[str, Any]
    alloys: tuple[str, ...]
    """Alloys the design is offered in; the first is the one it is shown in."""
    stones: tuple[StoneSpec, ...]
    making_hours: MakingHours
    story: str
    alt: str
    stone_choices: tuple[tuple[str, str], ...] = ()
    """(species, colour) pairs a Mid-level request may pick for the main stone."""
    cut_choices: tuple[str, ...] = ()
    """Cuts that fit the main stone's envelope in mm."""
    size_range: tuple[float, float] | None = None
    """Smallest and largest US ring size; None for what is not a ring."""
    lengths_in: tuple[int, ...] = ()
    """Chain lengths in inches; the first is what the weight is stated for."""

    @property
    def default_alloy(self) -> str:
        """The alloy of the first picture."""
        return self.alloys[0]

    def fingerprint(self) -> str:
        """A hash of everything that shapes the piece; words about it do not count."""
        shape = {
            "family": self.family,
            "measures": dict(self.measures),
            "stones": [asdict(s) for s in self.stones],
        }
        return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()
