"""Changes to what was agreed: what one costs, what is frozen, what the whole comes to.

A change order is signed like an offer: canonical JSON, its SHA-256, who, when and from where.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from atelier.materials.rounding import money
from orders.freezing import sha256_of
from orders.models import Approval, ChangeLine, ChangeOrder, Commission
from orders.statuses import ChangeStatus

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ChangeTotals:
    """What a change adds (or takes away, when negative), two decimals, in its currency."""

    lines: tuple[ChangeLine, ...]
    subtotal: Decimal
    tax: Decimal
    total: Decimal


def change_total(change: ChangeOrder) -> ChangeTotals:
    """Add a change's lines up and tax the sum, half up. Reads `lines` as they are loaded."""
    lines = tuple(change.lines.all())
    subtotal = sum((line.amount for line in lines), Decimal("0.00"))
    tax = money(subtotal * change.tax_rate / _HUNDRED)
    return ChangeTotals(lines=lines, subtotal=subtotal, tax=tax, total=subtotal + tax)


def agreed_total(commission: Commission) -> Decimal:
    """Return what both sides agreed on, with tax: the approval and every signed change.

    Zero while nothing is approved. Reads what was frozen, never today's lines.
    """
    approval = Approval.objects.filter(commission=commission).first()
    if approval is None:
        return Decimal("0.00")
    signed = signed_changes(commission).aggregate(sum=Sum("signature__total"))["sum"]
    return approval.total + (signed or Decimal("0.00"))


def signed_changes(commission: Commission) -> QuerySet[ChangeOrder]:
    """Return the changes that are part of what was agreed, in the order of their numbers."""
    signed = commission.changes.filter(status=ChangeStatus.SIGNED)
    return signed.select_related("signature").order_by("number")


def waiting_change(commission: Commission) -> ChangeOrder | None:
    """Return the change that waits for the client's signature, if there is one."""
    return commission.changes.filter(status=ChangeStatus.SENT).first()


def moved_promise(commission: Commission, days: int) -> tuple[date, date] | None:
    """Return the promised range moved by `days`; None while nothing is promised."""
    first, last = commission.promised_from, commission.promised_to
    if first is None or last is None:
        return None
    return first + timedelta(days=days), last + timedelta(days=days)


def canonical_change(change: ChangeOrder) -> tuple[dict[str, Any], str]:
    """Return what a signature under `change` binds both sides to, and its SHA-256 in hex."""
    totals = change_total(change)
    frozen = {
        "commission": change.commission.reference,
        "change": {
            "id": str(change.public_id),
            "number": change.number,
            "version": change.version,
            "title": change.title,
            "reason": change.reason,
            "instructions": change.instructions,
        },
        "price": {
            "currency": change.currency,
            "lines": [_line(line) for line in totals.lines],
            "subtotal": str(totals.subtotal),
            "tax_name": change.tax_name,
            "tax_rate": str(change.tax_rate),
            "tax": str(totals.tax),
            "total": str(totals.total),
        },
        "timeline": {
            "days": change.days,
            "before": _range((change.commission.promised_from, change.commission.promised_to)),
            "after": _range(moved_promise(change.commission, change.days)),
        },
        "stages": list(change.stages),
    }
    return frozen, sha256_of(frozen)


def _line(line: ChangeLine) -> dict[str, str]:
    return {"kind": line.kind, "description": line.description, "amount": str(line.amount)}


def _range(days: tuple[date | None, date | None] | None) -> list[str]:
    return [day.isoformat() for day in days or () if day]
