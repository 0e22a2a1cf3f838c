"""Measure the catalogue's solids and write `weights.json`. Needs numpy and manifold3d."""

from __future__ import annotations

import json

from .catalogue import DESIGNS, WEIGHTS_FILE
from .families import build
from .pieces import Design

MM_PER_US_SIZE = 0.8128
"""Inside diameter per US size: 0.032 inch."""


def us_size(inside: float) -> float:
    """US size of an inside diameter in mm: D = 11.63 + 0.8128 n."""
    return round((inside - 11.63) / MM_PER_US_SIZE, 2)


def weigh(design: Design) -> dict[str, float]:
    """Volume of the metal (mm³), with its slope per ring size or per inch of chain."""
    inches = design.lengths_in[0] if design.lengths_in else 0
    piece = build(design.family, design.measures)
    row = {"metal_volume_mm3": round(piece.metal_volume(inches), 2)}
    if design.size_range:
        larger = {**design.measures, "inside": design.measures["inside"] + MM_PER_US_SIZE}
        if "inside_2" in larger:
            larger["inside_2"] = larger["inside_2"] + MM_PER_US_SIZE
        growth = build(design.family, larger).metal_volume() - piece.metal_volume()
        row |= {
            "us_size": us_size(design.measures["inside"]),
            "mm3_per_us_size": round(growth, 2),
        }
    if inches:
        row |= {"length_in": inches, "mm3_per_inch": round(piece.chain_mm3_per_inch, 3)}
    return row


def write() -> None:
    """Write the weights of all designs."""
    rows = {design.code: weigh(design) for design in DESIGNS}
    WEIGHTS_FILE.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    write()
