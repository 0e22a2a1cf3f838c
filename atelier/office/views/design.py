"""Drawings: begun, described, filled, pinned, shared and answered by the house."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from atelier.files.models import StoredFile
from atelier.files.responses import serve_file
from atelier.journal.refusals import Refusal
from atelier.office.drawings import drawing_of
from atelier.office.forms.design import (
    AnswerForm,
    FileForm,
    PinForm,
    PlaceForm,
    RevisionForm,
    StartForm,
)
from atelier.office.pages import needs, say, staff_of
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from orders.actions import revisions
from orders.models import Pin, Revision, RevisionFile

Act = Callable[..., object]


@require_POST
@needs("orders.change_revision")
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin the next drawing."""
    commission, form = find(reference), StartForm(request.POST)
    if not form.is_valid():
        return show(request, commission, "design", status=400, start_form=form)
    revision = revisions.start_revision(
        commission=commission, by=actor_of(request), **form.cleaned_data
    )
    return _to(revision)


@require_POST
@needs("orders.change_revision")
def describe(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Write what the drawing shows; with `share` the client sees it at once."""
    revision, form = _find(reference, number), RevisionForm(request.POST)

    def act(by: Any, **words: Any) -> None:
        revisions.describe_revision(revision=revision, by=by, **words)
        if "share" in request.POST:
            revisions.share_revision(revision=revision, by=by)
            say(request, f"{revision.commission.client} is told that the drawing is ready.")

    return _do(request, revision, "revision", form, act)


@require_POST
@needs("orders.change_revision")
def add_file(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a picture, a paper or a solid in."""
    revision, form = _find(reference, number), FileForm(request.POST, request.FILES)

    def act(by: Any, **given: Any) -> None:
        kept = revisions.add_file(revision=revision, by=by, **given)
        say(request, "It is being measured." if kept.is_mesh else "Added.")

    return _do(request, revision, "file", form, act)


@require_POST
@needs("orders.change_revision")
def remove_file(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Take a file out of a draft."""
    revision = _find(reference, number)
    kept = get_object_or_404(revision.files.select_related("revision"), pk=pk)
    return _press(request, revision, lambda by: revisions.remove_file(kept=kept, by=by))


@require_POST
@needs("orders.change_revision")
def place_pin(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Point at a place of a picture."""
    revision = _find(reference, number)
    kept = get_object_or_404(revision.files.select_related("revision"), pk=pk)
    form = PinForm(request.POST, auto_id=f"pin-of-{pk}-%s")

    def act(by: Any, **given: Any) -> None:
        revisions.place_pin(file=kept, by=by, **given)

    return _do(request, revision, f"pin-of-{pk}", form, act, at=f"file-{pk}")


@require_POST
@needs("orders.change_revision")
def move_pin(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Point a pin at another place."""
    revision, form = _find(reference, number), PlaceForm(request.POST, auto_id=f"pin-{pk}-%s")
    pin = _pin(revision, pk)

    def act(by: Any, **place: Any) -> None:
        revisions.move_pin(pin=pin, by=by, **place)

    return _do(request, revision, f"pin-{pk}", form, act, at=f"file-{pin.file_id}")


@require_POST
@needs("orders.change_revision")
def remove_pin(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    """Take a pin off its picture."""
    revision = _find(reference, number)
    pin = _pin(revision, pk)
    return _press(
        request,
        revision,
        lambda by: revisions.remove_pin(pin=pin, by=by),
        at=f"file-{pin.file_id}",
    )


@require_POST
@needs("orders.change_revision")
def answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say something about the drawing, or on one of its pins."""
    revision, form = _find(reference, number), AnswerForm(request.POST, auto_id="answer-%s")
    chosen = request.POST.get("pin", "")
    pin = _pin(revision, int(chosen)) if chosen.isdecimal() else None

    def act(by: Any, body: str, **_: Any) -> None:
        author = staff_of(request)
        revisions.write_remark(
            revision=revision, pin=pin, body=body, by=by, author=author, from_client=False
        )
        say(request, f"{revision.commission.client} is told within half an hour.")

    return _do(request, revision, f"answer-{pin.pk}" if pin else "answer", form, act)


@require_safe
@needs("orders.view_revision")
def file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Hand staff a paper or a solid of any drawing."""
    drawn = StoredFile.objects.filter(revisionfile__isnull=False)
    return serve_file(get_object_or_404(drawn, public_id=public_id))


def _find(reference: str, number: int) -> Revision:
    commission = find(reference)
    revision = get_object_or_404(commission.revisions, number=number)
    revision.commission = commission
    return revision


def _pin(revision: Revision, pk: int) -> Pin:
    pins = Pin.objects.filter(file__in=RevisionFile.objects.filter(revision=revision))
    return get_object_or_404(pins.select_related("file__revision"), pk=pk)


def _do(
    request: HttpRequest,
    revision: Revision,
    place: str,
    form: forms.Form,
    act: Act,
    *,
    at: str = "",
) -> HttpResponse:
    """Act on a filled form; refused, the page shows it again with everything typed."""
    by, status, refusal = actor_of(request), 400, ""
    if form.is_valid():
        try:
            act(by=by, **form.cleaned_data)
            return _to(revision, at)
        except Refusal as refused:
            status, refusal = refused.status, str(refused)
    shown = drawing_of(revision.commission, revision.number, by=by, typed={place: form})
    return show(request, revision.commission, "design", status=status, refusal=refusal, **shown)


def _press(request: HttpRequest, revision: Revision, act: Act, *, at: str = "") -> HttpResponse:
    """Act on a button that asks for nothing."""
    try:
        act(by=actor_of(request))
    except Refusal as refused:
        status, refusal = refused.status, str(refused)
        return show(request, revision.commission, "design", status=status, refusal=refusal)
    return _to(revision, at)


def _to(revision: Revision, at: str = "") -> HttpResponse:
    page = reverse("admin:commission", args=[revision.commission.reference, "design"])
    return redirect(f"{page}?drawing={revision.number}" + (f"#{at}" if at else ""))
