"""A laboratory's report held against the stone on the table."""

from decimal import Decimal

from atelier.materials.models import LaboratoryReport, Stone
from atelier.materials.models.reports import CARATS_WITHIN

MILLIMETRES_WITHIN = Decimal("0.05")
"""A report and the gauge may differ by so many millimetres (the house's own rule)."""
_SIDES = ("length", "width", "depth")


def mismatches(report: LaboratoryReport, stone: Stone) -> list[str]:
    """Return a sentence for every measure in which a report and its stone disagree.

    Only what was weighed and measured on both sides is compared: an estimate proves nothing.
    """
    found = _weight(report, stone)
    for side in _SIDES:
        printed, measured = getattr(report, side), getattr(stone, side)
        if printed is not None and measured is not None:
            found += _apart(side, printed, measured, MILLIMETRES_WITHIN, "mm")
    return found


def contradicts(report: LaboratoryReport, stone: Stone) -> bool:
    """Tell whether a report is of another weight, and so of another stone."""
    return bool(_weight(report, stone))


def is_compared(report: LaboratoryReport, stone: Stone) -> bool:
    """Tell whether the weight at least stands on both sides."""
    return report.carats is not None and stone.carats is not None and stone.count == 1


def _weight(report: LaboratoryReport, stone: Stone) -> list[str]:
    if report.carats is None or stone.carats is None or stone.count > 1:
        return []
    return _apart("weight", report.carats, stone.carats, CARATS_WITHIN, "ct")


def _apart(what: str, printed: Decimal, measured: Decimal, within: Decimal, unit: str) -> list[str]:
    if abs(printed - measured) <= within:
        return []
    words = f"{printed.normalize():f} {unit} on the report, {measured.normalize():f} {unit} here"
    return [f"The {what} differs: {words}."]
