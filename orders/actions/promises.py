"""Moving the promised days: the old, the new, why, and how the client agreed (domain: quotes)."""

from datetime import date

from django.db import transaction
from django.db.models import F

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders import emails_changes
from orders.changes import moved_promise
from orders.locks import locked_commission
from orders.models import ChangeOrder, Commission
from orders.policies.promises import check_move
from orders.statuses import ChangeStatus


@transaction.atomic
def move_promise(
    *, commission: Commission, first: date, last: date, reason: str, consent: str, by: Actor
) -> Commission:
    """Promise `first` to `last` instead, and tell the client who can be asked.

    `consent` says how the client agreed: "on the telephone, 3 November". The same range again
    changes nothing. Raises `Refusal`.
    """
    commission = locked_commission(commission.pk)
    if (commission.promised_from, commission.promised_to) == (first, last):
        return commission
    check_move(commission, first=first, last=last, reason=reason, consent=consent, by=by)
    before = commission.promised_from, commission.promised_to
    _move(commission, first, last, reason.strip(), consent.strip(), by)
    # Whoever is reading a change sees other days than it would now lead to.
    commission.changes.filter(status=ChangeStatus.SENT).update(version=F("version") + 1)
    emails_changes.tell_promise_moved(commission, before=before, reason=reason.strip())
    return commission


def shift_promise(*, change: ChangeOrder, by: Actor) -> None:
    """Move the promise by the days of a change that was just signed: the signature consents."""
    moved = moved_promise(change.commission, change.days)
    if change.days and moved:
        consent = f"Signed with change {change.number}"
        _move(change.commission, *moved, change.reason, consent, by, change=change.number)


def _move(
    commission: Commission,
    first: date,
    last: date,
    reason: str,
    consent: str,
    by: Actor,
    **more: object,
) -> None:
    before = commission.promised_from, commission.promised_to
    commission.promised_from, commission.promised_to = first, last
    commission.version += 1
    commission.save(update_fields=["promised_from", "promised_to", "version"])
    record(
        "promise.moved",
        commission,
        by=by,
        commission_id=commission.pk,
        from_first=before[0],
        from_last=before[1],
        first=first,
        last=last,
        reason=reason,
        consent=consent,
        **more,
    )
