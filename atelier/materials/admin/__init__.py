"""The trade's records, for their owner to edit; every change is written into the journal."""

from atelier.materials.admin.custody import BroughtPieceAdmin, IncidentAdmin, ReceiptAdmin
from atelier.materials.admin.making import ChainLengthAdmin, ChainStyleAdmin, SettingAdmin
from atelier.materials.admin.memos import MemoAdmin
from atelier.materials.admin.metals import AlloyAdmin, MetalAdmin, MetalPriceAdmin
from atelier.materials.admin.reports import LaboratoryReportAdmin
from atelier.materials.admin.stones import StoneAdmin
from atelier.materials.admin.suppliers import (
    MetalLotAdmin,
    SupplierAdmin,
    SupplierStatementAdmin,
)
from atelier.materials.admin.varieties import CutAdmin, StonePriceAdmin, StoneVarietyAdmin
from atelier.materials.admin.work import OperationAdmin, ServiceAdmin

__all__ = [
    "AlloyAdmin",
    "BroughtPieceAdmin",
    "ChainLengthAdmin",
    "ChainStyleAdmin",
    "CutAdmin",
    "IncidentAdmin",
    "LaboratoryReportAdmin",
    "MemoAdmin",
    "MetalAdmin",
    "MetalLotAdmin",
    "MetalPriceAdmin",
    "OperationAdmin",
    "ReceiptAdmin",
    "ServiceAdmin",
    "SettingAdmin",
    "StoneAdmin",
    "StonePriceAdmin",
    "StoneVarietyAdmin",
    "SupplierAdmin",
    "SupplierStatementAdmin",
]
