"""Bring a piece onto the set: solids become objects with their metals and stones."""

from __future__ import annotations

import bpy
import numpy as np

from ..families import build
from ..families.mesh import Array, Mesh, join
from ..families.piece import Piece, from_solid
from ..pieces import Design, StoneSpec
from . import garden, materials, stage
from .poses import POSES, Pose


def add_mesh(
    name: str, mesh: Mesh, material: bpy.types.Material, smooth: float = 0.0
) -> bpy.types.Object:
    """A mesh as an object; edges flatter than `smooth` degrees are shaded round."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(mesh.points.tolist(), [], [list(f) for f in mesh.faces])
    data.materials.append(material)
    if smooth:
        data.shade_smooth()
        data.set_sharp_from_angle(angle=np.radians(smooth))
    thing = bpy.data.objects.new(name, data)
    thing["piece"] = True
    bpy.context.collection.objects.link(thing)
    return thing


def posed(piece: Piece, pose: Pose) -> list[tuple[Array, Array]]:
    """(turn, shift) of each copy, resting on z = 0."""
    solid = from_solid(piece.solid())
    everything = np.vstack([solid.points, *(s.mesh.points for s in piece.stones)])
    if piece.chain:
        everything = np.vstack([everything, *(m.points for m in piece.chain)])
    places = []
    for k, matrix in enumerate(pose.turns):
        low = (everything @ matrix.T)[:, 2].min()
        if pose.rest == "card":
            stones = np.vstack([s.mesh.points for s in piece.stones])
            low = stones[:, 2].min() - 0.9
        side = k - (len(pose.turns) - 1) / 2
        places.append((matrix, np.array([side * pose.apart[0], side * pose.apart[1], -low])))
    return places


def put_design(design: Design, alloy: str) -> tuple[Array, Array, Pose]:
    """Build a design in an alloy; returns the points to frame, the focus and the pose."""
    pose = POSES[design.family]
    piece = build(design.family, design.measures)
    return (*put_piece(piece, design.stones, alloy, posed(piece, pose), design.code), pose)


def put_piece(
    piece: Piece, stones: tuple[StoneSpec, ...], alloy: str,
    places: list[tuple[Array, Array]], seed: str,
) -> tuple[Array, Array]:  # fmt: skip
    """Place every copy of a piece; returns the points to frame and where to focus."""
    specs = {s.role: s for s in stones}
    metal = materials.metal(alloy)
    looks = {role: _look(spec) for role, spec in specs.items()}
    solid = from_solid(piece.solid())
    framed, focus = [], []
    for matrix, shift in places:
        here = solid.moved(matrix, tuple(shift))
        add_mesh("metal", here, metal, smooth=38)
        framed.append(here.points[here.points[:, 2] > -0.1])
        if piece.chain:
            add_mesh("chain", join(piece.chain).moved(matrix, tuple(shift)), metal, smooth=60)
        for stone in piece.stones:
            spec = specs[stone.role]
            mesh = stone.mesh.moved(matrix, tuple(shift))
            round_ = stone.cut in ("pearl", "cabochon")
            add_mesh(stone.role, mesh, looks[stone.role], smooth=60 if round_ else 0)
            framed.append(mesh.points)
            if spec.species == "emerald" and spec.width_mm >= 3:
                garden.plant(mesh, seed)
        focus.append(_focus(piece, here, matrix, shift))
    return np.vstack(framed), np.mean(focus, axis=0)


def _focus(piece: Piece, solid: Mesh, matrix: Array, shift: Array) -> Array:
    """The largest stone's table, or the nearest metal."""
    if not piece.stones:
        return solid.points[solid.points[:, 1].argmin()]
    largest = max(piece.stones, key=lambda s: s.mesh.volume())
    points = largest.mesh.moved(matrix, tuple(shift)).points
    return points[(points[:, 2] - points[:, 1]).argmax()]


def _look(spec: StoneSpec) -> bpy.types.Material:
    if spec.species == "pearl":
        return materials.pearl(spec.colour)
    return materials.gem(spec.species, spec.colour, spec.width_mm)


def light_and_frame(
    points: Array, focus: Array, view: stage.View, ratio: float = 1.0
) -> bpy.types.Object:
    """Sweep, room, lights and camera around what was put; returns the sweep."""
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = float(np.linalg.norm(points - middle, axis=1).max())
    stage.sky()
    sweep = stage.floor(60 * reach)
    stage.lights(middle, reach, view.azimuth)
    stage.camera(points, view, focus, ratio)
    return sweep
