"""Money on a commission's page: recorded, reversed, paid back; its papers; the owner's waiver."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.forms.payments import PayBackForm, RecordForm, ReverseForm, WaiverForm
from atelier.office.pages import needs, say
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from orders.actions.commissions import deliver
from orders.actions.payments import pay_back, record_payment, reverse_payment
from orders.balances import balance_of
from orders.documents.receipt import receipt_response
from orders.models import Commission, Payment
from orders.policies.payments import OverPayment


@require_POST
@needs("orders.change_commission", "orders.add_payment")
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Record money that came in; more than is open asks for a tick first."""
    commission = find(reference)
    balance = balance_of(commission)
    form = RecordForm(request.POST, balance=balance, amount=balance.due)
    if not form.is_valid():
        return _again(request, commission, record_form=form)
    given = form.cleaned_data
    try:
        payment = record_payment(
            commission=commission,
            amount=given["amount"],
            method=given["method"],
            received_on=given["on"],
            reference=given["reference"],
            request_id=given["request_id"],
            over_confirmed=given["over_confirmed"],
            by=actor_of(request),
        )
    except OverPayment as over:
        form.ask_over()
        return _refused(request, commission, over, record_form=form)
    except Refusal as refused:
        return _refused(request, commission, refused, record_form=form)
    say(request, f"Recorded as {payment.number}. The receipt is on its way.")
    return redirect("admin:commission", reference, "payments")


@require_POST
@needs("orders.change_commission", "orders.reverse_payment")
def reverse(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponse:
    """Take a payment back, with a reason."""
    commission = find(reference)
    payment = get_object_or_404(commission.payments, public_id=public_id)
    form = ReverseForm(request.POST)
    if not form.is_valid():
        return _again(request, commission, reverse_form=form, reversing=payment.pk)
    try:
        row = reverse_payment(
            payment=payment, reason=form.cleaned_data["reason"], by=actor_of(request)
        )
    except Refusal as refused:
        return _refused(request, commission, refused)
    say(request, f"{payment.number} is reversed by {row.number}. The client is told.")
    return redirect("admin:commission", reference, "payments")


@require_POST
@needs("orders.change_commission", "orders.reverse_payment")
def back(request: HttpRequest, reference: str) -> HttpResponse:
    """Record money that was paid back."""
    commission = find(reference)
    balance = balance_of(commission)
    form = PayBackForm(request.POST, balance=balance, amount=balance.owed_back)
    if not form.is_valid():
        return _again(request, commission, pay_back_form=form)
    given = form.cleaned_data
    try:
        row = pay_back(
            commission=commission,
            amount=given["amount"],
            method=given["method"],
            paid_on=given["on"],
            reference=given["reference"],
            reason=given["reason"],
            request_id=given["request_id"],
            by=actor_of(request),
        )
    except Refusal as refused:
        return _refused(request, commission, refused, pay_back_form=form)
    say(request, f"Recorded as {row.number}. The client is told.")
    return redirect("admin:commission", reference, "payments")


@require_POST
@needs("orders.change_commission", "orders.waive_payment")
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Let a piece go before it is paid, for a reason that is kept."""
    commission, form = find(reference), WaiverForm(request.POST)
    if not form.is_valid():
        return _again(request, commission, waiver_form=form)
    try:
        deliver(commission=commission, by=actor_of(request), waiver=form.cleaned_data["waiver"])
    except Refusal as refused:
        return _refused(request, commission, refused, waiver_form=form)
    say(request, f"{reference} was handed over before it was paid.")
    return redirect("admin:commission", reference)


@require_safe
@needs("orders.view_payment")
def paper(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a payment's paper."""
    related = ("commission__client", "commission__cancellation", "reverses")
    payment = get_object_or_404(Payment.objects.select_related(*related), public_id=public_id)
    return receipt_response(payment)


def _again(request: HttpRequest, commission: Commission, **over: Any) -> HttpResponse:
    return show(request, commission, "payments", status=400, **over)


def _refused(
    request: HttpRequest, commission: Commission, refused: Refusal, **over: forms.Form
) -> HttpResponse:
    status, sentence = refused.status, str(refused)
    return show(request, commission, "payments", status=status, refusal=sentence, **over)
