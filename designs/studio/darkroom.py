"""From linear light to a picture on ivory paper. Pure numpy; no Blender."""

from __future__ import annotations

import numpy as np

from ..families.mesh import Array

IVORY_SRGB = np.array([251, 248, 242]) / 255
"""The page's own background, so that a picture has no edge."""
SHADOW_DEPTH = 1.1
SHADOW_WARMTH = np.array([0.94, 1.0, 1.09])
"""Shadows keep a little more red than blue, as on real ivory board."""


def develop(light: Array, mask: Array, shaded: Array, empty: Array) -> Array:
    """8-bit sRGB from the linear piece (weighted by its mask) and the sweep with and without it.

    Dividing by the empty sweep (flat-fielding, as in astronomy) leaves only the shadow of the
    piece on the paper, whatever the lights did to the sweep.
    """
    shade = shaded / np.maximum(empty, 1e-3)
    grey = np.clip(shade.mean(axis=2, keepdims=True), 0.0, 1.0)
    hue = np.clip(shade / np.maximum(grey, 1e-3), 0.8, 1.25)
    shadow = np.clip(grey ** (SHADOW_DEPTH / 2.2 * SHADOW_WARMTH) * hue**0.5, 0, 1)
    shadow = 1 - (1 - shadow) * _away_from_edges(mask.shape[0], mask.shape[1])
    light, mask = _smooth_rim(light, mask)
    piece = encode(neutral(light / np.maximum(mask, 1e-3)))
    return np.round((piece * mask + IVORY_SRGB * shadow * (1 - mask)) * 255).astype(np.uint8)


def _smooth_rim(light: Array, mask: Array) -> tuple[Array, Array]:
    """Even out the grain of the outline, where few samples decide what is piece and what paper."""
    soft_light, soft_mask = _soft(light), _soft(mask)
    rim = np.clip(6 * soft_mask * (1 - soft_mask), 0, 1)
    return light + (soft_light - light) * rim, mask + (soft_mask - mask) * rim


def _soft(picture: Array) -> Array:
    """A 1-4-6-4-1 blur both ways."""
    weights = np.array([1, 4, 6, 4, 1]) / 16
    for axis in (0, 1):
        wide = np.pad(picture, [(2, 2) if a == axis else (0, 0) for a in range(3)], mode="edge")
        count = picture.shape[axis]
        picture = sum(
            w * np.take(wide, range(k, k + count), axis=axis) for k, w in enumerate(weights)
        )
    return picture


def _away_from_edges(height: int, width: int, share: float = 0.24) -> Array:
    """1 inside, falling smoothly to 0 at the frame: paper meets page without a line."""

    def ramp(count: int) -> Array:
        place = (np.arange(count) + 0.5) / count
        near = np.clip(np.minimum(place, 1 - place) / share, 0, 1)
        return near * near * (3 - 2 * near)

    return (ramp(height)[:, None] * ramp(width)[None, :])[..., None]


def neutral(light: Array) -> Array:
    """Khronos' PBR Neutral tone curve: true base colours, highlights rolled to white.

    Written from the published specification (2024).
    """
    start, desaturation = 0.8 - 0.04, 0.15
    low = light.min(axis=2, keepdims=True)
    offset = np.where(low < 0.08, low - 6.25 * low * low, 0.04)
    colour = light - offset
    peak = colour.max(axis=2, keepdims=True)
    span = 1.0 - start
    rolled = 1.0 - span * span / (np.maximum(peak, start) + span - start)
    pale = 1.0 - 1.0 / (desaturation * (np.maximum(peak, start) - rolled) + 1.0)
    bright = colour * rolled / np.maximum(peak, 1e-6)
    return np.where(peak < start, colour, bright * (1 - pale) + rolled * pale)


def encode(light: Array) -> Array:
    """Linear to sRGB (IEC 61966-2-1)."""
    clipped = np.clip(light, 0, 1)
    return np.where(clipped <= 0.0031308, 12.92 * clipped, 1.055 * clipped ** (1 / 2.4) - 0.055)
