"""The diary: a week, a day, a list; its free times are where booking begins."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atelier.office.diary.agenda import agenda
from atelier.office.diary.bar import bar_of, heading
from atelier.office.diary.look import Look, length, public_id
from atelier.office.diary.reading import Sought, read
from atelier.office.pages import needs, page
from consultations.models import Appointment
from consultations.policies import UNDO_SECONDS
from consultations.preparation import lines_of
from consultations.statuses import AppointmentStatus
from consultations.times import said_briefly, said_to, zone_of_advisor, zone_of_client


@require_safe
@needs("consultations.view_appointment")
def diary(request: HttpRequest) -> HttpResponse:
    """Show the week, the day or the list that is asked for."""
    look = Look.of(request)
    return show(request, look, moved=just_moved(request))


@require_safe
@needs("consultations.view_appointment")
def diary_day(request: HttpRequest) -> HttpResponse:
    """Lead to one day of the diary; today without `?day=`."""
    return _to_diary(request.GET, view="day")


@require_safe
@needs("consultations.view_appointment")
def week(request: HttpRequest) -> HttpResponse:
    """Lead from the diary's old address to its new one."""
    return _to_diary(request.GET)


def show(
    request: HttpRequest,
    look: Look,
    *,
    mode: str = "look",
    template: str = "office/diary/page.html",
    sought: Sought | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a look; `mode` says what a free time does: book, move there, or offer it."""
    reading = read(look, sought or sought_by(look))
    shown = {
        "mode": mode,
        "look": look,
        "reading": reading,
        "board": reading.board,
        "agenda": agenda(reading.board),
        "bar": bar_of(reading, mode=mode),
        "heading": heading(look),
        "today": timezone.localdate(timezone=reading.board.zone),
    }
    return page(request, template, title="Consultations", status=status, **(shown | context))


def sought_by(look: Look) -> Sought:
    """Return what free times are looked for in a plain look."""
    return Sought(look.channel, minutes=length(look.carried.get("minutes")))


@dataclass(frozen=True)
class Moved:
    """A move that can still be taken back, for so many seconds."""

    appointment: Appointment
    when: str
    seconds: int


def just_moved(request: HttpRequest) -> Moved | None:
    """Return the move this page follows, while it can be undone."""
    which = public_id(request.GET.get("moved"))
    since = timezone.now() - timedelta(seconds=UNDO_SECONDS)
    fresh = Appointment.objects.booked().with_people().filter(moved_at__gt=since)
    found = fresh.filter(public_id=which).first() if which else None
    if found is None or found.moved_at is None:
        return None
    when = said_briefly(found.starts_at, zone_of_advisor(found.advisor))
    return Moved(found, when, int((found.moved_at - since).total_seconds()))


@require_safe
@needs("consultations.view_appointment")
def peek(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the panel of one consultation; asked for as a page, it is the consultation's own."""
    everything = Appointment.objects.with_people().select_related("topic")
    appointment = get_object_or_404(everything, public_id=public_id)
    if "HX-Request" not in request.headers:
        return redirect("admin:appointment", public_id)
    zones = zone_of_advisor(appointment.advisor), zone_of_client(appointment.client)
    context = {
        "appointment": appointment,
        "when": said_to(appointment.starts_at, *zones),
        "to_prepare": lines_of(appointment.to_prepare),
        "joined": appointment.companions.select_related("advisor"),
        "is_booked": appointment.status == AppointmentStatus.BOOKED,
        "has_begun": appointment.starts_at <= timezone.now(),
    }
    return render(request, "office/diary/peek.html", context)


def diary_on(appointment: Appointment, **more: str) -> str:
    """Return the diary's address on the day of an appointment, with its block in view."""
    day = timezone.localdate(appointment.starts_at, zone_of_advisor(appointment.advisor))
    asked = QueryDict(mutable=True)
    asked.update({"day": f"{day:%Y-%m-%d}"} | more)
    return f"{reverse('admin:diary')}?{asked.urlencode()}#a-{appointment.public_id}"


def _to_diary(asked: QueryDict, **more: str) -> HttpResponse:
    going = asked.copy()
    going.update(more)
    return redirect(f"{reverse('admin:diary')}?{going.urlencode()}".rstrip("?"))
