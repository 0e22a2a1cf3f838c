"""The trade's records, for their owner to edit; every change is written into the journal."""

from atelier.materials.admin.custody import BroughtPieceAdmin, IncidentAdmin, ReceiptAdmin
from atelier.materials.admin.making import ChainLengthAdmin, ChainStyleAdmin, SettingAdmin
from atelier.materials.admin.metals import AlloyAdmin, MetalAdmin, MetalPriceAdmin
from atelier.materials.admin.stones import StoneAdmin
from atelier.materials.admin.varieties import CutAdmin, StonePriceAdmin, StoneVarietyAdmin

__all__ = [
    "AlloyAdmin",
    "BroughtPieceAdmin",
    "ChainLengthAdmin",
    "ChainStyleAdmin",
    "CutAdmin",
    "IncidentAdmin",
    "MetalAdmin",
    "MetalPriceAdmin",
    "ReceiptAdmin",
    "SettingAdmin",
    "StoneAdmin",
    "StonePriceAdmin",
    "StoneVarietyAdmin",
]
