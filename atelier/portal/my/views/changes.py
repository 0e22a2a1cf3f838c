"""A change to what was agreed: read, signed with an emailed code, or declined."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.refusals import Conflict, Refusal
from atelier.paper import pdf_response
from atelier.people.actors import actor_of
from atelier.people.codes import WrongCode
from atelier.portal.my.access import client_page, refused, show
from atelier.portal.my.changes import ShownChange, own_change
from atelier.portal.my.forms import ApprovalCodeForm, ChangeDeclineForm, ChangeForm
from orders.actions.changes import decline_change, send_signing_code, sign_change
from orders.documents import change_pdf
from orders.policies.changes import can_answer, check_answer


@client_page
def change(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show what changes and why, and take the name it is signed with."""
    shown = own_change(request, public_id, number)
    form = _form(request, shown)
    if request.method == "POST" and form.is_valid():
        try:
            _ask_for_code(request, shown, form)
            return redirect("my:change_confirm", public_id, number)
        except Conflict as conflict:
            return _changed(request, shown, conflict)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _show(request, "change", shown, form)


@client_page
def confirm(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Take the emailed code: this is the act that binds."""
    shown = own_change(request, public_id, number)
    signed = request.session.get(_key(shown))
    if shown.signature or signed is None:
        return redirect("my:change", public_id, number)
    form = ApprovalCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, shown, signed, form.cleaned_data["code"])
            return redirect("my:change", public_id, number)
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        except Conflict as conflict:
            return _changed(request, shown, conflict)
    return _show(request, "change_confirm", shown, form)


@require_POST
@client_page
def another_code(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Mail a fresh code for what was signed."""
    shown = own_change(request, public_id, number)
    signed = request.session.get(_key(shown))
    if signed is None:
        return redirect("my:change", public_id, number)
    send_signing_code(change=shown.change, by=actor_of(request), **_read(signed))
    return redirect("my:change_confirm", public_id, number)


@client_page
def decline(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Say that the piece is to stay as agreed, and why."""
    shown, by = own_change(request, public_id, number), actor_of(request)
    form = ChangeDeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decline_change(change=shown.change, reason=form.cleaned_data["reason"], by=by)
        return redirect("my:change", public_id, number)
    if request.method != "POST":
        check_answer(shown.change, by, "decline")
    return _show(request, "change_decline", shown, form)


@require_safe
@client_page
def paper(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """The signed change as PDF."""
    shown = own_change(request, public_id, number)
    if shown.signature is None:
        raise Http404("It was not signed.")
    return pdf_response(
        change_pdf(shown.signature), f"change-{number}-{shown.change.commission.reference}"
    )


def _form(request: HttpRequest, shown: ShownChange) -> ChangeForm:
    seen = {"version": shown.change.version, "total": shown.total}
    return ChangeForm(request.POST or None, initial=seen)


def _ask_for_code(request: HttpRequest, shown: ShownChange, form: ChangeForm) -> None:
    send_signing_code(change=shown.change, by=actor_of(request), **form.signed)
    request.session[_key(shown)] = {**form.signed, "total": str(form.signed["total"])}


def _sign(request: HttpRequest, shown: ShownChange, signed: dict[str, Any], code: str) -> None:
    sign_change(change=shown.change, code=code, by=actor_of(request), **_read(signed))
    request.session.pop(_key(shown), None)


def _read(signed: dict[str, Any]) -> dict[str, Any]:
    return {**signed, "total": Decimal(signed["total"])}


def _key(shown: ShownChange) -> str:
    return f"signed-change:{shown.change.pk}"


def _show(request: HttpRequest, name: str, shown: ShownChange, form: forms.Form) -> HttpResponse:
    context = {
        "commission": shown.change.commission,
        "shown": shown,
        "form": form,
        "is_open": can_answer(shown.change, actor_of(request)),
    }
    return show(request, name, context, status=400 if form.errors else 200)


def _changed(request: HttpRequest, shown: ShownChange, conflict: Conflict) -> HttpResponse:
    if "total" not in conflict.details:
        return refused(request, conflict)
    context = {
        "commission": shown.change.commission,
        "shown": shown,
        "sentence": str(conflict),
    }
    return show(request, "change_changed", context, status=conflict.status)
