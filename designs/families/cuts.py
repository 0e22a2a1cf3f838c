"""Gem cuts with true facets, from published proportions.

A stone lies with its girdle around z = 0, table up, length along x. Every cut meets at real
meet points because each tier is laid through points shared with its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .facets import Plane, cut_by, leaning, through
from .mesh import Array, Mesh
from .outlines import outline, support, touch


@dataclass(frozen=True)
class Proportions:
    """Shares of the width (table) and of the total depth (crown, girdle)."""

    table: float
    crown: float
    girdle: float
    mains: int = 8
    star: float = 0.50
    lower: float = 0.78
    bulge: float = 0.0
    """How full the pavilion of a step cut is: 0 straight cone, 1 very full."""


PROPORTIONS = {
    # Round: 57 % table, 34.5° crown, 40.8° pavilion, the middle of GIA's Excellent range.
    "round": Proportions(0.57, 0.245, 0.045),
    "oval": Proportions(0.58, 0.245, 0.050),
    "pear": Proportions(0.58, 0.255, 0.065),
    "marquise": Proportions(0.58, 0.245, 0.050),
    "cushion": Proportions(0.60, 0.250, 0.060, lower=0.72),
    "emerald": Proportions(0.60, 0.260, 0.040, bulge=0.16),
    "asscher": Proportions(0.58, 0.270, 0.040, bulge=0.42),
    "baguette": Proportions(0.66, 0.220, 0.050, bulge=0.05),
    "princess": Proportions(0.70, 0.170, 0.050),
}
CUTS = (*PROPORTIONS, "cabochon", "pearl")
STEP_CUTS = ("emerald", "asscher", "baguette")


@cache
def cut_stone(cut: str, length: float, width: float, depth: float) -> Mesh:
    """The stone of a cut at its measures in mm, watertight, table towards +z."""
    if cut == "cabochon":
        return _cabochon(length, width, depth)
    if cut == "pearl":
        return _pearl(length, width, depth)
    shape = outline(cut, length, width)
    if cut in STEP_CUTS:
        planes = _step_planes(shape, length, width, depth, PROPORTIONS[cut])
    elif cut == "princess":
        planes = _princess_planes(shape, depth, PROPORTIONS[cut])
    else:
        planes = _brilliant_planes(shape, depth, PROPORTIONS[cut])
    return cut_by(planes, 3 * (length + depth))


def heights(cut: str, depth: float) -> tuple[float, float]:
    """(table height, culet depth) in mm above and below the middle of the girdle."""
    if cut == "cabochon":
        return depth * 0.88, depth * 0.12
    if cut == "pearl":
        return depth / 2, depth / 2
    p = PROPORTIONS[cut]
    return depth * (p.crown + p.girdle / 2), depth * (1 - p.crown - p.girdle / 2)


def _brilliant_planes(shape: Array, depth: float, p: Proportions) -> list[Plane]:
    """Table, stars, bezels, upper and lower halves, mains: a brilliant on any convex outline.

    The bezel (and main) k leans on the outline's tangent in direction k, so all bezels shrink
    together from girdle to table and every star and half finds its meet point exactly.
    """
    half = depth * p.girdle / 2
    top, bottom = depth * p.crown + half, -depth * (1 - p.crown) + half
    angles = np.arange(p.mains) * 2 * np.pi / p.mains
    tangent = [touch(shape, a) for a in angles]
    middle = [touch(shape, a + np.pi / p.mains) for a in angles]
    crossing = [_cross(shape, a, a + 2 * np.pi / p.mains) for a in angles]
    planes = [Plane(np.array([0.0, 0.0, 1.0]), top, "table")]
    for k, angle in enumerate(angles):
        after = (k + 1) % p.mains
        reach = support(shape, angle)
        planes.append(leaning("bezel", angle, (reach, half), (p.table * reach, top)))
        planes.append(leaning("main", angle, (0, bottom), (reach, -half)))
        tip_share = _star_share(tangent[k], tangent[after], crossing[k], p)
        tip = _at(crossing[k] * tip_share, half + (top - half) * (1 - tip_share) / (1 - p.table))
        deep = 1 - p.lower
        dip = _at(crossing[k] * deep, bottom + (-half - bottom) * deep)
        planes.append(
            through("star", _at(p.table * tangent[k], top), _at(p.table * tangent[after], top), tip)
        )
        for end in (tangent[k], tangent[after]):
            planes.append(through("upper", _at(end, half), _at(middle[k], half), tip))
            planes.append(through("lower", _at(end, -half), _at(middle[k], -half), dip))
    return planes + _girdle_planes(shape, 96)


def _star_share(a: Array, b: Array, cross: Array, p: Proportions) -> float:
    """Where the star's tip lies between girdle (1) and table, from the star length."""
    inner = p.table * np.linalg.norm(a + b) / 2
    outer = np.linalg.norm(cross)
    rim = np.linalg.norm(a + b) / 2 / np.cos(np.pi / p.mains)
    return float((inner + p.star * (rim - inner)) / outer)


def _cross(shape: Array, first: float, second: float) -> Array:
    """Where the outline's tangents in two directions cross."""
    rows = np.array([[np.cos(a), np.sin(a)] for a in (first, second)])
    return np.linalg.solve(rows, np.array([support(shape, first), support(shape, second)]))


def _at(flat: Array, z: float) -> Array:
    return np.array([flat[0], flat[1], z])


def _girdle_planes(shape: Array, count: int) -> list[Plane]:
    """Upright facets around the girdle, as a bruted and faceted girdle has."""
    angles = np.arange(count) * 2 * np.pi / count
    return [
        Plane(np.array([np.cos(a), np.sin(a), 0.0]), support(shape, a), "girdle") for a in angles
    ]


def _step_planes(
    shape: Array, length: float, width: float, depth: float, p: Proportions
) -> list[Plane]:
    """Three steps above, three below, ending in a keel as an emerald cut does."""
    half = depth * p.girdle / 2
    top, bottom = depth * p.crown + half, -depth * (1 - p.crown) + half
    inset = (1 - p.table) * width / 2
    table = shape * (1 - 2 * inset / np.array([length, width]))
    keel = np.array([[length - width, 0.0], [width - length, 0.0]]) * 0.5
    keel = keel + np.array([[1.0, 0.0], [-1.0, 0.0]]) * 0.04 * width
    sides = np.arange(8) * np.pi / 4
    planes = [Plane(np.array([0.0, 0.0, 1.0]), top, "table")]
    # (share of the way inwards, share of the way up or down) at each step's edges
    crown = ((0.0, 0.0), (0.30, 0.44), (0.66, 0.78), (1.0, 1.0))
    full = p.bulge
    pavilion = (
        (0.0, 0.0),
        (0.26, 0.26 + 0.30 * full),
        (0.60, 0.60 + 0.32 * full),
        (1.0, 1.0),
    )
    for side in sides:
        rim, inner, deep = (support(c, side) for c in (shape, table, keel))
        for (a, u), (b, v) in zip(crown, crown[1:], strict=False):
            low = (rim + (inner - rim) * a, half + (top - half) * u)
            high = (rim + (inner - rim) * b, half + (top - half) * v)
            planes.append(leaning("crown step", side, low, high))
        for (a, u), (b, v) in zip(pavilion, pavilion[1:], strict=False):
            high = (rim + (deep - rim) * a, -half + (bottom + half) * u)
            low = (rim + (deep - rim) * b, -half + (bottom + half) * v)
            planes.append(leaning("pavilion step", side, low, high))
        planes.append(Plane(np.array([np.cos(side), np.sin(side), 0.0]), rim, "girdle"))
    return planes


def _princess_planes(shape: Array, depth: float, p: Proportions) -> list[Plane]:
    """A square brilliant: two crown tiers on each side, chevrons that fan out below."""
    half = depth * p.girdle / 2
    top, bottom = depth * p.crown + half, -depth * (1 - p.crown) + half
    planes = [Plane(np.array([0.0, 0.0, 1.0]), top, "table")]
    for side in np.arange(4) * np.pi / 2:
        rim = support(shape, side)
        inner = p.table * rim
        step = (rim + (inner - rim) * 0.5, half + (top - half) * 0.66)
        planes.append(leaning("crown", side, (rim, half), step))
        planes.append(leaning("star", side, step, (inner, top)))
        planes.append(Plane(np.array([np.cos(side), np.sin(side), 0.0]), rim, "girdle"))
        for turn, past in ((0.14, 1.09), (0.42, 1.025)):
            for azimuth in (side - turn, side + turn):
                edge = support(shape, azimuth)
                planes.append(leaning("chevron", azimuth, (0, bottom * past), (edge, -half)))
        corner = side + np.pi / 4
        reach = support(shape, corner)
        planes.append(leaning("corner", corner, (reach, half), (reach * p.table * 1.06, top)))
        planes.append(leaning("corner main", corner, (0, bottom), (reach, -half)))
        planes.append(Plane(np.array([np.cos(corner), np.sin(corner), 0.0]), reach, "girdle"))
    return planes


def _cabochon(length: float, width: float, depth: float) -> Mesh:
    """A domed stone: an elliptical dome on a low bevelled base."""
    base = depth * 0.12
    rises = np.sin(np.linspace(0, np.pi / 2, 25))[:-1]
    rows = [(0.90, -base), *((np.sqrt(1 - s * s), s * (depth - base)) for s in rises)]
    return _lathe(rows, depth - base, length, width)


def _pearl(length: float, width: float, depth: float) -> Mesh:
    """A near-round pearl."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, 49)[1:-1]
    rows = [(np.cos(a), np.sin(a) * depth / 2) for a in angles]
    return _lathe(rows, depth / 2, length, width, floor=-depth / 2)


def _lathe(
    rows: list[tuple[float, float]], top: float, length: float, width: float,
    floor: float | None = None, around: int = 96,
) -> Mesh:  # fmt: skip
    """Turn (radius share, height) rows about z, closed by a point above and below."""
    t = np.linspace(0, 2 * np.pi, around, endpoint=False)
    rings = [
        np.column_stack((np.cos(t) * r * length / 2, np.sin(t) * r * width / 2, np.full(around, z)))
        for r, z in rows
    ]
    bottom = rows[0][1] if floor is None else floor
    points = np.vstack((*rings, [[0, 0, bottom], [0, 0, top]]))
    low, high = len(points) - 2, len(points) - 1
    faces: list[tuple[int, ...]] = []
    for j in range(around):
        k = (j + 1) % around
        faces.append((low, k, j))
        for i in range(len(rows) - 1):
            a, b = i * around, (i + 1) * around
            faces.append((a + j, a + k, b + k, b + j))
        last = (len(rows) - 1) * around
        faces.append((high, last + j, last + k))
    return Mesh(points, tuple(faces), ("dome",) * len(faces))
