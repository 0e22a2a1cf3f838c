"""What the payments section of a commission shows: how it stands, and every row of money."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from atelier.office.forms.payments import PayBackForm, RecordForm, ReverseForm, WaiverForm
from atelier.people.actors import actor_of
from orders.balances import NOTHING, Balance, balance_of, payments_of
from orders.documents.receipt import kind_of
from orders.models import Commission, Payment, ProviderEvent
from orders.models.payments import Direction
from orders.policies.payments import PAYABLE, hand_over_block, may_waive
from orders.statuses import CommissionStatus


@dataclass(frozen=True)
class Row:
    """One row of money; `reversed_by` is the number of its reversal, or empty."""

    payment: Payment
    kind: str
    counts_out: bool
    reversed_by: str
    may_reverse: bool


def read(request: HttpRequest, commission: Commission) -> dict[str, Any]:
    """Return what the section shows, in a fixed number of queries."""
    balance = balance_of(commission)
    may = request.user.has_perm
    return {
        "balance": balance,
        "rows": [_row(each, may("orders.reverse_payment")) for each in payments_of(commission)],
        "record_form": _record_form(commission, balance) if may("orders.add_payment") else None,
        "pay_back_form": _pay_back_form(balance) if may("orders.reverse_payment") else None,
        "reverse_form": ReverseForm(label_suffix=""),
        "waiver_form": _waiver_form(request, commission),
        "told": list(_told(commission)),
    }


def _row(payment: Payment, may_reverse: bool) -> Row:
    reversal = getattr(payment, "reversal", None)
    return Row(
        payment=payment,
        kind=kind_of(payment),
        counts_out=payment.direction == Direction.OUT,
        reversed_by=reversal.number if reversal else "",
        may_reverse=may_reverse and reversal is None and payment.reverses_id is None,
    )


def _record_form(commission: Commission, balance: Balance) -> RecordForm | None:
    if commission.status not in PAYABLE:
        return None
    if commission.status == CommissionStatus.CANCELLED and balance.open <= 0:
        return None
    return RecordForm(balance=balance, amount=balance.due or max(balance.open, NOTHING))


def _pay_back_form(balance: Balance) -> PayBackForm | None:
    return PayBackForm(balance=balance, amount=balance.owed_back) if balance.owed_back else None


def _waiver_form(request: HttpRequest, commission: Commission) -> WaiverForm | None:
    if commission.status != CommissionStatus.READY or not hand_over_block(commission):
        return None
    return WaiverForm(label_suffix="") if may_waive(actor_of(request)) else None


def _told(commission: Commission) -> Any:
    """What a card provider told that somebody must look at."""
    return ProviderEvent.objects.parked().filter(commission=commission)
