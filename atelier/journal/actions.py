"""What staff may do with an outgoing mail."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.journal.outbox import wake_after_commit
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, WrongState


def try_again(*, message: OutgoingMessage, by: Actor) -> OutgoingMessage:
    """Let a parked mail start over with all its attempts.

    Raises `NotAllowed` for anybody but the house, `WrongState` for a mail that is waiting or has
    been sent.
    """
    if not by.is_house:
        raise NotAllowed("Only the atelier sends its mail again.")
    with transaction.atomic():
        held = OutgoingMessage.objects.select_for_update(no_key=True).get(pk=message.pk)
        if held.parked_at is None:
            raise WrongState("Only a parked mail can be tried again.")
        held.parked_at, held.attempts, held.due_at = None, 0, timezone.now()
        held.save(update_fields=["parked_at", "attempts", "due_at"])
        record(
            "mail.tried_again",
            held,
            by=by,
            commission_id=held.commission_id,
            to=held.to,
            message=str(held.pk),
        )
        wake_after_commit()
    return held
