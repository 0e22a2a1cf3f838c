"""The trade's reference data as editable records, the stones themselves, and whose they are."""

from atelier.materials.models.custody import (
    BroughtPiece,
    CustodyMovement,
    GoodsPicture,
    Incident,
    IncidentOutcome,
    Receipt,
    ReceiptItem,
)
from atelier.materials.models.making import ChainLength, ChainStyle, Setting
from atelier.materials.models.metals import Alloy, Metal, MetalPrice
from atelier.materials.models.operations import Operation, Service
from atelier.materials.models.prices import StonePrice
from atelier.materials.models.reports import LaboratoryReport
from atelier.materials.models.stones import Stone
from atelier.materials.models.suppliers import Memo, MetalLot, Supplier, SupplierStatement
from atelier.materials.models.varieties import Cut, StoneVariety

__all__ = [
    "Alloy",
    "BroughtPiece",
    "ChainLength",
    "ChainStyle",
    "CustodyMovement",
    "Cut",
    "GoodsPicture",
    "Incident",
    "IncidentOutcome",
    "LaboratoryReport",
    "Memo",
    "Metal",
    "MetalLot",
    "MetalPrice",
    "Operation",
    "Receipt",
    "ReceiptItem",
    "Service",
    "Setting",
    "Stone",
    "StonePrice",
    "StoneVariety",
    "Supplier",
    "SupplierStatement",
]
