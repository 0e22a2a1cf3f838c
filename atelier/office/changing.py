"""A commission's changes as its page shows them, and how it ended."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from atelier.journal.models import Event
from atelier.people.actors import actor_of
from orders.changes import agreed_total, change_total
from orders.models import ChangeOrder, Commission
from orders.policies.changes import can_begin
from orders.statuses import ChangeStatus

# A change's chip: what waits is amber, what was declined or is over is plain.
TONES = {
    ChangeStatus.DRAFT: "plain",
    ChangeStatus.SENT: "warn",
    ChangeStatus.SIGNED: "well",
    ChangeStatus.DECLINED: "alarm",
    ChangeStatus.WITHDRAWN: "plain",
}


def changes_section(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    """Return the changes, what is agreed in all, moved promises and the settlement."""
    by = actor_of(request)
    changes = commission.changes.select_related("signature").prefetch_related("lines")
    rows = [_change_row(change, commission) for change in changes.order_by("-number")]
    return {
        "changes": rows,
        "agreed": agreed_total(commission),
        "currency": rows[0]["change"].currency if rows else "",
        "may_change": can_begin(commission, by),
        "cancellation": getattr(commission, "cancellation", None),
        "moves": [event.data for event in _moves(commission)],
    }


def _change_row(change: ChangeOrder, commission: Commission) -> dict[str, Any]:
    change.commission = commission
    return {
        "change": change,
        "totals": change_total(change),
        "tone": TONES[ChangeStatus(change.status)],
    }


def _moves(commission: Commission) -> QuerySet[Event]:
    moved = Event.objects.filter(commission_id=commission.pk, kind="promise.moved")
    return moved.order_by("-at", "-id")
