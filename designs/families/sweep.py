"""Solids of revolution and swept wires, all closed, in mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .mesh import Array, Mesh, unit


def loft(rings: Array, closed: bool) -> Mesh:
    """Skin a stack of sections (K×N×3); closed end to end, or capped flat at both ends."""
    count, around, _ = rings.shape
    faces: list[tuple[int, ...]] = []
    for i in range(count if closed else count - 1):
        a, b = i * around, ((i + 1) % count) * around
        for j in range(around):
            k = (j + 1) % around
            faces.append((a + j, a + k, b + k, b + j))
    if not closed:
        faces.append(tuple(range(around))[::-1])
        faces.append(tuple(range((count - 1) * around, count * around)))
    return _outward(Mesh(rings.reshape(-1, 3), tuple(faces)))


def _outward(mesh: Mesh) -> Mesh:
    if mesh.volume() >= 0:
        return mesh
    return Mesh(mesh.points, tuple(f[::-1] for f in mesh.faces), mesh.tags)


def revolve(section: Array, around: int = 240) -> Mesh:
    """Turn a closed section of (radius, along y) points about the y axis: a ring."""
    angles = np.linspace(0, 2 * np.pi, around, endpoint=False)
    rings = [
        np.column_stack((section[:, 0] * np.sin(a), section[:, 1], section[:, 0] * np.cos(a)))
        for a in angles
    ]
    return loft(np.array(rings), closed=True)


def shank(
    section_at: Callable[[float], Array], around: int = 240, start: float = 0, stop: float = 360
) -> Mesh:
    """A ring whose (radius, along y) section changes with the angle from the top (degrees)."""
    closed = stop - start >= 360
    angles = np.radians(np.linspace(start, stop, around, endpoint=not closed))
    rings = []
    for a in angles:
        s = section_at(float(np.degrees(a)))
        rings.append(np.column_stack((s[:, 0] * np.sin(a), s[:, 1], s[:, 0] * np.cos(a))))
    return loft(np.array(rings), closed=closed)


def tube(
    path: Array, radii: float | Sequence[float] | Array, closed: bool = False, sides: int = 20
) -> Mesh:
    """A round wire along a path; open wires end in half-spheres."""
    path = np.asarray(path, float)
    along = np.broadcast_to(np.asarray(radii, float), len(path)).copy()
    if not closed:
        path, along = _rounded_ends(path, along)
    across, up = _frames(path, closed)
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    circle = np.cos(t)[:, None, None] * across + np.sin(t)[:, None, None] * up
    rings = path[:, None] + (circle * along[None, :, None]).transpose(1, 0, 2)
    return loft(rings, closed=closed)


def ribbon(path: Array, section: Array, up: Array) -> Mesh:
    """A closed band: a (outward, upward) section carried around a flat closed path."""
    tangents = unit(np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0))
    out = unit(np.cross(tangents, up))
    rings = path[:, None] + section[None, :, :1] * out[:, None] + section[None, :, 1:] * up
    return loft(rings, closed=True)


def _rounded_ends(path: Array, radii: Array, steps: int = 5) -> tuple[Array, Array]:
    """Add a half-sphere of short slices at each end."""
    first, last = unit(path[0] - path[1]), unit(path[-1] - path[-2])
    angle = np.linspace(0.08, np.pi / 2, steps, endpoint=False)
    head = path[0] + first * (np.cos(angle) * radii[0])[:, None]
    tail = path[-1] + last * (np.cos(angle) * radii[-1])[::-1, None]
    return (
        np.vstack((head, path, tail)),
        np.concatenate((np.sin(angle) * radii[0], radii, (np.sin(angle) * radii[-1])[::-1])),
    )


def _frames(path: Array, closed: bool) -> tuple[Array, Array]:
    """Two directions across the path, carried along it without twisting."""
    if closed:
        tangents = unit(np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0))
    else:
        tangents = unit(np.gradient(path, axis=0))
    helper = np.eye(3)[np.argmin(np.abs(tangents[0]))]
    across = [unit(np.cross(tangents[0], helper))]
    for tangent in tangents[1:]:
        across.append(unit(across[-1] - tangent * (across[-1] @ tangent)))
    sideways = np.array(across)
    if closed:
        sideways = _untwist(sideways, tangents)
    return sideways, np.cross(tangents, sideways)


def _untwist(across: Array, tangents: Array) -> Array:
    """Spread the twist left over at the seam of a closed path evenly along it."""
    back = unit(across[-1] - tangents[0] * (across[-1] @ tangents[0]))
    other = np.cross(tangents[0], across[0])
    slip = np.arctan2(back @ other, back @ across[0])
    share = -slip * np.arange(len(across)) / len(across)
    return across * np.cos(share)[:, None] + np.cross(tangents, across) * np.sin(share)[:, None]


def smooth_path(points: Sequence[Sequence[float]], steps: int = 24) -> Array:
    """A Catmull–Rom curve through the points."""
    p = np.asarray(points, float)
    p = np.vstack((2 * p[0] - p[1], p, 2 * p[-1] - p[-2]))
    pieces = []
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        pieces.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2
                   + (3 * b - a - 3 * c + d) * t**3)
        )  # fmt: skip
    return np.vstack((*pieces, p[-2:-1]))


def circle(radius: float, steps: int = 64, plane: str = "xy") -> Array:
    """A closed circle of points in the xy, xz or yz plane."""
    t = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    c, s, o = np.cos(t) * radius, np.sin(t) * radius, np.zeros(steps)
    return np.column_stack({"xy": (c, s, o), "xz": (c, o, s), "yz": (o, c, s)}[plane])


def ball(radius: float, at: Sequence[float] = (0, 0, 0), steps: int = 14) -> Mesh:
    """A sphere."""
    angles = np.linspace(0.0, np.pi, steps + 1)[1:-1]
    z, r = -np.cos(angles) * radius, np.sin(angles) * radius
    t = np.linspace(0, 2 * np.pi, 2 * steps, endpoint=False)
    rings = np.array(
        [np.column_stack((np.cos(t) * a, np.sin(t) * a, np.full(len(t), b)))
         for a, b in zip(r, z, strict=True)]
    )  # fmt: skip
    return loft(rings, closed=False).moved(by=at)


def rod(
    start: Sequence[float] | Array, end: Sequence[float] | Array, radius: float, sides: int = 24
) -> Mesh:
    """A straight round rod with half-round ends."""
    return tube(np.linspace(start, end, 3), radius, sides=sides)
