"""Take one picture: the piece on the set, the empty set, and where the piece is."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import bpy
import numpy as np

from ..families.mesh import Array
from .negative import Negative


@dataclass(frozen=True)
class Film:
    """Size in pixels and samples a pixel."""

    width: int
    height: int
    samples: int


def take(film: Film, sweep: bpy.types.Object) -> Negative:
    """Photograph the piece against nothing, then its shadow, the empty sweep and the metal.

    The sweep holds only soft shade, so a third of the resolution is plenty for it; every full
    sample goes to the piece.
    """
    scene = bpy.context.scene
    piece = [o for o in scene.objects if o.type == "MESH" and o.get("piece")]
    soft = Film(film.width // 3, film.height // 3, 24)
    with _unseen([sweep]):
        light = _exposed(film)
    with _unseen(piece):
        shaded = _grown(_exposed(soft), film)[..., :3]
    for thing in piece:
        thing.hide_render = True
    empty = _grown(_exposed(soft), film)[..., :3]
    for thing in piece:
        thing.hide_render = False
    metal = _metal_mask(film, piece, sweep)
    return Negative(light[..., :3], light[..., 3:], shaded, empty, metal)


def _metal_mask(film: Film, piece: list[bpy.types.Object], sweep: bpy.types.Object) -> Array:
    """Share of metal in every pixel: stones held out, no light followed."""
    scene = bpy.context.scene
    bounces, scene.cycles.max_bounces = scene.cycles.max_bounces, 0
    scene.cycles.use_denoising = False
    for thing in piece:
        thing.is_holdout = not thing.data.materials[0].name.startswith("metal")
    with _unseen([sweep]):
        mask = _exposed(Film(film.width, film.height, 8))[..., 3:]
    for thing in piece:
        thing.is_holdout = False
    scene.cycles.max_bounces, scene.cycles.use_denoising = bounces, True
    return mask


@contextmanager
def _unseen(things: list[bpy.types.Object]):
    """Out of the camera's sight, though still lit, reflecting and casting shade."""
    for thing in things:
        thing.visible_camera = False
    yield
    for thing in things:
        thing.visible_camera = True


def _exposed(film: Film) -> Array:
    """Linear RGBA, first row at the top."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = film.width, film.height
    scene.cycles.samples = film.samples
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.image_settings.color_depth = "32"
    with TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "light.exr")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        image.colorspace_settings.name = "Linear Rec.709"
        pixels = np.empty(film.width * film.height * 4, dtype=np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
    return pixels.reshape(film.height, film.width, 4)[::-1].astype(float)


def _grown(small: Array, film: Film) -> Array:
    """Enlarge the empty set smoothly (it holds no detail)."""
    rows = np.linspace(0, small.shape[0] - 1, film.height)
    columns = np.linspace(0, small.shape[1] - 1, film.width)
    top, left = rows.astype(int), columns.astype(int)
    below = np.minimum(top + 1, small.shape[0] - 1)
    right = np.minimum(left + 1, small.shape[1] - 1)
    v, u = (rows - top)[:, None, None], (columns - left)[None, :, None]
    upper = small[top][:, left] * (1 - u) + small[top][:, right] * u
    lower = small[below][:, left] * (1 - u) + small[below][:, right] * u
    return upper * (1 - v) + lower * v
