"""Money: what came in and what went back, recorded once, never edited but reversed.

What falls due is in `instalments`.
"""

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from atelier.house.models import House
from atelier.house.numbers import next_number
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from orders import emails_payments
from orders.actions.instalments import draw_up_instalments, fall_due
from orders.balances import Balance, balance_of
from orders.locks import locked_commission
from orders.models import Checkout, Commission, Payment
from orders.models.payments import Direction
from orders.policies.payments import (
    check_not_over,
    check_pay_back,
    check_record,
    check_reverse,
)

__all__ = [
    "draw_up_instalments",
    "fall_due",
    "pay_back",
    "record_payment",
    "reverse_payment",
]
SERIES = "P"


@transaction.atomic
def record_payment(
    *,
    commission: Commission,
    amount: Decimal,
    method: str,
    received_on: date,
    reference: str,
    request_id: uuid.UUID,
    by: Actor,
    currency: str = "",
    over_confirmed: bool = False,
    checkout: Checkout | None = None,
) -> Payment:
    """Record money that came in, and return it with its number; its receipt is mailed.

    `amount` in the agreed currency, which `currency` may name to be checked. The same
    `request_id` again returns the first payment. Raises `Refusal`; `OverPayment` once for more
    than is open; `Conflict` for a `request_id` used for something else.
    """
    held = locked_commission(commission.pk)
    if done := _done_already(request_id, held, amount):
        return done
    before = balance_of(held)
    check_record(held, amount, currency or before.currency, received_on, by)
    check_not_over(amount, before, confirmed=over_confirmed)
    payment = Payment.objects.create(
        commission=held,
        number=next_number(SERIES),
        request_id=request_id,
        amount=amount,
        currency=before.currency,
        method=method,
        received_on=received_on,
        reference=reference.strip(),
        checkout=checkout,
        **_recorder(by),
    )
    _tell("payment.recorded", payment, by)
    _tell_instalments(held, before, by)
    return payment


@transaction.atomic
def reverse_payment(*, payment: Payment, reason: str, by: Actor) -> Payment:
    """Take a payment back by a row of its own, with a number and a paper, and return that row.

    A payment is reversed once: the second call returns the first reversal. Raises `Refusal`.
    """
    held = locked_commission(payment.commission_id)
    check_reverse(payment, reason, by)
    if done := Payment.objects.filter(reverses=payment).first():
        return done
    before = balance_of(held)
    other = Direction.OUT if payment.direction == Direction.IN else Direction.IN
    reversal = Payment.objects.create(
        commission=held,
        number=next_number(SERIES),
        direction=other,
        amount=payment.amount,
        currency=payment.currency,
        method=payment.method,
        received_on=House.current().today(),
        reverses=payment,
        reason=reason.strip(),
        **_recorder(by),
    )
    _tell("payment.reversed", reversal, by, reversed=payment.number, reason=reversal.reason)
    _tell_instalments(held, before, by)
    return reversal


@transaction.atomic
def pay_back(
    *,
    commission: Commission,
    amount: Decimal,
    method: str,
    paid_on: date,
    reference: str,
    reason: str,
    request_id: uuid.UUID,
    by: Actor,
) -> Payment:
    """Record money the house paid back of what it owes: a settlement's refund, an over-payment.

    The same `request_id` again returns the first row. Raises `Refusal`: no more than is owed.
    """
    held = locked_commission(commission.pk)
    if done := _done_already(request_id, held, amount):
        return done
    balance = check_pay_back(held, amount, paid_on, reason, by)
    refund = Payment.objects.create(
        commission=held,
        number=next_number(SERIES),
        request_id=request_id,
        direction=Direction.OUT,
        amount=amount,
        currency=balance.currency,
        method=method,
        received_on=paid_on,
        reference=reference.strip(),
        reason=reason.strip(),
        **_recorder(by),
    )
    _tell("payment.paid_back", refund, by, reason=refund.reason)
    return refund


def _done_already(request_id: uuid.UUID, commission: Commission, amount: Decimal) -> Payment | None:
    done = Payment.objects.filter(request_id=request_id).first()
    if done and (done.commission_id, done.amount) != (commission.pk, amount):
        raise Conflict(f"This form was sent before and is {done.number}. Please begin a new one.")
    return done


def _recorder(by: Actor) -> dict[str, object]:
    user_id = by.user_id if by.kind == ActorKind.STAFF else None
    return {"recorded_by_id": user_id, "by_name": by.name}


def _tell(kind: str, payment: Payment, by: Actor, **data: object) -> None:
    record(
        kind,
        payment,
        by=by,
        commission_id=payment.commission_id,
        number=payment.number,
        amount=f"{payment.amount} {payment.currency}",
        method=payment.get_method_display().lower(),
        **data,
    )


def _tell_instalments(commission: Commission, before: Balance, by: Actor) -> None:
    """Tell of each instalment that is paid now, and of each that no longer is."""
    was_paid = {each.instalment.pk: each.is_paid for each in before.instalments}
    for state in balance_of(commission).instalments:
        if state.is_paid == was_paid[state.instalment.pk]:
            continue
        kind = "instalment.paid" if state.is_paid else "instalment.reopened"
        record(kind, state.instalment, by=by, commission_id=commission.pk, part=state.name)
        if state.is_paid:
            emails_payments.withdraw_reminders(state.instalment)
