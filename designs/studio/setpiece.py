"""Wide pictures for the home page: several pieces and loose stones on one sweep."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import numpy as np
from PIL import Image

from ..catalogue import design
from ..families import build
from ..families.cuts import cut_stone
from ..families.mesh import Array, turn
from ..families.piece import from_solid
from . import camera_work, garden, manifest, materials, scene, stage

WIDTHS = (480, 800, 1200, 1600)
Framed = tuple[list[Array], Array]


def _stand(code: str, alloy: str, matrix: Array, x: float, y: float) -> Framed:
    """A catalogue piece resting on the sweep at a spot (mm)."""
    chosen = design(code)
    piece = build(chosen.family, chosen.measures)
    points = np.vstack([from_solid(piece.solid()).points, *(s.mesh.points for s in piece.stones)])
    low = (points @ matrix.T)[:, 2].min()
    places = [(matrix, np.array([x, y, -low]))]
    points, focus = scene.put_piece(piece, chosen.stones, alloy, places, code)
    return [points], focus


def _loose(
    kind: tuple[str, str, str], size: tuple[float, float, float], matrix: Array, x: float, y: float
) -> Framed:
    """A loose (species, colour, cut) stone lying on the sweep."""
    species, colour, cut = kind
    stone = cut_stone(cut, *size).moved(matrix)
    stone = stone.moved(by=(x, y, -stone.points[:, 2].min()))
    scene.add_mesh("loose", stone, materials.gem(species, colour, size[1]))
    if species == "emerald":
        garden.plant(stone, f"loose {size}")
    return [stone.points], stone.points.mean(axis=0)


def emeralds() -> Array:
    """An emerald ring, a loose emerald, a plain band and two small diamonds; room at the left."""
    points, focus = _stand("AT-E01", "18KY", turn("z", -26) @ turn("x", 26), 0, 0)
    emerald, diamond = ("emerald", "vivid green", "emerald"), ("diamond", "E colourless", "round")
    points += _stand("AT-W01", "18KY", turn("z", 20) @ turn("x", 90), 24, 9)[0]
    points += _loose(emerald, (11, 8.6, 5.6), turn("z", 34) @ turn("x", 42), 18.5, -11)[0]
    points += _loose(diamond, (4.4, 4.4, 2.7), turn("z", 10) @ turn("x", 48), 8.5, -16)[0]
    points += _loose(diamond, (3.4, 3.4, 2.1), turn("z", 70) @ turn("x", 52), 30, -7)[0]
    return _shoot(np.vstack(points), focus, stage.View(27, 2, fill=0.76, aperture_mm=0.5), -0.10)


def sapphires() -> Array:
    """A sapphire ring and a channel band with three loose sapphires, pale to deep."""
    points, focus = _stand("AT-E03", "18KW-PD", turn("z", -24) @ turn("x", 28), 0, 0)
    points += _stand("AT-W04", "18KW-PD", turn("z", 10) @ turn("x", 90), -24, 8)[0]
    for k, colour in enumerate(("pale blue", "cornflower blue", "royal blue")):
        size = (7.2 - k * 0.5, 5.6 - k * 0.4, 3.5)
        matrix = turn("z", 25 + 40 * k) @ turn("x", 46)
        spot = (-24 + 9.5 * k, -9.5 - 2.5 * k)
        points += _loose(("sapphire", colour, "oval"), size, matrix, *spot)[0]
    return _shoot(np.vstack(points), focus, stage.View(28, -3, fill=0.76, aperture_mm=0.5), 0.10)


_samples = 48
ARRANGEMENTS: dict[str, Callable[[], Array]] = {"emeralds": emeralds, "sapphires": sapphires}


def _shoot(points: Array, focus: Array, view: stage.View, shift: float) -> Array:
    """Frame 3:2; `shift` moves the group sideways (share of the width) to leave room for words."""
    import bpy

    sweep = scene.light_and_frame(points, focus, view, ratio=1.5)
    bpy.context.scene.camera.data.shift_x = shift
    width = WIDTHS[-1]
    film = camera_work.Film(width, width * 2 // 3, _samples)
    return camera_work.take(film, sweep).developed()


def take_all(samples: int) -> None:
    """Take the wide pictures that changed."""
    global _samples
    _samples = samples
    kept = manifest.read().get("setpiece", {})
    for name, arrange in ARRANGEMENTS.items():
        label = manifest.setpiece_hash(name, inspect.getsource(arrange))
        if kept.get(name, {}).get("hash") == label:
            continue
        stage.clear()
        manifest.record("setpiece", name, label, Image.fromarray(arrange()), WIDTHS)
        sys.stdout.write(f"set piece {name}\n")
