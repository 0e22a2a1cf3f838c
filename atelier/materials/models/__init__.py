"""The trade's reference data as editable records, the stones themselves, and whose they are."""

from atelier.materials.models.custody import (
    BroughtPiece,
    CustodyMovement,
    Receipt,
    ReceiptItem,
)
from atelier.materials.models.evaluations import Evaluation, EvaluationDraft
from atelier.materials.models.goods_pictures import GoodsPicture
from atelier.materials.models.incidents import Incident, IncidentOutcome
from atelier.materials.models.intakes import Intake, IntakePicture
from atelier.materials.models.making import ChainLength, ChainStyle, Setting
from atelier.materials.models.marks import Mark
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
    "Evaluation",
    "EvaluationDraft",
    "GoodsPicture",
    "Incident",
    "IncidentOutcome",
    "Intake",
    "IntakePicture",
    "LaboratoryReport",
    "Mark",
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
