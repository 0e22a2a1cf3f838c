"""A polygon mesh in millimetres, with the few measures a jeweller needs of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Mesh:
    """Points (N×3, mm) and flat polygons, counter-clockwise seen from outside."""

    points: Array
    faces: tuple[tuple[int, ...], ...]
    tags: tuple[str, ...] = field(default=())
    """One word for each face where the family names them (the tiers of a cut)."""

    def triangles(self) -> Indices:
        """Every polygon as a fan of triangles (M×3 indices)."""
        fans = [(f[0], f[i], f[i + 1]) for f in self.faces for i in range(1, len(f) - 1)]
        return np.array(fans, dtype=np.int64)

    def volume(self) -> float:
        """Enclosed volume in mm³ (divergence theorem; positive when faces look outward)."""
        a, b, c = (self.points[column] for column in self.triangles().T)
        return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)

    def extent(self) -> Array:
        """Length, width and height of the bounding box in mm."""
        return self.points.max(axis=0) - self.points.min(axis=0)

    def is_watertight(self) -> bool:
        """True when every directed edge meets its opposite exactly once."""
        edges = Counter((f[i], f[(i + 1) % len(f)]) for f in self.faces for i in range(len(f)))
        return all(n == 1 and edges.get((b, a)) == 1 for (a, b), n in edges.items())

    def moved(self, matrix: Array | None = None, by: Sequence[float] = (0, 0, 0)) -> Mesh:
        """The mesh turned by a 3×3 matrix and then shifted; a mirror flips its faces too."""
        if matrix is None:
            return Mesh(self.points + np.asarray(by, float), self.faces, self.tags)
        points = self.points @ np.asarray(matrix).T + np.asarray(by, float)
        mirrored = np.linalg.det(matrix) < 0
        faces = tuple(f[::-1] for f in self.faces) if mirrored else self.faces
        return Mesh(points, faces, self.tags)

    def scaled(self, factor: float | Sequence[float]) -> Mesh:
        """The mesh scaled about the origin."""
        return self.moved(np.diag(np.broadcast_to(np.asarray(factor, float), 3)))


def join(meshes: Iterable[Mesh]) -> Mesh:
    """Put meshes side by side in one (no welding, no boolean)."""
    points: list[Array] = []
    faces: list[tuple[int, ...]] = []
    start = 0
    for mesh in meshes:
        points.append(mesh.points)
        faces.extend(tuple(i + start for i in face) for face in mesh.faces)
        start += len(mesh.points)
    return Mesh(np.vstack(points), tuple(faces))


def turn(axis: str, degrees: float) -> Array:
    """Rotation matrix about x, y or z, right-handed."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return {
        "x": np.array([[1, 0, 0], [0, c, -s], [0, s, c]]),
        "y": np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]),
        "z": np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]),
    }[axis]


def unit(vector: Array) -> Array:
    """The vector at length one (works along the last axis)."""
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)
