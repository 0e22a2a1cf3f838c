"""Pendants, necklaces, earrings, bracelets.

Pieces that hang lie face up (+z) with the hanging end towards −y. Bracelets stand around the
y axis as rings do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from . import chains, heads
from .cuts import heights
from .mesh import Array, Mesh, turn
from .piece import Piece, place
from .profiles import section
from .sweep import ball, circle, revolve, rod, tube

Measures = Mapping[str, Any]
UP = np.array([0.0, 0.0, 1.0])
SWAG = 26.0
"""How a necklace is laid out: y = x² / SWAG (mm)."""


def _vee(bottom: Array, floor: float, slope: float, reach: float, soft: float = 3.0) -> Array:
    """A chain's path laid out in a V whose bottom passes through `bottom`."""
    x = np.linspace(-reach, reach, 400)
    y = bottom[1] + np.sqrt((slope * x) ** 2 + soft**2) - soft
    z = floor + (bottom[2] - floor) * np.exp(-((x / 4.0) ** 2))
    return np.column_stack((x, y, z))


def _hang_chain(piece: Piece, m: Measures, bottom: Array, floor: float) -> None:
    """Thread a cable chain through a bail."""
    measures = (m["link_l"], m["link_w"], m["link_wire"])
    path = _vee(bottom, floor + m["link_w"] * 0.42, m.get("slope", 1.5), 34)
    piece.chain += chains.cable(path, *measures, UP)
    piece.chain_mm3_per_inch = chains.mm3_per_inch(*measures)


def _bail(top: Array, height: float) -> tuple[list[Mesh], Array]:
    """A tapered loop above a jump ring; returns the metal and where the chain passes."""
    ring = circle(0.95, 40) + top + [0, 0.55, 0]
    centre = top + np.array([0, 1.2 + height * 0.5, 0.15])
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    loop = np.column_stack(
        (np.zeros(60), centre[1] + np.cos(t) * height / 2, centre[2] + np.sin(t) * height * 0.27)
    )
    body = tube(loop, 0.36 + 0.26 * (1 + np.cos(t)) / 2, closed=True, sides=18)
    body = Mesh((body.points - centre) * [1.7, 1, 1] + centre, body.faces)
    inside = centre + np.array([0, height * 0.5 - 1.15, 0])
    return [tube(ring, 0.30, closed=True, sides=14), body], inside


def claw_pendant(m: Measures) -> Piece:
    """One stone in claws, its length hanging, with a small stone above if asked for."""
    size = (m["stone_l"], m["stone_w"], m["stone_d"])
    head = heads.claw_head(m["cut"], size, int(m["claws"]), m["claw"], "centre").moved(
        turn("z", m.get("turn", 90))
    )
    piece = Piece(metal=head.metal, stones=head.stones)
    if m.get("halo_mm"):
        ring = heads.halo(m["cut"], m["stone_l"], m["stone_w"], m["halo_mm"], -0.25, "halo", 0.30)
        ring = ring.moved(turn("z", m.get("turn", 90)))
        piece.metal += ring.metal
        piece.stones += ring.stones
    half = m["stone_l"] / 2 + (m["halo_mm"] + 0.7 if m.get("halo_mm") else 0.45)
    top = np.array([0.0, half, -0.8 if m.get("halo_mm") else -0.36 * -head.foot])
    if m.get("top_mm"):
        top = _small_above(piece, m["top_mm"], top)
    bail, inside = _bail(top, m["bail"])
    piece.metal += bail
    _hang_chain(piece, m, inside, head.foot)
    return piece


def _small_above(piece: Piece, mm: float, top: Array) -> Array:
    """A small brilliant in four claws above the main stone; returns the new top."""
    head = heads.claw_head("round", (mm, mm, mm * 0.61), 4, 0.7, "top", rails=1)
    at = top + [0, mm / 2 + 0.15, 0.3]
    head = head.moved(by=tuple(at))
    piece.metal += [*head.metal, rod(top - [0, 0.5, 0], at - [0, mm * 0.3, 0.9], 0.4)]
    piece.stones += head.stones
    return at + [0, mm / 2 + 0.25, -0.5]


def pearl_pendant(m: Measures) -> Piece:
    """A pearl in a fluted cap below a small brilliant."""
    mm = m["stone_l"]
    pearl = place("pearl", (mm, mm, mm), np.eye(3), (0, 0, 0), "centre")
    cap_height = np.linspace(0, 1, 9)
    radius = mm / 2 + 0.12
    bow = np.radians(38 * (1 - cap_height))
    petals = []
    for k in range(8):
        a = 2 * np.pi * k / 8
        points = np.column_stack(
            (
                np.sin(bow) * radius * np.cos(a),
                np.cos(bow) * radius,
                np.sin(bow) * radius * np.sin(a),
            )
        )
        petals.append(
            tube(points, np.interp(cap_height, (0, 0.4, 1), (0.22, 0.34, 0.30)), sides=12)
        )
    piece = Piece(metal=[*petals, ball(0.75, (0, radius, 0))], stones=[pearl])
    top = np.array([0.0, radius + 0.75, 0.0])
    top = _small_above(piece, m["top_mm"], top)
    bail, inside = _bail(top, m["bail"])
    piece.metal += bail
    _hang_chain(piece, m, inside, -mm / 2)
    return piece


def station_necklace(m: Measures) -> Piece:
    """Bezel-set stones along a chain, the largest in the middle."""
    piece = Piece()
    count, spread = int(m["count"]), m["gap"]
    x = np.linspace(-42, 42, 1200)
    path = np.column_stack((x, x**2 / SWAG, np.zeros(1200)))
    measures = (m["link_l"], m["link_w"], m["link_wire"])
    travelled = np.concatenate(([0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))))
    middle = travelled[-1] / 2
    last = 0.0
    for k in range(count):
        share = 1 - m["graded"] * abs(k - count // 2)
        size = tuple(m[n] * share for n in ("stone_l", "stone_w", "stone_d"))
        head = heads.bezel_head(m["cut"], size, m["wall"], f"station {abs(k - count // 2)}")
        where = middle + (k - count // 2) * spread
        at = np.array([np.interp(where, travelled, path[:, i]) for i in range(3)])
        slope = np.degrees(np.arctan2(2 * at[0] / SWAG, 1))
        half = size[0] / 2 + m["wall"]
        head = head.moved(turn("z", slope), (at[0], at[1], 0.9))
        piece.metal += [*head.metal, *_eyes(at, slope, half)]
        piece.stones += head.stones
        keep = (travelled > last) & (travelled < where - half - 0.5)
        piece.chain += chains.cable(path[keep], *measures, UP)
        last = where + half + 0.5
    piece.chain += chains.cable(path[travelled > last], *measures, UP)
    piece.chain_mm3_per_inch = chains.mm3_per_inch(*measures)
    return piece


def _eyes(at: Array, slope: float, half: float) -> list[Mesh]:
    """A soldered eye at each end of a bezel."""
    eyes = []
    for side in (-1, 1):
        spot = at + turn("z", slope) @ np.array([side * (half + 0.45), 0, 0.0])
        eyes.append(
            tube(circle(0.62, 28, "xz") @ turn("z", slope).T + spot, 0.22, closed=True, sides=10)
        )
    return eyes


def stud(m: Measures) -> Piece:
    """One of a pair: a stone in claws on a post."""
    size = (m["stone_l"], m["stone_w"], m["stone_d"])
    head = heads.claw_head(m["cut"], size, int(m["claws"]), m["claw"], "centre")
    piece = Piece(metal=list(head.metal), stones=list(head.stones), count=2)
    if m.get("halo_mm"):
        ring = heads.halo(m["cut"], m["stone_l"], m["stone_w"], m["halo_mm"], -0.25, "halo", 0.30)
        piece.metal += ring.metal
        piece.stones += ring.stones
    piece.metal += _post(head.foot, m["post"])
    return piece


def _post(foot: float, length: float) -> list[Mesh]:
    """A cup under the basket and a 0.9 mm post with its groove-end bead."""
    cup = tube(np.array([[0, 0, foot + 0.35], [0, 0, foot], [0, 0, foot - 0.25]]), (1.0, 0.9, 0.5))
    return [cup, rod((0, 0, foot), (0, 0, foot - length), 0.45)]


def drop(m: Measures) -> Piece:
    """One of a pair: a brilliant on the ear, a larger stone swinging below."""
    top_mm = m["top_mm"]
    top = heads.claw_head("round", (top_mm, top_mm, top_mm * 0.61), 4, 0.75, "top", rails=1)
    piece = Piece(metal=[*top.metal, *_post(top.foot, m["post"])], stones=list(top.stones), count=2)
    eye_at = np.array([0.0, -top_mm / 2 - 0.75, -0.8])
    size = (m["stone_l"], m["stone_w"], m["stone_d"])
    table, _ = heights(m["cut"], m["stone_d"])
    half = m["stone_l"] / 2 + (m["halo_mm"] + 0.9 if m.get("halo_mm") else 0.45)
    at = eye_at + [0, -half - 1.7, -0.2]
    head = heads.claw_head(m["cut"], size, int(m["claws"]), m["claw"], "centre", rails=2)
    head = head.moved(turn("z", 90), tuple(at))
    if m.get("halo_mm"):
        ring = heads.halo(m["cut"], m["stone_l"], m["stone_w"], m["halo_mm"], -0.25, "halo", 0.30)
        ring = ring.moved(turn("z", 90), tuple(at))
        piece.metal += ring.metal
        piece.stones += ring.stones
    piece.metal += head.metal
    piece.stones += head.stones
    lower = at + [0, half + 0.35, -0.7]
    piece.metal += [
        tube(circle(0.6, 32) + eye_at, 0.24, closed=True, sides=12),
        tube(circle(0.75, 32, "yz") + eye_at + [0, -0.85, 0], 0.24, closed=True, sides=12),
        tube(circle(0.7, 32) + lower, 0.26, closed=True, sides=12),
    ]
    return piece


def bangle(m: Measures) -> Piece:
    """An oval bangle with stones set flush along its top."""
    oval = np.diag([m["oval"], 1.0, 1.0])
    body = revolve(section(m["profile"], m["inside"] / 2, m["width"], m["thickness"]), 360)
    piece = Piece(metal=[body.moved(oval)])
    mm, radius = m["stone_l"], m["inside"] / 2 + m["thickness"]
    step = np.degrees(m["gap"] / (radius * m["oval"]))
    for k in range(int(m["count"])):
        angle = np.radians((k - (int(m["count"]) - 1) / 2) * step)
        at = oval @ np.array([np.sin(angle), 0, np.cos(angle)]) * radius
        lean = np.degrees(np.arctan2(np.sin(angle) / m["oval"], np.cos(angle)))
        table, _ = heights("round", mm * 0.61)
        sunk = turn("y", lean) @ np.array([0, 0, table * 0.8])
        piece.stones.append(
            place(m["cut"], (mm, mm, mm * 0.61), turn("y", lean), at - sunk, "flush")
        )
    return piece


def line_bracelet(m: Measures) -> Piece:
    """A line of claw-set stones, two kinds in turn, hinged to one another."""
    count = int(m["count"])
    kinds = (
        (m["cut"], (m["stone_l"], m["stone_w"], m["stone_d"]), "first"),
        (m["cut_2"], (m["second_l"], m["second_w"], m["second_d"]), "second"),
    )
    around = count / 2 * (kinds[0][1][0] + kinds[1][1][0] + 2 * m["gap"])
    radius = around / (2 * np.pi)
    piece = Piece()
    built = [
        heads.claw_head(cut, size, 4, m["claw"], role, drop=m["drop"]) for cut, size, role in kinds
    ]
    share = 360 / (count / 2)
    first = share * (kinds[0][1][0] + m["gap"]) / (kinds[0][1][0] + kinds[1][1][0] + 2 * m["gap"])
    for k in range(count):
        angle = (k // 2) * share + (first / 2 + (share - first) / 2) * (k % 2)
        matrix = turn("y", angle)
        head = built[k % 2].moved(matrix, tuple(matrix @ np.array([0, 0, radius])))
        piece.metal += head.metal
        piece.stones += head.stones
    hinge = radius - m["drop"] * 0.72
    wire = circle(hinge, 240, "xz")
    for y in (-0.75, 0.75):
        piece.metal.append(tube(wire + [0, y, 0], 0.32, closed=True, sides=10))
    return piece
