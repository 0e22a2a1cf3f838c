"""Goods across the table at an appointment: received and handed back, and found again there."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.goods import Checked, Goods, ReceiptTerms
from atelier.materials.models import Receipt
from atelier.materials.signatures import Signature
from consultations.models import Appointment, AppointmentReceipt
from consultations.policies import check_keeps_diary
from consultations.policies.goods import check_at_table
from orders.actions.goods import hand_back_goods, receive_goods


@transaction.atomic
def receive_at(
    *,
    appointment: Appointment,
    things: Sequence[Goods],
    terms: ReceiptTerms,
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    request_id: uuid.UUID | None = None,
) -> Receipt:
    """Receive the goods of an appointment's client, and keep the receipt with the appointment.

    What comes for a commission is promised to it. Raises `WrongState` for an appointment that
    does not stand, else as `orders.actions.goods.receive_goods`.
    """
    check_keeps_diary(by)
    receipt = receive_goods(
        client=appointment.client,
        commission=appointment.commission,
        things=things,
        terms=terms,
        client_signature=client_signature,
        house_signature=house_signature,
        by=by,
        request_id=request_id,
    )
    return _keep(appointment, receipt, "appointment.goods_received", by)


@transaction.atomic
def hand_back_at(
    *,
    appointment: Appointment,
    things: Sequence[Checked],
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    witness: str = "",
    request_id: uuid.UUID | None = None,
) -> Receipt:
    """Hand goods back at an appointment; as `receive_at`."""
    check_keeps_diary(by)
    receipt = hand_back_goods(
        client=appointment.client,
        commission=appointment.commission,
        things=things,
        client_signature=client_signature,
        house_signature=house_signature,
        by=by,
        witness=witness,
        request_id=request_id,
    )
    return _keep(appointment, receipt, "appointment.goods_handed_back", by)


def _keep(appointment: Appointment, receipt: Receipt, kind: str, by: Actor) -> Receipt:
    """Keep a receipt with its appointment, re-read now that the commission is held.

    A receipt made before stays where it is.
    """
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True)
    check_at_table(rows.get(pk=appointment.pk))
    _, is_new = AppointmentReceipt.objects.get_or_create(
        receipt=receipt, defaults={"appointment": appointment}
    )
    if is_new:
        record(
            kind,
            appointment,
            by=by,
            commission_id=appointment.commission_id,
            number=receipt.number,
        )
    return receipt
