"""The trade's reference data as editable records, and the stones themselves."""

from atelier.materials.models.making import ChainLength, ChainStyle, Setting
from atelier.materials.models.metals import Alloy, Metal, MetalPrice
from atelier.materials.models.prices import StonePrice
from atelier.materials.models.stones import CustodyMovement, Stone
from atelier.materials.models.varieties import Cut, StoneVariety

__all__ = [
    "Alloy",
    "ChainLength",
    "ChainStyle",
    "CustodyMovement",
    "Cut",
    "Metal",
    "MetalPrice",
    "Setting",
    "Stone",
    "StonePrice",
    "StoneVariety",
]
