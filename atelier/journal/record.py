"""Writes events. Call it inside the transaction of the change it tells of."""

from django.db import models, transaction

from atelier import live
from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.schedule import WAKES


def record(
    kind: str,
    subject: models.Model,
    *,
    by: Actor,
    commission_id: int | None = None,
    **data: object,
) -> Event:
    """Write one event about `subject`; after the commit, wake what waits for its kind.

    Live pages about the commission read again.

    `data` is JSON, dates and decimals included. A subject keyed by a UUID has no number, so it is
    named there. Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the change")
    event = Event.objects.create(
        kind=kind,
        actor_kind=by.kind,
        actor_user_id=by.user_id,
        actor_jeweller_id=by.jeweller_id,
        actor_name=by.name[:120],
        address=by.address,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk if isinstance(subject.pk, int) else 0,
        commission_id=commission_id,
        data=data,
    )
    if commission_id:
        live.changed(f"commission:{commission_id}")
    if kind in WAKES:
        transaction.on_commit(lambda: _wake(kind), robust=True)
    return event


def _wake(kind: str) -> None:
    from atelier.journal.tasks import wake

    wake(kind)
