"""The trade's records, for their owner to edit; every change is written into the journal."""

from atelier.materials.admin.making import ChainLengthAdmin, ChainStyleAdmin, SettingAdmin
from atelier.materials.admin.metals import AlloyAdmin, MetalAdmin, MetalPriceAdmin
from atelier.materials.admin.stones import StoneAdmin
from atelier.materials.admin.varieties import CutAdmin, StonePriceAdmin, StoneVarietyAdmin

__all__ = [
    "AlloyAdmin",
    "ChainLengthAdmin",
    "ChainStyleAdmin",
    "CutAdmin",
    "MetalAdmin",
    "MetalPriceAdmin",
    "SettingAdmin",
    "StoneAdmin",
    "StonePriceAdmin",
    "StoneVarietyAdmin",
]
