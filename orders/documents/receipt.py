"""The paper for one row of money: a receipt, its reversal, or what was paid back."""

from pathlib import Path
from typing import Any

from django.db.models import Q, Sum
from django.http import HttpResponse

from atelier.house.amounts import money_words
from atelier.house.models import House
from atelier.paper import house_block, typeset
from orders.balances import NOTHING, SIGNED
from orders.models import Commission, Payment
from orders.models.payments import Direction

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_pdf(payment: Payment) -> bytes:
    """Return the paper as PDF; the same row gives the same words for ever.

    The sums are those of the moment it was recorded, not of today.
    """
    return typeset(_TEMPLATE, _data(payment))


def receipt_name(payment: Payment) -> str:
    """Return the file's name: "receipt-P26-00042.pdf"."""
    return f"{kind_of(payment).lower().replace(' ', '-')}-{payment.number}.pdf"


def receipt_response(payment: Payment) -> HttpResponse:
    """Return the paper to be read in the browser; the caller has asked who may."""
    headers = {"Content-Disposition": f'inline; filename="{receipt_name(payment)}"'}
    return HttpResponse(receipt_pdf(payment), content_type="application/pdf", headers=headers)


def kind_of(payment: Payment) -> str:
    """Return what the paper is called: "Receipt", "Reversal" or "Money paid back"."""
    if payment.reverses_id:
        return "Reversal"
    return "Receipt" if payment.direction == Direction.IN else "Money paid back"


def _data(payment: Payment) -> dict[str, Any]:
    commission = payment.commission
    return {
        "house": house_block(),
        "date": payment.at,
        "title": f"{kind_of(payment)} {payment.number}",
        "subtitle": f"{commission.reference}, {commission.client}",
        "facts": _facts(payment),
        "amount": money_words(payment.amount, payment.currency),
        "sentence": _sentence(payment),
        "sums": _sums(payment, commission),
        "note": "Nothing on this paper is changed afterwards: a mistake is put right by a "
        "reversal, which has a number and a paper of its own.",
    }


def _facts(payment: Payment) -> list[tuple[str, str]]:
    recorded = payment.at.astimezone(House.current().zone)
    return [
        ("Commission", payment.commission.reference),
        ("Client", str(payment.commission.client)),
        ("Day", f"{payment.received_on:%-d %B %Y}"),
        ("How", payment.get_method_display()),
        ("Reference", payment.reference),
        ("Recorded", f"{recorded:%-d %B %Y, %H:%M}, {payment.by_name}"),
        ("Reverses", payment.reverses.number if payment.reverses else ""),
        ("Why", payment.reason),
    ]


def _sentence(payment: Payment) -> str:
    if payment.reverses:
        return f"Taken back: {payment.reverses.number} no longer counts."
    if payment.direction == Direction.IN:
        return "Received with thanks."
    return "Paid back to you."


def _sums(payment: Payment, commission: Commission) -> list[tuple[str, str]]:
    """Return agreed, paid and open as they stood once this row was written."""
    written = commission.payments.filter(pk__lte=payment.pk)
    paid = written.aggregate(paid=Sum(SIGNED))["paid"] or NOTHING
    then = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=payment.at)
    standing = commission.instalments.filter(then & ~Q(change__signature__at__gt=payment.at))
    agreed = standing.aggregate(agreed=Sum("amount"))["agreed"] or NOTHING
    settled = getattr(commission, "cancellation", None)
    if settled and settled.at <= payment.at:
        agreed = settled.kept
    return [
        ("Agreed", money_words(agreed, payment.currency)),
        ("Paid until now", money_words(paid, payment.currency)),
        _left(agreed - paid, payment.currency),
    ]


def _left(left: Any, currency: str) -> tuple[str, str]:
    if left < 0:
        return "Owed back to you", money_words(-left, currency)
    return "Open", money_words(left, currency)
