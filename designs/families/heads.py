"""What holds a stone: claws on a basket, bezels, halos, shared beads.

Built around a stone whose girdle lies at z = 0 with its table up; the family then turns and
lifts the whole head.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .cuts import heights
from .mesh import Array, Mesh, turn
from .outlines import grown, outline, touch
from .piece import SetStone, place
from .sweep import ball, ribbon, smooth_path, tube


@dataclass
class Head:
    """Metal and stones of one setting, ready to be moved together."""

    metal: list[Mesh]
    stones: list[SetStone]
    foot: float
    """Height of the head's lowest point (mm, negative), where it meets the shank."""

    def moved(self, matrix: Array | None = None, by: tuple[float, ...] = (0, 0, 0)) -> Head:
        metal = [m.moved(matrix, by) for m in self.metal]
        stones = [SetStone(s.mesh.moved(matrix, by), s.cut, s.role) for s in self.stones]
        return Head(metal, stones, self.foot)


# Where claws hold each cut, in degrees around the outline (0 = along the length).
CLAW_ANGLES: dict[str, dict[int, tuple[int, ...]]] = {
    "round": {4: (45, 135, 225, 315), 6: (0, 60, 120, 180, 240, 300), 3: (90, 210, 330)},
    "oval": {4: (40, 140, 220, 320), 6: (0, 60, 120, 180, 240, 300)},
    "cushion": {4: (45, 135, 225, 315)},
    "emerald": {4: (45, 135, 225, 315)},
    "asscher": {4: (45, 135, 225, 315)},
    "princess": {4: (45, 135, 225, 315)},
    "pear": {3: (0, 125, 235), 5: (0, 72, 148, 212, 288)},
    "marquise": {4: (0, 110, 180, 290), 6: (0, 68, 112, 180, 248, 292)},
}


def claw_head(
    cut: str, size: tuple[float, float, float], claws: int, wire: float, role: str,
    drop: float | None = None, rails: int = 2, double: bool = False,
) -> Head:  # fmt: skip
    """A stone in claws rising from a basket of rails; `wire` is the claw's thickness (mm)."""
    length, width, depth = size
    table, culet = heights(cut, depth)
    drop = drop if drop is not None else culet + 0.25
    shape = outline(cut, length, width)
    metal = []
    for angle in CLAW_ANGLES[cut][claws]:
        spread = (-9, 9) if double else (0,)
        for lean in spread:
            path = _claw_path(shape, angle + lean, wire, table, drop)
            radii = np.interp(
                np.linspace(0, 1, len(path)), (0, 0.62, 0.8, 1), (1.0, 1.0, 0.86, 0.58)
            )
            metal.append(tube(path, radii * wire / 2))
    for share, level in ((0.80, -0.36), (0.52, -0.86))[2 - rails :]:
        metal.append(_rail(shape * share, level * drop, wire * 0.78))
    stone = place(cut, size, np.eye(3), (0, 0, 0), role)
    return Head(metal, [stone], -drop)


def _claw_path(shape: Array, degrees: float, wire: float, table: float, drop: float) -> Array:
    """From under the stone, outside the girdle, and over onto the crown."""
    angle = np.radians(degrees)
    out = np.array([np.cos(angle), np.sin(angle)])
    at = touch(shape, angle)
    points = [
        (*(at * 0.50), -drop),
        (*(at * 0.78), -0.45 * drop),
        (*(at + out * wire * 0.18), -0.05 * drop),
        (*(at + out * wire * 0.22), 0.30 * table),
        (*(at - out * wire * 0.06), 0.78 * table),
        (*(at - out * wire * 0.72), 0.98 * table),
    ]
    return smooth_path(points, steps=10)


def _rail(shape: Array, level: float, wire: float) -> Mesh:
    flat = grown(shape, 0.0, 96)
    return tube(np.column_stack((flat, np.full(len(flat), level))), wire / 2, closed=True, sides=14)


def bezel_head(
    cut: str, size: tuple[float, float, float], wall: float, role: str, drop: float | None = None
) -> Head:
    """A rubbed-over collar: from under the culet's shoulder to just above the girdle."""
    length, width, depth = size
    table, culet = heights(cut, depth)
    drop = drop if drop is not None else 0.62 * culet
    lip = 0.42 * table
    section = np.array(
        [(-0.16 - wall * 0.2, lip), (0.30 * wall, lip + 0.10), (0.85 * wall, lip * 0.55),
         (wall, 0.0), (wall * 0.9, -drop), (-0.55, -drop), (-0.42, -0.3 * drop), (-0.10, 0.0)]
    )  # fmt: skip
    flat = grown(outline(cut, length, width), 0.0, 144)
    path = np.column_stack((flat, np.zeros(len(flat))))
    collar = ribbon(path, _rounded(section), np.array([0.0, 0.0, 1.0]))
    stone = place(cut, size, np.eye(3), (0, 0, 0), role)
    return Head([collar], [stone], -drop)


def _rounded(section: Array) -> Array:
    """Corner-cutting (Chaikin, 1974) twice: a polished, never sharp, edge."""
    for _ in range(2):
        after = np.roll(section, -1, axis=0)
        section = np.stack((0.78 * section + 0.22 * after, 0.22 * section + 0.78 * after), axis=1)
        section = section.reshape(-1, 2)
    return section


def halo(
    cut: str, length: float, width: float, stone_mm: float, level: float, role: str,
    gap: float = 0.22,
) -> Head:  # fmt: skip
    """A ring of small brilliants around a stone's outline, in shared beads on a plate."""
    centre_line = outline(cut, length, width)
    away = gap + stone_mm / 2
    measure = grown(centre_line, away, 720)
    around = np.linalg.norm(np.diff(np.vstack((measure, measure[:1])), axis=0), axis=1).sum()
    count = int(around // (stone_mm + 0.12))
    spots = grown(centre_line, away, count)
    half = stone_mm / 2 + 0.20
    section = _rounded(
        np.array([(-half, 0.06), (half, 0.06), (half, -0.55), (half - 0.25, -0.95),
                  (-half + 0.25, -0.95), (-half, -0.55)])
    )  # fmt: skip
    rim = grown(centre_line, away, 160)
    path = np.column_stack((rim, np.full(len(rim), level)))
    metal = [ribbon(path, section, np.array([0.0, 0.0, 1.0]))]
    size = (stone_mm, stone_mm, stone_mm * 0.61)
    stones = [place("round", size, turn("z", 22.5), (x, y, level + 0.08), role) for x, y in spots]
    metal += _halo_beads(spots, stone_mm, level)
    return Head(metal, stones, level - 0.95)


def _halo_beads(spots: Array, stone_mm: float, level: float) -> list[Mesh]:
    """Two beads in every gap, one each side of the line of stones."""
    after = np.roll(spots, -1, axis=0)
    middle, along = (spots + after) / 2, after - spots
    out = np.column_stack((along[:, 1], -along[:, 0])) / np.linalg.norm(along, axis=1)[:, None]
    beads = []
    for side in (-1, 1):
        for x, y in middle + side * out * stone_mm * 0.34:
            beads.append(ball(0.17, (x, y, level + 0.14), steps=8))
    return beads
