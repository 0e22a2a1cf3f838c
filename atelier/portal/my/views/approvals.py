"""Approving: choose, sign, type the emailed code; then what happens next."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Conflict, Refusal
from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, own_commission, refused, show
from atelier.portal.my.documents import approval_pdf
from atelier.portal.my.forms import ApprovalCodeForm, SignatureForm
from atelier.portal.my.offers import own_offer, own_option, shown
from atelier.portal.my.titles import title_of
from orders.actions.approvals import approve_quote, send_approval_code
from orders.actions.quotes import view_quote
from orders.models import Approval, QuoteOption
from orders.policies.quotes import check_answer


@client_page
def choose(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Show one option once more with its price and terms, to be signed."""
    option = own_option(own_offer(request, public_id, number), position)
    by = actor_of(request)
    check_answer(option.quote, by, "approve")
    form = SignatureForm(request.POST or None, initial=_initial(option))
    if request.method == "POST" and form.is_valid():
        view_quote(quote=option.quote, by=by)
        try:
            _sign(request, option, form)
            return redirect("my:confirm", public_id, number, position)
        except Conflict as conflict:
            return _changed(request, option, conflict)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _show_option(request, "choose", option, form)


@client_page
def confirm(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Take the emailed code: this is the act that binds."""
    option = own_option(own_offer(request, public_id, number), position)
    if Approval.objects.filter(option=option).exists():
        return redirect("my:approval", public_id)
    signed = request.session.get(_key(option))
    if signed is None:
        return redirect("my:choose", public_id, number, position)
    form = ApprovalCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _approve(request, option, signed, form.cleaned_data["code"])
            return redirect("my:approval", public_id)
        except Conflict as conflict:
            return _changed(request, option, conflict)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return _show_option(request, "confirm", option, form)


@require_POST
@client_page
def another_code(request: HttpRequest, public_id: UUID, number: int, position: int) -> HttpResponse:
    """Mail a fresh code for what was signed."""
    option = own_option(own_offer(request, public_id, number), position)
    signed = request.session.get(_key(option))
    if signed is None:
        return redirect("my:choose", public_id, number, position)
    send_approval_code(option=option, by=actor_of(request), **_shown(signed))
    return redirect("my:confirm", public_id, number, position)


@client_page
def approval(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was agreed, and what happens next."""
    found = _own_approval(request, public_id)
    context = {
        "commission": found.commission,
        "approval": found,
        "frozen": found.frozen,
        "title": title_of(found.commission),
    }
    return show(request, "approval", context)


@client_page
def approval_document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The agreed version as PDF, made from the frozen words alone."""
    found = _own_approval(request, public_id)
    name = f"agreement-{found.commission.reference}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(approval_pdf(found), content_type="application/pdf", headers=headers)


def _own_approval(request: HttpRequest, public_id: UUID) -> Approval:
    commission = own_commission(request, public_id)
    found = Approval.objects.filter(commission=commission).select_related("option").first()
    if found is None:
        raise Http404("Nothing was approved yet.")
    found.commission = commission
    return found


def _initial(option: QuoteOption) -> dict[str, Any]:
    return {"version": option.quote.version, "total": shown(option).totals.total}


def _sign(request: HttpRequest, option: QuoteOption, form: SignatureForm) -> None:
    signed = {"signed_name": form.cleaned_data["signed_name"], **form.shown}
    send_approval_code(option=option, by=actor_of(request), **signed)
    request.session[_key(option)] = {**signed, "total": str(signed["total"])}


def _approve(request: HttpRequest, option: QuoteOption, signed: dict[str, Any], code: str) -> None:
    by = actor_of(request)
    approve_quote(quote=option.quote, option=option, code=code, by=by, **_shown(signed))
    request.session.pop(_key(option), None)


def _shown(signed: dict[str, Any]) -> dict[str, Any]:
    return {**signed, "total": Decimal(signed["total"])}


def _key(option: QuoteOption) -> str:
    return f"signed:{option.pk}"


def _show_option(
    request: HttpRequest, name: str, option: QuoteOption, form: SignatureForm | ApprovalCodeForm
) -> HttpResponse:
    context = {
        "commission": option.quote.commission,
        "quote": option.quote,
        "shown": shown(option),
        "form": form,
    }
    return show(request, name, context, status=400 if form.errors else 200)


def _changed(request: HttpRequest, option: QuoteOption, conflict: Conflict) -> HttpResponse:
    if "total" not in conflict.details:
        return refused(request, conflict)
    context = {
        "commission": option.quote.commission,
        "option": option,
        "quote": option.quote,
        "sentence": str(conflict),
        "total": Decimal(str(conflict.details["total"])),
    }
    return show(request, "changed", context, status=conflict.status)
