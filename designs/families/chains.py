"""Cable chain: oval links along a path, each turned a quarter against the last."""

from __future__ import annotations

import numpy as np

from .mesh import Array, Mesh, unit
from .outlines import evenly
from .sweep import tube


def link(length: float, width: float, wire: float) -> Mesh:
    """One closed oval link in the xy plane, long side along x (outside measures, mm)."""
    radius = (width - wire) / 2
    straight = (length - width) / 2
    t = np.linspace(-np.pi / 2, np.pi / 2, 13)
    right = np.column_stack((np.cos(t) * radius + straight, np.sin(t) * radius))
    path = evenly(np.vstack((right, -right)), 28)
    return tube(np.column_stack((path, np.zeros(len(path)))), wire / 2, closed=True, sides=10)


def pitch(length: float, wire: float) -> float:
    """How far one link carries the chain: its inside length."""
    return length - 2 * wire


def cable(path: Array, length: float, width: float, wire: float, up: Array) -> list[Mesh]:
    """Links along an open path; they lie at ±45° to `up`, as a laid-down cable does."""
    gaps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    travelled = np.concatenate(([0], np.cumsum(gaps)))
    step = pitch(length, wire) * 0.97
    spots = np.arange(0, travelled[-1], step)
    place = np.column_stack([np.interp(spots, travelled, path[:, k]) for k in range(3)])
    along = unit(np.gradient(place, axis=0))
    one = link(length, width, wire)
    links = []
    for k, (at, tangent) in enumerate(zip(place, along, strict=True)):
        side = unit(np.cross(up, tangent))
        above = np.cross(tangent, side)
        angle = np.pi / 4 if k % 2 else -np.pi / 4
        across = side * np.cos(angle) + above * np.sin(angle)
        matrix = np.column_stack((tangent, across, np.cross(tangent, across)))
        links.append(one.moved(matrix, tuple(at)))
    return links


def mm3_per_inch(length: float, width: float, wire: float) -> float:
    """Metal in an inch of chain (mm³)."""
    return link(length, width, wire).volume() * 25.4 / (pitch(length, wire) * 0.97)
