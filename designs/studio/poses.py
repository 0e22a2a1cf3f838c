"""How each kind of piece is put before the camera."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..families.mesh import Array, turn
from .stage import View


@dataclass(frozen=True)
class Pose:
    """Turns for each copy of the piece, how far apart they stand (mm), and the view."""

    turns: tuple[Array, ...]
    view: View
    apart: tuple[float, float] = (0.0, 0.0)
    rest: str = "floor"
    """`floor`: the lowest point touches; `card`: pinned, the post goes through the floor."""


def _upright(spin: float, lean: float) -> Array:
    """A ring on its shank, turned about the vertical and leaning towards the camera."""
    return turn("z", spin) @ turn("x", lean)


RING = Pose((_upright(-28, 24),), View(26))
BAND = Pose((_upright(-38, 12),), View(22))
POSES = {
    "solitaire": RING,
    "halo": RING,
    "three_stone": Pose((_upright(-20, 27),), View(26)),
    "eternity": BAND,
    "channel": Pose((_upright(-32, 26),), View(28)),
    "signet": Pose((_upright(-30, 32),), View(30)),
    "band": BAND,
    "band_pair": Pose((_upright(-38, 10),), View(22)),
    "claw_pendant": Pose((np.eye(3),), View(64, 8, fill=0.62)),
    "pearl_pendant": Pose((np.eye(3),), View(58, 8, fill=0.60)),
    "station_necklace": Pose((np.eye(3),), View(58, 0, fill=0.80)),
    "stud": Pose((turn("z", 20) @ turn("x", 72), turn("z", -14) @ turn("x", 74)), View(36),
                 apart=(10.5, -2.0)),
    "drop": Pose((turn("z", 5), turn("z", -5)), View(66, 6), apart=(12.5, 0.0), rest="card"),
    "bangle": Pose((turn("z", 14) @ turn("x", 90),), View(32, fill=0.80)),
    "line_bracelet": Pose((turn("x", 90),), View(33, fill=0.90)),
}  # fmt: skip
