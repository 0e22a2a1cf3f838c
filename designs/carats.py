"""Carat estimates from measures in mm; always shown to people as an estimate.

Factors are the trade's published ones: diamonds by shape and length-to-width ratio, coloured
stones by specific gravity and shape.
"""

from __future__ import annotations

from bisect import bisect_right

SPECIFIC_GRAVITY = {
    "diamond": 3.52, "sapphire": 4.00, "ruby": 4.00, "emerald": 2.72, "alexandrite": 3.73,
    "spinel": 3.60, "aquamarine": 2.72, "morganite": 2.72, "topaz": 3.53, "tourmaline": 3.06,
    "garnet": 3.84, "tsavorite": 3.61, "quartz": 2.66, "tanzanite": 3.35, "peridot": 3.34,
    "opal": 2.15, "pearl": 2.70,
}  # fmt: skip

_DIAMOND_BY_RATIO = {
    "emerald": ((1.0, 0.0080), (1.5, 0.0092), (2.0, 0.0100), (2.5, 0.0106)),
    "marquise": ((1.5, 0.00565), (2.0, 0.0058), (2.5, 0.00585), (3.0, 0.00595)),
    "pear": ((1.25, 0.00615), (1.5, 0.0060), (2.0, 0.00575)),
    "baguette": ((1.0, 0.00915),),
    # The published table has no princess or cushion; these are the coloured factors at SG 3.52.
    "princess": ((1.0, 0.0081),),
    "cushion": ((1.0, 0.0063), (1.1, 0.0070), (1.3, 0.0077)),
}
_COLOURED = {
    "round": 0.0018, "oval": 0.0020, "emerald": 0.0025, "asscher": 0.0023, "baguette": 0.0026,
    "princess": 0.0023, "marquise": 0.0016, "pear": 0.0018, "cabochon": 0.0027,
}  # fmt: skip
LONG_CUSHION = 1.1
"""From this length-to-width ratio on a cushion counts as long."""


def carats(species: str, cut: str, length: float, width: float, depth: float) -> float:
    """Estimated weight in carats of one stone, measures in mm, rounded to 0.001."""
    if cut == "pearl":
        weight = length * width * depth * 0.5236 * SPECIFIC_GRAVITY[species] / 200
    elif species == "diamond":
        weight = _diamond(cut, length, width, depth)
    else:
        weight = length * width * depth * SPECIFIC_GRAVITY[species] * _coloured(cut, length / width)
    return round(weight, 3)


def _diamond(cut: str, length: float, width: float, depth: float) -> float:
    if cut == "round":
        return length * width * depth * 0.0061
    if cut == "oval":
        return ((length + width) / 2) ** 2 * depth * 0.0062
    table = _DIAMOND_BY_RATIO["emerald" if cut == "asscher" else cut]
    return length * width * depth * _between(table, length / width)


def _coloured(cut: str, ratio: float) -> float:
    if cut == "cushion":
        return 0.0022 if ratio >= LONG_CUSHION else 0.0018
    return _COLOURED[cut]


def _between(table: tuple[tuple[float, float], ...], ratio: float) -> float:
    """The factor at a ratio, interpolated; the end values hold beyond the table."""
    place = bisect_right([r for r, _ in table], ratio)
    if place == 0:
        return table[0][1]
    if place == len(table):
        return table[-1][1]
    (r0, f0), (r1, f1) = table[place - 1], table[place]
    return f0 + (f1 - f0) * (ratio - r0) / (r1 - r0)
