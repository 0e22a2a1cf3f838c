"""Face-up outlines of stones: convex closed curves in the girdle plane, in mm."""

from __future__ import annotations

import numpy as np

from .mesh import Array

STEPS = 720


def outline(shape: str, length: float, width: float) -> Array:
    """Points (N×2) of a shape, x along the length, counter-clockwise."""
    t = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    if shape == "pear":
        curve = _pear(length, width)
    elif shape == "marquise":
        curve = _marquise(length, width)
    elif shape in ("emerald", "asscher"):
        curve = _clipped(length, width, 0.17 if shape == "emerald" else 0.27)
    elif shape == "baguette" or shape == "princess":
        curve = _clipped(length, width, 0.02)
    else:
        # Long cushions are cut with squarer corners than near-square ones.
        cushion = 3.6 if length / width >= 1.1 else 2.7
        curve = _superellipse(t, length, width, cushion if shape == "cushion" else 2.0)
    return curve


def _superellipse(t: Array, length: float, width: float, power: float) -> Array:
    c, s = np.cos(t), np.sin(t)
    return np.column_stack(
        (
            np.sign(c) * np.abs(c) ** (2 / power) * length / 2,
            np.sign(s) * np.abs(s) ** (2 / power) * width / 2,
        )
    )


def _clipped(length: float, width: float, share: float) -> Array:
    """A rectangle with corners cut at 45° by a share of the width."""
    a, b, c = length / 2, width / 2, share * width
    return np.array(
        [(a, -b + c), (a, b - c), (a - c, b), (-a + c, b),
         (-a, b - c), (-a, -b + c), (-a + c, -b), (a - c, -b)]
    )  # fmt: skip


def _marquise(length: float, width: float) -> Array:
    """Two arcs that meet in (very slightly blunted) points."""
    a, b = length / 2, width / 2
    x = np.cos(np.linspace(0, np.pi, STEPS // 2, endpoint=False)) * a
    radius = (a * a + b * b) / (2 * b)
    y = np.sqrt(np.maximum(radius**2 - x**2, 0)) - (radius - b)
    y = np.maximum(y, 0) + 0.0
    upper = np.column_stack((x, y))
    return _blunt(np.vstack((upper, -upper)), 0.035 * length)


def _pear(length: float, width: float) -> Array:
    """A half ellipse at the head and two arcs to the point; the point looks to +x."""
    b = width / 2
    head = 0.42 * length
    t = np.linspace(np.pi / 2, 3 * np.pi / 2, STEPS // 2)
    round_part = np.column_stack((np.cos(t) * head, np.sin(t) * b))
    shoulder = length - head
    x = np.linspace(0, shoulder, STEPS // 4)[1:-1]
    radius = (shoulder**2 + b**2) / (2 * b)
    y = np.sqrt(radius**2 - x**2) - (radius - b)
    lower = np.column_stack((x, -y))
    upper = np.column_stack((x, y))[::-1]
    tip = np.array([[shoulder, 0.0]])
    curve = np.vstack((round_part, lower, tip, upper))
    curve[:, 0] += (head - shoulder) / 2
    return _blunt(curve, 0.03 * length)


def _blunt(curve: Array, radius: float) -> Array:
    """Round sharp points: shrink by a radius, then grow back (in support-function terms)."""
    angles = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    directions = np.column_stack((np.cos(angles), np.sin(angles)))
    span = curve.max(axis=0) - curve.min(axis=0)
    inner = curve * (1 - 2 * radius / span)
    return inner[(inner @ directions.T).argmax(axis=0)] + radius * directions


def support(curve: Array, azimuth: float) -> float:
    """How far the outline reaches in a direction (mm)."""
    return float((curve @ np.array([np.cos(azimuth), np.sin(azimuth)])).max())


def touch(curve: Array, azimuth: float) -> Array:
    """The outline's point furthest in a direction; the middle of a straight side."""
    reach = curve @ np.array([np.cos(azimuth), np.sin(azimuth)])
    return curve[reach > reach.max() - 1e-6].mean(axis=0)


def grown(curve: Array, by: float, steps: int = 96) -> Array:
    """The outline set off outward by a distance, resampled evenly along its length."""
    angles = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    directions = np.column_stack((np.cos(angles), np.sin(angles)))
    far = curve[(curve @ directions.T).argmax(axis=0)] + by * directions
    return evenly(far, steps)


def evenly(curve: Array, steps: int) -> Array:
    """A closed curve resampled to equal arc lengths."""
    closed = np.vstack((curve, curve[:1]))
    gaps = np.linalg.norm(np.diff(closed, axis=0), axis=1)
    travelled = np.concatenate(([0], np.cumsum(gaps)))
    wanted = np.linspace(0, travelled[-1], steps, endpoint=False)
    columns = [np.interp(wanted, travelled, closed[:, k]) for k in range(closed.shape[1])]
    return np.column_stack(columns)
