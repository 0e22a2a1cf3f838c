"""Cross-sections of bands: closed (radius, along the finger) curves, edges softly rounded.

Flat, D, court (comfort inside, domed outside) and knife-edge, as British and American benches
name them.
"""

from __future__ import annotations

import numpy as np

from .mesh import Array

PROFILES = ("flat", "d", "court", "knife")


def section(profile: str, inside: float, width: float, thickness: float) -> Array:
    """The section for an inside radius, all in mm; the thickest point is `thickness`."""
    if profile == "flat":
        corners = _flat(width, thickness)
    elif profile == "d":
        corners = _domed(width, thickness, rise=0.55)
    elif profile == "court":
        corners = _court(width, thickness)
    elif profile == "knife":
        corners = _knife(width, thickness)
    else:
        raise ValueError(f"unknown profile {profile!r}; known are {', '.join(PROFILES)}")
    rounded = _soften(corners, 0.16 if profile != "flat" else 0.22)
    rounded[:, 0] += inside
    return rounded


def area_and_centroid(points: Array) -> tuple[float, float]:
    """Area (mm²) and centroid radius (mm) of a section, for Pappus' theorem."""
    r, y = points.T
    r2, y2 = np.roll(r, -1), np.roll(y, -1)
    cross = r * y2 - r2 * y
    area = cross.sum() / 2
    return abs(area), float(((r + r2) * cross).sum() / (6 * area))


def _flat(width: float, thickness: float) -> Array:
    w = width / 2
    return np.array([(0, -w), (thickness, -w), (thickness, w), (0, w)])


def _arc(width: float, rise: float, steps: int = 28) -> Array:
    """(height, y) along a shallow arc over the width."""
    y = np.linspace(-width / 2, width / 2, steps)
    return np.column_stack((rise * (1 - (2 * y / width) ** 2), y))


def _domed(width: float, thickness: float, rise: float) -> Array:
    top = _arc(width, thickness * rise)
    top[:, 0] += thickness * (1 - rise)
    return np.vstack(([(0, -width / 2)], top, [(0, width / 2)]))


def _court(width: float, thickness: float) -> Array:
    inner = _arc(width, thickness * 0.14)[::-1]
    inner[:, 0] = thickness * 0.14 - inner[:, 0]
    outer = _arc(width, thickness * 0.48)
    outer[:, 0] += thickness * 0.52
    return np.vstack((outer, inner))


def _knife(width: float, thickness: float) -> Array:
    w = width / 2
    return np.array(
        [(0, -w), (thickness * 0.52, -w), (thickness, 0), (thickness * 0.52, w), (0, w)]
    )


def _soften(corners: Array, radius: float, steps: int = 6) -> Array:
    """Round every real corner with a small arc-like curve (quadratic)."""
    out: list[Array] = []
    for i, here in enumerate(corners):
        before, after = corners[i - 1], corners[(i + 1) % len(corners)]
        back, on = before - here, after - here
        lb, lo = np.linalg.norm(back), np.linalg.norm(on)
        bend = np.degrees(np.arccos(np.clip(-(back @ on) / (lb * lo), -1, 1)))
        if bend < 12:
            out.append(here[None])
            continue
        reach = min(radius, 0.45 * lb, 0.45 * lo)
        p, q = here + back / lb * reach, here + on / lo * reach
        t = np.linspace(0, 1, steps)[:, None]
        out.append((1 - t) ** 2 * p + 2 * t * (1 - t) * here + t**2 * q)
    return np.vstack(out)
