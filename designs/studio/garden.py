"""The jardin of an emerald: faint veils inside the stone, the same ones every time."""

from __future__ import annotations

import zlib

import bpy
import numpy as np

from ..families.mesh import Mesh
from . import materials


def plant(stone: Mesh, seed: str, veils: int = 6) -> None:
    """Put a few curved, mostly clear sheets into a stone."""
    rng = np.random.default_rng(zlib.crc32(seed.encode()))
    middle = stone.points.mean(axis=0)
    span = np.ptp(stone.points, axis=0)
    material = bpy.data.materials.get("veil in emerald") or materials.veil("emerald")
    for _ in range(veils):
        corner = stone.points[rng.integers(len(stone.points))]
        at = middle + (corner - middle) * rng.uniform(0.1, 0.6)
        sheet = _sheet(rng, float(span.min()) * rng.uniform(0.08, 0.18))
        data = bpy.data.meshes.new("veil")
        data.from_pydata((sheet.points + at).tolist(), [], [list(f) for f in sheet.faces])
        data.materials.append(material)
        data.shade_smooth()
        thing = bpy.data.objects.new("veil", data)
        thing["piece"] = True
        bpy.context.collection.objects.link(thing)


def _sheet(rng: np.random.Generator, size: float, steps: int = 7) -> Mesh:
    """A small warped patch, turned any way."""
    u, v = np.meshgrid(np.linspace(-1, 1, steps), np.linspace(-1, 1, steps))
    a, b, c = rng.uniform(-0.6, 0.6, 3)
    w = a * u * v + b * u**2 + c * np.sin(2 * v)
    grid = np.stack((u * size, v * size * rng.uniform(0.25, 0.7), w * size * 0.4), axis=-1)
    q, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    faces = tuple(
        (i * steps + j, i * steps + j + 1, (i + 1) * steps + j + 1, (i + 1) * steps + j)
        for i in range(steps - 1)
        for j in range(steps - 1)
    )
    return Mesh(grid.reshape(-1, 3) @ q.T, faces)
