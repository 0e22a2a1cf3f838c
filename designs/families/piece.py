"""What a family returns: metal as one solid, stones one by one, and what is only shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import manifold3d
import numpy as np

from .cuts import cut_stone
from .mesh import Array, Mesh


@dataclass(frozen=True)
class SetStone:
    """A cut stone where it sits; `role` names the entry of the design's stones it belongs to."""

    mesh: Mesh
    cut: str
    role: str


@dataclass
class Piece:
    """A finished piece in mm: the ring axis along y, the middle of a ring at the origin."""

    metal: list[Mesh] = field(default_factory=list)
    stones: list[SetStone] = field(default_factory=list)
    chain: list[Mesh] = field(default_factory=list)
    """Links near the piece, shown in the picture; weighed by length instead."""
    chain_mm3_per_inch: float = 0.0
    count: int = 1
    """How many alike are delivered (earrings: 2); the volume is for all of them."""

    finger: float = 0.0
    """Inside diameter to keep clear (mm); the bench files anything that would touch the skin."""

    def solid(self) -> manifold3d.Manifold:
        """The metal united, seats cut where the stones sit."""
        body = manifold3d.Manifold.batch_boolean(
            [to_solid(m) for m in self.metal], manifold3d.OpType.Add
        )
        away = [seat(s.mesh) for s in self.stones if s.cut != "pearl"]
        if self.finger:
            away.append(_bore(self.finger))
        if not away:
            return body
        return body - manifold3d.Manifold.batch_boolean(away, manifold3d.OpType.Add)

    def metal_volume(self, chain_inches: float = 0.0) -> float:
        """Net volume of metal in mm³, the chain counted by its length."""
        return self.count * self.solid().volume() + chain_inches * self.chain_mm3_per_inch


def to_solid(mesh: Mesh) -> manifold3d.Manifold:
    """A watertight mesh as a solid; refuses one that leaks."""
    body = manifold3d.Manifold(
        manifold3d.Mesh64(
            vert_properties=np.ascontiguousarray(mesh.points, dtype=np.float64),
            tri_verts=np.ascontiguousarray(mesh.triangles(), dtype=np.uint64),
        )
    )
    if body.status() != manifold3d.Error.NoError:
        raise ValueError(f"not a solid: {body.status().name}")
    return body


def from_solid(body: manifold3d.Manifold) -> Mesh:
    """The triangles of a solid."""
    raw = body.to_mesh64()
    points = np.array(raw.vert_properties)[:, :3].copy()
    return Mesh(points, tuple(map(tuple, np.asarray(raw.tri_verts).tolist())))


def _bore(inside: float) -> manifold3d.Manifold:
    """A cylinder along the finger, a hundredth of a millimetre under size."""
    upright = manifold3d.Manifold.cylinder(
        60, inside / 2 - 0.01, circular_segments=240, center=True
    )
    return upright.rotate((90, 0, 0))


def seat(stone: Mesh, play: float = 0.012) -> manifold3d.Manifold:
    """The room a stone takes out of its setting: its hull with a hair of play (share)."""
    middle = (stone.points.max(axis=0) + stone.points.min(axis=0)) / 2
    grown = (stone.points - middle) * (1 + play) + middle
    return manifold3d.Manifold.hull_points(grown)


def place(
    cut: str, size: Iterable[float], matrix: Array, at: Iterable[float], role: str
) -> SetStone:
    """Cut a stone of (length, width, depth) and set it."""
    length, width, depth = size
    return SetStone(cut_stone(cut, length, width, depth).moved(matrix, tuple(at)), cut, role)
