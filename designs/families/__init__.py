"""Parametric families: from measures in millimetres to solids. Needs numpy and manifold3d."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import jewels, rings
from .piece import Piece

FAMILIES: dict[str, Callable[[Mapping[str, Any]], Piece]] = {
    "band": rings.band,
    "band_pair": rings.band_pair,
    "solitaire": rings.solitaire,
    "halo": rings.halo_ring,
    "three_stone": rings.three_stone,
    "eternity": rings.eternity,
    "channel": rings.channel,
    "signet": rings.signet,
    "claw_pendant": jewels.claw_pendant,
    "pearl_pendant": jewels.pearl_pendant,
    "station_necklace": jewels.station_necklace,
    "stud": jewels.stud,
    "drop": jewels.drop,
    "bangle": jewels.bangle,
    "line_bracelet": jewels.line_bracelet,
}


def build(family: str, measures: Mapping[str, Any]) -> Piece:
    """The piece of a family at these measures."""
    return FAMILIES[family](measures)
