"""What the camera leaves on film, and how it is kept. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from ..families.mesh import Array
from .darkroom import develop
from .metals import METAL_COLOURS
from .tint import tinted


@dataclass(frozen=True)
class Negative:
    """What one set-up left on film, all linear.

    The piece (already weighted by its mask), that mask, the sweep with the piece's shade and
    without, and the share of metal.
    """

    light: Array
    piece: Array
    shaded: Array
    empty: Array
    metal: Array

    def save(self, path: Path) -> None:
        """Keep it, half precision, for developing again."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = {f.name: getattr(self, f.name).astype(np.float16) for f in fields(self)}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Negative:
        """Read a kept negative."""
        with np.load(path) as kept:
            return cls(**{f.name: kept[f.name].astype(float) for f in fields(cls)})

    def developed(self, old: str = "", new: str = "") -> Array:
        """The picture on ivory (8 bit), in another alloy if two are named."""
        light = self.light
        if old != new:
            colours = METAL_COLOURS[old], METAL_COLOURS[new]
            light = tinted(light, self.piece, self.metal, *colours)
        return develop(light, self.piece, self.shaded, self.empty)
