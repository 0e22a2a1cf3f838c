"""Approving: choose, sign, type the emailed code; then what happens next."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.people.codes import WrongCode
from atelier.portal.my.access import client_page, show
from atelier.portal.my.forms import ApprovalCodeForm, SignatureForm
from atelier.portal.my.offers import own_column
from atelier.portal.my.pages import approval_of, commission_with_its_things
from atelier.portal.my.papers import papers_of
from atelier.portal.my.stops import stopped
from atelier.portal.my.titles import title_of
from orders.actions.approvals import approve_quote, send_approval_code
from orders.actions.quotes import view_quote
from orders.balances import balance_of
from orders.cautions import cautions_of_option
from orders.comparison import Column
from orders.documents.agreement import agreement_words
from orders.models import Approval
from orders.policies.quotes import check_approve
from orders.statuses import CommissionStatus


@client_page
def choose(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Show one option once more with its price, warnings and terms, to be signed."""
    column = own_column(request, public_id, number, position)
    try:
        _check_before_signing(request, column)
        form = _signature(request, column)
        if request.method == "POST" and form.is_valid():
            view_quote(quote=column.option.quote, by=actor_of(request))
            _sign(request, column, form)
            return redirect("my:confirm", public_id, number, position)
    except Refusal as refusal:
        return stopped(request, column, refusal)
    return _show(request, "choose", column, form)


@client_page
def confirm(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Take the emailed code: this is the act that binds."""
    column = own_column(request, public_id, number, position)
    if Approval.objects.filter(option=column.option).exists():
        return redirect("my:approval", public_id)
    signed = request.session.get(_key(column))
    if signed is None:
        return redirect("my:choose", public_id, number, position)
    form = ApprovalCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _approve(request, column, signed, form.cleaned_data["code"])
            return redirect("my:approval", public_id)
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        except Refusal as refusal:
            return stopped(request, column, refusal)
    return _show(request, "confirm", column, form)


@require_POST
@client_page
def another_code(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Mail a fresh code for what was signed."""
    column = own_column(request, public_id, number, position)
    signed = request.session.get(_key(column))
    if signed is None:
        return redirect("my:choose", public_id, number, position)
    try:
        send_approval_code(option=column.option, by=actor_of(request), **_read(signed))
    except Refusal as refusal:
        return stopped(request, column, refusal)
    return redirect("my:confirm", public_id, number, position)


@client_page
def approval(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was agreed, and what happens next."""
    commission = commission_with_its_things(request, public_id)
    found = approval_of(commission)
    if found is None:
        raise Http404("Nothing was approved yet.")
    context = {
        "commission": commission,
        "approval": found,
        "agreed": agreement_words(found),
        "deposit": next(iter(balance_of(commission).instalments), None),
        "is_fresh": commission.status == CommissionStatus.APPROVED,
        "papers": papers_of(commission),
        "title": title_of(commission),
    }
    return show(request, "approval", context)


def _check_before_signing(request: HttpRequest, column: Column) -> None:
    """Say what stands in the way before a client has typed anything."""
    quote, total = column.option.quote, column.totals.total
    check_approve(column.option, version=quote.version, total=total, by=actor_of(request))


def _signature(request: HttpRequest, column: Column) -> SignatureForm:
    shown = {"version": column.option.quote.version, "total": column.totals.total}
    cautions = cautions_of_option(column.option)
    return SignatureForm(request.POST or None, initial=shown, cautions=cautions)


def _sign(request: HttpRequest, column: Column, form: SignatureForm) -> None:
    send_approval_code(option=column.option, by=actor_of(request), **form.signed)
    request.session[_key(column)] = form.signed | {"total": str(form.signed["total"])}


def _approve(request: HttpRequest, column: Column, signed: dict[str, Any], code: str) -> None:
    option, by = column.option, actor_of(request)
    approve_quote(quote=option.quote, option=option, code=code, by=by, **_read(signed))
    request.session.pop(_key(column), None)


def _read(signed: dict[str, Any]) -> dict[str, Any]:
    return {**signed, "total": Decimal(signed["total"])}


def _key(column: Column) -> str:
    return f"signed:{column.option.pk}"


def _show(
    request: HttpRequest, name: str, column: Column, form: SignatureForm | ApprovalCodeForm
) -> HttpResponse:
    context = {
        "commission": column.option.quote.commission,
        "quote": column.option.quote,
        "column": column,
        "form": form,
    }
    return show(request, name, context, status=400 if form.errors else 200)
