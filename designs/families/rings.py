"""Rings: bands, solitaires, halos, three-stone, eternity, channel, signet.

Every ring stands around the y axis with its top at +z; `inside` is the inside diameter in mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import manifold3d
import numpy as np

from . import heads
from .cuts import heights
from .mesh import Mesh, turn
from .outlines import outline
from .piece import Piece, from_solid, place, to_solid
from .profiles import section
from .sweep import ball, revolve, shank, smooth_path, tube

Measures = Mapping[str, Any]


def band(m: Measures) -> Piece:
    """A plain band of one profile."""
    return Piece(
        metal=[revolve(section(m["profile"], m["inside"] / 2, m["width"], m["thickness"]))]
    )


def band_pair(m: Measures) -> Piece:
    """Two bands of one family, the second beside the first."""
    first = revolve(section(m["profile"], m["inside"] / 2, m["width"], m["thickness"]))
    second = revolve(section(m["profile"], m["inside_2"] / 2, m["width_2"], m["thickness"]))
    return Piece(metal=[first, second.moved(by=(0, m["width"] + m["width_2"] + 4, 0))])


def _tapered_shank(m: Measures) -> Mesh:
    """A shank that narrows towards the head, so that the stone looks larger."""
    inside, top = m["inside"] / 2, m.get("top_width", m["width"])

    def at(angle: float):
        share = (1 + np.cos(np.radians(angle))) / 2
        width = m["width"] + (top - m["width"]) * share**1.5
        return section(m["profile"], inside, width, m["thickness"])

    return shank(at)


def _shoulders(m: Measures, head: heads.Head, reach: float, lift: float) -> list[Mesh]:
    """Cathedral arms: from the shank up to the gallery, either side."""
    radius = m["inside"] / 2 + m["thickness"] * 0.55
    arms = []
    for side in (-1, 1):
        start, mid = np.radians(52.0), np.radians(30.0)
        points = [
            (side * radius * np.sin(start), 0, radius * np.cos(start)),
            (side * (radius + 0.35) * np.sin(mid), 0, (radius + 0.35) * np.cos(mid)),
            (side * (reach + 0.9), 0, lift - 0.75),
            (side * reach, 0, lift),
        ]
        path = smooth_path(points, steps=14)
        radii = np.interp(np.linspace(0, 1, len(path)), (0, 0.3, 1), (0.45, 0.68, 0.48))
        arms.append(tube(path, radii))
    return arms


def solitaire(m: Measures) -> Piece:
    """One stone in claws over a tapered shank; cathedral shoulders when asked for."""
    size = (m["stone_l"], m["stone_w"], m["stone_d"])
    head = heads.claw_head(
        m["cut"], size, int(m["claws"]), m["claw"], "centre", double=bool(m.get("double"))
    ).moved(turn("z", m.get("turn", 0)))
    lift = m["inside"] / 2 + m["thickness"] * 0.80 - head.foot
    head = head.moved(by=(0, 0, lift))
    piece = Piece(metal=[_tapered_shank(m), *head.metal], stones=head.stones, finger=m["inside"])
    if m.get("cathedral"):
        across = m["stone_l"] if m.get("turn", 0) in (0, 180) else m["stone_w"]
        piece.metal += _shoulders(m, head, across * 0.36, lift + head.foot * 0.36)
    if m.get("pave"):
        _add_pave(piece, m)
    return piece


def _add_pave(piece: Piece, m: Measures) -> None:
    """Small brilliants along the shoulders of the shank in shared beads."""
    mm, radius = m["pave"], m["inside"] / 2 + m["thickness"]
    step = np.degrees((mm + 0.14) / radius)
    first = np.degrees(m["pave_from"] / radius)
    for side in (-1, 1):
        for k in range(int(m["pave_count"]) // 2):
            angle = side * (first + k * step)
            matrix = turn("y", angle)
            at = matrix @ np.array([0, 0, radius - 0.06])
            piece.stones.append(place("round", (mm, mm, mm * 0.61), matrix, at, "pave"))
            for y in (-0.36 * mm, 0.36 * mm):
                spot = turn("y", angle + side * step / 2) @ np.array([0, y, radius + 0.04])
                piece.metal.append(ball(0.16, spot, steps=8))


def halo_ring(m: Measures) -> Piece:
    """A centre stone with a halo of brilliants, over a (pavé) shank."""
    piece = solitaire({**m, "pave": 0})
    foot = m["inside"] / 2 + m["thickness"] * 0.80
    girdle = foot + _foot_depth(m)
    ring = heads.halo(
        m["cut"], m["stone_l"], m["stone_w"], m["halo_mm"], -0.25, "halo", gap=0.30
    ).moved(turn("z", m.get("turn", 0)), (0, 0, girdle))
    piece.metal += ring.metal
    piece.stones += ring.stones
    if m.get("pave"):
        _add_pave(piece, m)
    return piece


def _foot_depth(m: Measures) -> float:
    """Height of the girdle above the head's foot (as `claw_head` builds it)."""
    return heights(m["cut"], m["stone_d"])[1] + 0.25


def three_stone(m: Measures) -> Piece:
    """A centre stone and two that lean away with the curve of the finger."""
    piece = solitaire(m)
    size = (m["side_l"], m["side_w"], m["side_d"])
    radius = m["inside"] / 2 + m["thickness"] * 0.80
    for side in (-1, 1):
        head = heads.claw_head(
            m["side_cut"], size, int(m["side_claws"]), m["claw"] * 0.9, "side", rails=1
        )
        spin = turn("z", m.get("side_turn", 0) + (0 if side > 0 else 180))
        lean = turn("y", side * m["side_angle"] * 0.8)
        at = turn("y", side * m["side_angle"]) @ np.array([0, 0, radius - head.foot])
        head = head.moved(lean @ spin, (at[0], 0.0, at[2] + m.get("side_rise", 0)))
        piece.metal += head.metal
        piece.stones += head.stones
    return piece


def eternity(m: Measures) -> Piece:
    """Brilliants (or any cut) all the way round, held by beads shared between neighbours."""
    mm, count = m["stone_l"], int(m["count"])
    radius = m["inside"] / 2 + m["thickness"]
    piece = Piece(
        metal=[revolve(section("flat", m["inside"] / 2, m["stone_w"] * 0.92, m["thickness"]))],
        finger=m["inside"],
    )
    size = (mm, m["stone_w"], m["stone_d"])
    for k in range(count):
        angle = 360 * k / count
        matrix = turn("y", angle)
        at = matrix @ np.array([0, 0, radius + 0.22])
        piece.stones.append(place(m["cut"], size, matrix, at, "band"))
        for y in (-0.37 * m["stone_w"], 0.37 * m["stone_w"]):
            between = turn("y", angle + 180 / count)
            low, high = between @ [0, y * 1.05, radius - 0.75], between @ [0, y, radius + 0.38]
            piece.metal.append(tube(np.linspace(low, high, 4), m["claw"] / 2, sides=14))
    return piece


def channel(m: Measures) -> Piece:
    """Square stones edge to edge between two walls, over the top of a flat band."""
    radius, mm, count = m["inside"] / 2 + m["thickness"], m["stone_l"], int(m["count"])
    step = np.degrees((mm + 0.05) / (radius - 0.25))
    half_arc = step * count / 2
    ring = to_solid(revolve(section("flat", m["inside"] / 2, m["width"], m["thickness"])))
    wide, narrow = 0.43 * m["stone_w"], 0.26 * m["stone_w"]
    groove = _arc_cut(radius - 0.42, radius + 1, wide, half_arc)
    wells = _arc_cut(m["inside"] / 2 - 1, radius, narrow, half_arc - step * 0.3)
    piece = Piece(metal=[from_solid(ring - to_solid(groove) - to_solid(wells))])
    for k in range(count):
        matrix = turn("y", -half_arc + step * (k + 0.5))
        at = matrix @ np.array([0, 0, radius - 0.38])
        size = (mm, m["stone_w"], m["stone_d"])
        piece.stones.append(place(m["cut"], size, matrix, at, "channel"))
    return piece


def _arc_cut(low: float, high: float, half_width: float, half_arc: float) -> Mesh:
    """A slot along the top of a ring, between two radii (mm), ± an arc (degrees)."""
    w = half_width
    corners = np.array([(low, -w), (high, -w), (high, w), (low, w)])
    return shank(lambda _: corners, around=90, start=-half_arc, stop=half_arc)


def signet(m: Measures) -> Piece:
    """A flat oval face whose sides run down into the shank, in one piece."""
    inside, top = m["inside"] / 2, m["inside"] / 2 + m["face_rise"]

    def at(angle: float):
        share = (1 + np.cos(np.radians(angle))) / 2
        width = m["width"] + (m["face_w"] * 0.62 - m["width"]) * share**3
        return section("d", inside, width, m["thickness"] + 0.5 * share**2)

    oval = outline("oval", m["face_l"], m["face_w"])[::6]
    rows = ((0.985, top), (1.0, top - 0.14), (0.975, top - 1.1), (0.93, top - 1.7))
    face = np.vstack([np.column_stack((oval * k, np.full(len(oval), z))) for k, z in rows])
    ends = []
    for angle in (*range(-64, -39, 8), *range(40, 65, 8)):
        s = at(angle)
        a = np.radians(angle)
        ends.append(np.column_stack((s[:, 0] * np.sin(a), s[:, 1], s[:, 0] * np.cos(a))))
    crown = manifold3d.Manifold.hull_points(np.vstack([face, *ends]))
    return Piece(metal=[shank(at), from_solid(crown)], finger=m["inside"])
