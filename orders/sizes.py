"""Ring sizes a design is made in."""

from atelier.journal.refusals import Refusal
from atelier.materials.ring_sizes import (
    RingSize,
    RingSizeSystem,
    diameter_in,
    nearest_size,
    parse,
)
from designs.models import Design


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
