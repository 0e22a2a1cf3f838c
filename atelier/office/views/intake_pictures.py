"""Pictures taken at the table: kept the moment they arrive, pinned, left out again."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from atelier.materials.intakes import add_picture, remove_picture
from atelier.materials.models import Intake, IntakePicture
from atelier.office.diary.look import number
from atelier.office.forms.goods import MOST_ROWS
from atelier.office.forms.marks import kept_spots, pins_of
from atelier.office.intakes import find_intake
from atelier.office.pages import needs
from atelier.people.actors import actor_of
from atelier.pictures.actions import receive


@require_POST
@needs("materials.add_receipt")
def add(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep one picture and answer with it as it stands on the page, or with what is wrong."""
    intake, upload = find_intake(public_id), request.FILES.get("picture")
    try:
        if upload is None:
            raise Refusal("No picture arrived. Please choose it again.")
        row, view = _row(request.POST.get("row", "")), request.POST.get("view", "")
        kept = _keep(intake, row, view, upload, actor_of(request))
    except Refusal as refused:
        return JsonResponse({"sentence": str(refused)}, status=refused.status)
    return _fragment(request, kept, status=201)


@require_safe
@needs("materials.add_receipt")
def show(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Answer with one picture as it stands now: it may be ready meanwhile."""
    kept = get_object_or_404(find_intake(public_id).pictures.select_related("picture"), pk=pk)
    return _fragment(request, kept)


@require_POST
@needs("materials.add_receipt")
def remove(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Leave a picture out."""
    intake = find_intake(public_id)
    kept = get_object_or_404(intake.pictures.select_related("intake"), pk=pk)
    remove_picture(kept=kept, by=actor_of(request))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("admin:intake", public_id, "pictures")


def take_in(intake: Intake, files: Mapping[str, Any], *, by: Actor) -> dict[str, str]:
    """Keep the pictures of a whole form, `shot-<row>-<view>`; return what was wrong with which."""
    wrong = {}
    for name, upload in files.items():
        _, _, place = name.partition("shot-")
        row, _, view = place.partition("-")
        try:
            _keep(intake, _row(row), view, upload, by)
        except Refusal as refused:
            wrong[name] = str(refused)
    return wrong


def with_pins(pictures: Iterable[IntakePicture], data: Any = None) -> list[dict[str, Any]]:
    """Return pictures with the form of their pins: as posted, else as kept."""
    return [
        {"kept": each, "pins": pins_of(f"pins-{each.pk}", data, kept_spots(each.marks))}
        for each in pictures
    ]


def _keep(intake: Intake, row: int, view: str, upload: Any, by: Actor) -> IntakePicture:
    picture = receive(upload, by=by)
    return add_picture(intake=intake, row=row, view=view, picture=picture, by=by)


def _row(typed: str) -> int:
    row = number(typed)
    if row is None or row >= MOST_ROWS:
        raise Refusal("Please say which thing the picture shows.")
    return row


def _fragment(request: HttpRequest, kept: IntakePicture, status: int = 200) -> HttpResponse:
    [shown] = with_pins([kept])
    context = {"intake": kept.intake, **shown}
    return render(request, "office/intake/picture.html", context, status=status)
