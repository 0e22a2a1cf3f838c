"""Ring sizes a design is made in, and what of a design tried on goes into a request."""

from collections.abc import Mapping
from typing import Any

from atelier.journal.refusals import Refusal
from atelier.materials.ring_sizes import RingSize, RingSizeSystem, diameter_in, nearest_size
from atelier.materials.typed_sizes import LONGEST, parse
from designs.models import MM_PER_INCH, Design

SYSTEMS = [("", "Told by the size itself"), *RingSizeSystem.choices]
"""What a client chooses among: a letter or a number from 40 says by itself what it is."""


def size_for(design: Design | None, text: str, system: str = "") -> RingSize:
    """Read a ring size as typed, within what the design is made in.

    Raises a `Refusal` whose sentence is for the client: unreadable, no such size, out of range.
    """
    size = parse(text, system)
    ends = range_of(design, size.system) if design else None
    if ends and not ends[0].diameter <= size.diameter <= ends[1].diameter:
        raise Refusal(
            f"{design} is made from {ends[0]} to {ends[1]}. For another size choose"
            " Bespoke, or speak with us."
        )
    return size


def range_of(design: Design, system: str) -> tuple[RingSize, RingSize] | None:
    """Return the smallest and the largest size of a design; None for what is not a ring."""
    if design.size_min_us is None or design.size_max_us is None:
        return None
    smallest, largest = (
        nearest_size(system, diameter_in(RingSizeSystem.US, number))
        for number in (design.size_min_us, design.size_max_us)
    )
    return smallest, largest


def tried_on(design: Design, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a piece for `metal`, `size`, `system` and `length` of an address.

    What cannot be read or is not made is left out: the request asks for it in its own time.
    """
    found: dict[str, Any] = {}
    alloys = design.alloys.filter(is_offered=True)
    if alloy := alloys.filter(code=asked.get("metal", "")[:12]).first():
        found["alloy"] = alloy
    if asked.get("length", "") in [str(length) for length in design.lengths_in]:
        found["chain_length"] = int(asked["length"]) * MM_PER_INCH
    return found | _tried_size(design, asked)


def _tried_size(design: Design, asked: Mapping[str, str]) -> dict[str, Any]:
    system = asked.get("system", "")
    known = system if system in RingSizeSystem.values else ""
    try:
        size = size_for(design, asked.get("size", "")[:LONGEST], known)
    except Refusal:
        return {}
    if design.size_min_us is None:
        return {}
    return {
        "ring_diameter": size.diameter,
        "ring_size_system": size.system,
        "ring_size_label": size.label,
    }
