"""Another metal from the same negative. Pure numpy.

A reflection keeps the colour of the metal once for every bounce, so light that met metal k
times carries its colour to the power k. In yellow and rose gold k can be read off each pixel,
because blue fades so much faster than red; then the same light is given the other metal's
colour. What the stones show of the metal stays as it was.
"""

from __future__ import annotations

import numpy as np

from ..families.mesh import Array

USUAL_BOUNCES = 1.15
TELLING = 0.35
"""How far blue must lag behind red (in log reflectance) before bounces can be counted by it."""


def tinted(
    light: Array, mask: Array, metal: Array, old: tuple[float, ...], new: tuple[float, ...]
) -> Array:
    """The linear picture (weighted by its mask) with the metal's colour exchanged."""
    before, after = np.array(old), np.array(new)
    bounces = _bounces(light, before)
    changed = light * (after / before) ** bounces
    share = np.clip(metal / np.maximum(mask, 1e-3), 0, 1)
    return light + (changed - light) * share


def _bounces(light: Array, colour: Array) -> Array:
    lag = np.log(colour[0] / colour[2])
    if lag < TELLING:
        return np.full((*light.shape[:2], 1), USUAL_BOUNCES)
    red, blue = np.maximum(light[..., 0], 1e-4), np.maximum(light[..., 2], 1e-4)
    return np.clip(np.log(red / blue) / lag, 0.25, 2.6)[..., None]
