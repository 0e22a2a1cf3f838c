"""Cancelling a piece from the top: its number, its job and its commission end together."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.models import Cancellation, CancellationTier, Commission
from orders.policies.sides import check_house
from ownership.actions.serials import void_serial
from ownership.models import Ownership, Serial
from ownership.statuses import SerialStatus
from production.actions import cancelling
from production.actions.claims import living_job

_VOIDABLE = (SerialStatus.RESERVED, SerialStatus.INSCRIBED)


@transaction.atomic
def cancel_piece(
    *,
    commission: Commission,
    tier: CancellationTier,
    returnable: Collection[str],
    refund: Decimal,
    reason: str,
    by: Actor,
) -> Cancellation:
    """Cancel a piece wherever it is, and return its settlement. Raises `Refusal`.

    A number that is not active yet is void. A finished piece keeps its number and stays with the
    house, so the client no longer owns it.
    """
    check_house(by)
    living_job(commission)
    cancellation = cancelling.cancel(
        commission=commission,
        tier=tier,
        returnable=returnable,
        refund=refund,
        reason=reason,
        by=by,
    )
    for serial in Serial.objects.filter(job__commission=commission, status__in=_VOIDABLE):
        void_serial(serial=serial, reason="The piece was cancelled.", by=by)
    _end_ownership(commission, by)
    return cancellation


def _end_ownership(commission: Commission, by: Actor) -> None:
    owned = Ownership.objects.filter(serial__job__commission=commission, until__isnull=True)
    for ownership in owned.select_related("serial"):
        ownership.until = timezone.now()
        ownership.save(update_fields=["until"])
        serial = ownership.serial.text
        record("ownership.ended", ownership, by=by, commission_id=commission.pk, serial=serial)
