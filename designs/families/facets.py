"""Cutting a stone the way a lapidary does: lay planes against the rough, keep what is inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .mesh import Array, Mesh

WELD_MM = 2e-4
"""Corners closer than this are one corner; a polisher's meet point is far coarser."""


@dataclass(frozen=True)
class Plane:
    """The half-space normal · p ≤ reach, with the name of its tier of facets."""

    normal: Array
    reach: float
    tier: str


def through(tier: str, *points: Array) -> Plane:
    """The plane through three points, looking away from the stone's middle."""
    a, b, c = (np.asarray(p, float) for p in points)
    normal = np.cross(b - a, c - a)
    normal = normal / np.linalg.norm(normal)
    reach = float(normal @ a)
    return Plane(normal, reach, tier) if reach > 0 else Plane(-normal, -reach, tier)


def leaning(
    tier: str, azimuth: float, low: tuple[float, float], high: tuple[float, float]
) -> Plane:
    """The plane facing `azimuth` (radians) through two (distance, height) pairs."""
    (r0, z0), (r1, z1) = low, high
    rise = np.array([z1 - z0, r0 - r1]) / np.hypot(z1 - z0, r0 - r1)
    normal = np.array([rise[0] * np.cos(azimuth), rise[0] * np.sin(azimuth), rise[1]])
    return Plane(normal, float(rise @ np.array([r0, z0])), tier)


def _side(plane: Plane, size: float) -> Array:
    """A large square lying on the plane, counter-clockwise seen from outside."""
    helper = np.eye(3)[np.argmin(np.abs(plane.normal))]
    u = np.cross(plane.normal, helper)
    u = u / np.linalg.norm(u)
    v = np.cross(plane.normal, u)
    centre = plane.normal * plane.reach
    return np.array(
        [centre + size * (a * u + b * v) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    )


def _trim(polygon: Array, plane: Plane) -> Array:
    """The part of a polygon inside the plane (Sutherland and Hodgman, 1974)."""
    gaps = polygon @ plane.normal - plane.reach
    if (gaps <= 1e-9).all():
        return polygon
    kept: list[Array] = []
    for i in range(len(polygon)):
        here, there = polygon[i - 1], polygon[i]
        a, b = gaps[i - 1], gaps[i]
        if (a <= 0) != (b <= 0):
            kept.append(here + (there - here) * (a / (a - b)))
        if b <= 0:
            kept.append(there)
    return np.array(kept).reshape(-1, 3)


def cut_by(planes: list[Plane], size: float) -> Mesh:
    """The convex stone inside all planes; `size` (mm) must exceed the stone."""
    corners: list[Array] = []
    faces: list[tuple[int, ...]] = []
    tags: list[str] = []
    for plane in planes:
        polygon = _side(plane, size)
        for other in planes:
            if other is not plane and len(polygon):
                polygon = _trim(polygon, other)
        face = _weld(polygon, corners)
        if len(face) >= 3:
            faces.append(face)
            tags.append(plane.tier)
    return _mend(Mesh(np.array(corners), tuple(faces), tuple(tags)))


def _weld(polygon: Array, corners: list[Array]) -> tuple[int, ...]:
    """Indices of the polygon's corners in the shared list, near-repeats dropped."""
    face: list[int] = []
    for point in polygon:
        near = -1
        if corners:
            gaps = np.abs(np.array(corners) - point).max(axis=1)
            near = int(gaps.argmin()) if gaps.min() < WELD_MM else -1
        if near < 0:
            corners.append(point)
            near = len(corners) - 1
        if near not in face:
            face.append(near)
    return tuple(face)


def _mend(mesh: Mesh) -> Mesh:
    """Insert corners that lie on a neighbour's long edge, so that all edges pair up."""
    faces = []
    for face in mesh.faces:
        mended: list[int] = []
        for i, start in enumerate(face):
            end = face[(i + 1) % len(face)]
            mended.append(start)
            mended.extend(_between(mesh.points, start, end, set(face)))
        faces.append(tuple(mended))
    return Mesh(mesh.points, tuple(faces), mesh.tags)


def _between(points: Array, start: int, end: int, own: set[int]) -> list[int]:
    """Corners strictly inside the edge, in order along it."""
    along = points[end] - points[start]
    length = np.linalg.norm(along)
    where = (points - points[start]) @ along / length
    away = np.linalg.norm(points - points[start] - np.outer(where / length, along), axis=1)
    inside = (away < WELD_MM) & (where > WELD_MM) & (where < length - WELD_MM)
    found = [int(i) for i in np.flatnonzero(inside) if int(i) not in own]
    return sorted(found, key=lambda i: where[i])
