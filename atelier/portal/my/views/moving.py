"""Another time for an appointment, with the same advisor, by its client."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Conflict, Refusal
from atelier.portal.my.access import show
from atelier.portal.my.doors import AppointmentVisit, appointment_page
from atelier.portal.my.free_times import Search
from atelier.portal.my.pressed import (
    Pressed,
    TimeTaken,
    press,
    recall,
    remember,
)
from atelier.portal.my.summaries import summary_of_hold, time_left
from atelier.portal.my.views.appointments import context_of, too_late
from atelier.portal.my.views.booking import over, times_page
from atelier.portal.my.wishes import Wish
from consultations.actions.holds import confirm_hold, release_hold
from consultations.days import read_moment
from consultations.models import Appointment, Hold
from consultations.policies import check_changes_by_client


@appointment_page
def move(request: HttpRequest, visit: AppointmentVisit) -> HttpResponse:
    """Another time with the same advisor; pressing one holds it."""
    try:
        check_changes_by_client(visit.appointment)
    except Refusal as refusal:
        return too_late(request, visit, refusal)
    search, pressed = _search_of(visit), None
    if request.method == "POST":
        pressed = read_moment(request.POST.get("start", ""))
    if pressed is None:
        return _times(request, visit, search)
    try:
        hold = press(visit, search, pressed)
    except TimeTaken:
        return _times(request, visit, search, lost=Pressed("", pressed))
    remember(request, hold, "")
    return redirect("my:appointment_move_confirm", visit.appointment.public_id, hold.public_id)


@appointment_page
def move_confirm(request: HttpRequest, visit: AppointmentVisit, hold: UUID) -> HttpResponse:
    """The old time and the new one, and the button that moves it."""
    found = _own_hold(visit, hold)
    if found is None:
        return _gone(request, visit, hold)
    if request.method == "POST":
        return _move(request, visit, found)
    new = {"hold": found, "summary": summary_of_hold(found, visit.clock), **time_left(found)}
    return show(request, "consultations/move_confirm", context_of(request, visit) | new)


@require_POST
@appointment_page
def move_release(request: HttpRequest, visit: AppointmentVisit, hold: UUID) -> HttpResponse:
    """Let the held time go and look at the others."""
    found = _own_hold(visit, hold)
    if found is None:
        raise Http404("No such time is held.")
    day = found.starts_at.astimezone(visit.clock.zone).date()
    release_hold(hold=found, by=visit.by)
    times = reverse("my:appointment_move", args=[visit.appointment.public_id])
    return redirect(f"{times}?day={day.isoformat()}")


def _search_of(visit: AppointmentVisit) -> Search:
    """Return where to look for another time: the same advisor, way to meet and length."""
    held = visit.appointment
    wish = Wish(held.channel, topic=held.topic, advisor=held.advisor, commission=held.commission)
    return Search(wish, visit.clock, visit.client, moving=held)


def _times(
    request: HttpRequest, visit: AppointmentVisit, search: Search, lost: Pressed | None = None
) -> HttpResponse:
    more = {"appointment": visit.appointment, "by_link": visit.by_link}
    return times_page(request, visit, search, lost=lost, **more)


def _own_hold(visit: AppointmentVisit, hold: UUID) -> Hold | None:
    rows = Hold.objects.filter(moving=visit.appointment, client=visit.client)
    return rows.select_related("advisor", "room__place", "topic").filter(public_id=hold).first()


def _gone(request: HttpRequest, visit: AppointmentVisit, hold: UUID) -> HttpResponse:
    """Answer for a hold that stands no more: moved by it, or over; else it is not there."""
    if Appointment.objects.filter(pk=visit.appointment.pk, hold_id=hold).exists():
        return redirect("my:appointment", visit.appointment.public_id)
    lost, search = recall(request, hold), _search_of(visit)
    if lost is None:
        raise Http404("No such time is held.")
    if request.method != "POST":
        times = reverse("my:appointment_move", args=[visit.appointment.public_id])
        return redirect(f"{times}?{over(lost.starts_at)}")
    try:
        return _move(request, visit, press(visit, search, lost.starts_at))
    except TimeTaken:
        return _times(request, visit, search, lost=lost)


def _move(request: HttpRequest, visit: AppointmentVisit, hold: Hold) -> HttpResponse:
    try:
        confirm_hold(
            hold_public_id=hold.public_id,
            client=visit.client,
            by=visit.by,
            client_zone=visit.clock.zone.key,
        )
    except Conflict:
        return _times(request, visit, _search_of(visit), lost=Pressed("", hold.starts_at))
    messages.success(request, "Moved. A new confirmation is on its way to you.")
    return redirect("my:appointment", visit.appointment.public_id)
