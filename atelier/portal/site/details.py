"""A design in words: its measures, its stones, its metals."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atelier.materials.carats import estimate
from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.ring_sizes import RingSizeSystem, ring_size
from atelier.portal.site.trying import Trial
from designs.models import Design

_MEASURES = (
    ("width", "Width of the band"),
    ("thickness", "Thickness"),
    ("width_2", "Width of the second band"),
)


@dataclass(frozen=True)
class StoneLine:
    """A kind of stone in a design; `carats` is an estimate and says so."""

    count: int
    name: str
    colour: str
    cut: str
    measures: str
    carats: str


def details_of(design: Design, tried: Trial) -> dict[str, Any]:
    """Return what the design's page shows as it is tried on."""
    return {
        "design": design,
        "tried": tried,
        "stones": stones_of(design),
        "measures": list(measures_of(design, tried.alloy)),
        "stone_choices": list(design.stone_choices.all()),
        "cut_choices": list(design.cut_choices.all()),
    }


def stones_of(design: Design) -> list[StoneLine]:
    """Return the stones as designed, the largest first as the design lists them."""
    varieties = StoneVariety.objects.in_bulk(
        {stone["variety"] for stone in design.stones}, field_name="code"
    )
    cuts = Cut.objects.in_bulk({stone["cut"] for stone in design.stones}, field_name="code")
    return [_stone_line(stone, varieties, cuts) for stone in design.stones]


def _stone_line(
    stone: dict[str, str], varieties: dict[str, StoneVariety], cuts: dict[str, Cut]
) -> StoneLine:
    variety, cut = varieties.get(stone["variety"]), cuts.get(stone["cut"])
    sides = [Decimal(stone[side]) for side in ("length", "width", "depth")]
    each = estimate(variety, cut, *sides) if variety else None
    count = int(stone["count"])
    return StoneLine(
        count=count,
        name=str(variety or stone["variety"]).lower(),
        colour=stone["colour"],
        cut=cut.wording if cut else "",
        measures=f"{sides[0].normalize():f} × {sides[1].normalize():f} mm",
        carats=f"about {each.carats * count:.2f} ct, estimated" if each else "",
    )


def measures_of(design: Design, alloy: Alloy) -> Iterator[tuple[str, str]]:
    """Return each measure with its name, and the weight in `alloy` as an estimate."""
    for key, name in _MEASURES:
        if key in design.measures:
            yield name, f"{design.measures[key]} mm"
    if design.size_min_us is not None and design.size_max_us is not None:
        ends = [ring_size(RingSizeSystem.US, n) for n in (design.size_min_us, design.size_max_us)]
        millimetres = f"{ends[0].diameter} to {ends[1].diameter} mm"
        yield "Ring sizes", f"US {ends[0].label} to {ends[1].label}, {millimetres} inside"
    if design.lengths_in:
        yield "Chain", ", ".join(f"{length} in" for length in design.lengths_in)
    yield "Metal weight", f"about {design.net_grams(alloy):.1f} g, give or take 10 %"
