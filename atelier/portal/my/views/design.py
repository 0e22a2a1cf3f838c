"""Drawings: looked at, spoken about, and approved with a name and an emailed code."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from atelier.files.responses import serve_file
from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from atelier.portal.my.access import client_page, own_commission, show
from atelier.portal.my.drawings import (
    own_drawing,
    own_file,
    papers_of,
    pictures_of,
    pin_of,
    seen_revisions,
    whole_of,
)
from atelier.portal.my.forms import ApprovalCodeForm, DrawingSignatureForm, RemarkForm
from orders.actions.revisions import approve_revision, send_revision_code, write_remark
from orders.models import Revision
from orders.policies.revisions import can_approve, can_remark, check_approve
from orders.revisions import count_of, needs_change_order


@require_safe
@client_page
def newest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the newest drawing, or say that there is none yet."""
    commission = own_commission(request, public_id)
    last = seen_revisions(commission).first()
    if last is None:
        return show(request, "no_drawing", {"commission": commission})
    return _show(request, own_drawing(request, public_id, last.number))


@client_page
def drawing(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show one drawing; POST says something about it, or about one of its pins."""
    found = own_drawing(request, public_id, number)
    if request.method != "POST":
        return _show(request, found)
    pin = pin_of(found, request.POST.get("pin", ""))
    at = f"remark-{pin.pk}" if pin else "remark"
    form = RemarkForm(request.POST, auto_id=f"{at}-%s")
    if form.is_valid():
        author = request.user
        assert author.is_authenticated
        try:
            write_remark(
                revision=found,
                pin=pin,
                body=form.cleaned_data["body"],
                by=actor_of(request),
                author=author,
                from_client=True,
            )
            page = reverse("my:drawing", args=[public_id, number])
            return redirect(f"{page}#{f'pin-{pin.pk}' if pin else 'whole'}")
        except Refusal as refusal:
            form.add_error("body", str(refusal))
    return _show(request, found, typed=form)


@client_page
def approve(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show the drawing once more, to be signed."""
    found, by = own_drawing(request, public_id, number), actor_of(request)
    if hasattr(found, "approval"):
        return redirect("my:drawing", public_id, number)
    check_approve(found, version=found.version, by=by)
    form = DrawingSignatureForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        signed = {key: form.cleaned_data[key] for key in ("signed_name", "version")}
        try:
            send_revision_code(revision=found, by=by, **signed)
            request.session[_key(found)] = signed
            return redirect("my:drawing_confirm", public_id, number)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _sign(request, "drawing_approve", found, form)


@client_page
def confirm(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Take the emailed code: this is the act that binds."""
    found = own_drawing(request, public_id, number)
    if hasattr(found, "approval"):
        return redirect("my:drawing", public_id, number)
    signed = request.session.get(_key(found))
    if signed is None:
        return redirect("my:drawing_approve", public_id, number)
    check_approve(found, version=signed["version"], by=actor_of(request))
    form = ApprovalCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _approve(request, found, signed, form.cleaned_data["code"])
            return redirect("my:drawing", public_id, number)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return _sign(request, "drawing_confirm", found, form)


@require_POST
@client_page
def another_code(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Mail a fresh code for what was signed."""
    found = own_drawing(request, public_id, number)
    signed = request.session.get(_key(found))
    if signed is None:
        return redirect("my:drawing_approve", public_id, number)
    send_revision_code(revision=found, by=actor_of(request), **signed)
    return redirect("my:drawing_confirm", public_id, number)


@require_safe
@client_page
def file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Hand the client a paper or a model of a drawing."""
    return serve_file(own_file(request, public_id, file_id))


def _show(
    request: HttpRequest, found: Revision, *, typed: RemarkForm | None = None
) -> HttpResponse:
    by = actor_of(request)
    context = {
        "commission": found.commission,
        "drawing": found,
        "pictures": pictures_of(found, typed),
        "whole": whole_of(found, typed),
        "papers": papers_of(found),
        "others": [each for each in seen_revisions(found.commission) if each.pk != found.pk],
        "count": count_of(found.commission),
        "may_approve": can_approve(found, by),
        "may_remark": can_remark(found, by, from_client=True),
        "after_agreement": needs_change_order(found),
    }
    return show(request, "drawing", context, status=400 if typed else 200)


def _sign(request: HttpRequest, name: str, found: Revision, form: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "commission": found.commission,
        "drawing": found,
        "pictures": pictures_of(found, None),
        "papers": papers_of(found),
        "form": form,
        "after_agreement": needs_change_order(found),
    }
    return show(request, name, context, status=400 if form.errors else 200)


def _approve(request: HttpRequest, found: Revision, signed: dict[str, Any], code: str) -> None:
    approve_revision(revision=found, code=code, by=actor_of(request), **signed)
    request.session.pop(_key(found), None)


def _key(drawing: Revision) -> str:
    return f"signed-drawing:{drawing.pk}"
