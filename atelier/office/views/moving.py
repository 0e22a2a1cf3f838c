"""Moving a consultation on the calendar, taking a move back, and calling one off."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.diary.look import Look, number
from atelier.office.diary.reading import Sought
from atelier.office.diary.wishes import free_room
from atelier.office.forms.booking import CancelForm, advisors
from atelier.office.forms.diary import MoveForm
from atelier.office.pages import needs, page, say
from atelier.office.views.booking import offers
from atelier.office.views.diary import diary_on, show
from atelier.people.actors import actor_of
from atelier.people.models import Channel, Client
from consultations.actions.moving import move, undo_move
from consultations.actions.outcomes import cancel
from consultations.availability import buffer_of, busy_span
from consultations.days import read_moment
from consultations.models import Appointment, Room
from consultations.times import said, said_briefly, zone_of_advisor


@require_http_methods(["GET", "POST"])
@needs("consultations.change_appointment")
def move_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show where a consultation could stand; one press moves it there.

    A taken time keeps what was typed and offers others.
    """
    appointment = find_appointment(public_id)
    form = MoveForm(_typed(request), appointment=appointment)
    if request.method == "GET":
        return _show(request, appointment, form)
    if "to" not in request.POST and not form.is_valid():
        return _show(request, appointment, form)
    try:
        wish = _pressed(request.POST["to"]) if "to" in request.POST else form.wish()
        return _move(request, appointment, wish)
    except Refusal as refused:
        return _show(request, appointment, form, refused)


@require_POST
@needs("consultations.change_appointment")
def undo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the last move back, before anybody is told of it."""
    appointment = undo_move(appointment=find_appointment(public_id), by=actor_of(request))
    when = said_briefly(appointment.starts_at, zone_of_advisor(appointment.advisor))
    say(request, f"Put back: {appointment.client} with {appointment.advisor}, {when}.")
    return redirect(diary_on(appointment))


@require_http_methods(["GET", "POST"])
@needs("consultations.change_appointment")
def cancel_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Call a consultation off, with a word to the client."""
    appointment, form = find_appointment(public_id), CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel(appointment=appointment, by=actor_of(request), **form.cleaned_data)
        called_off = f"Cancelled: {appointment.client} with {appointment.advisor}."
        say(request, f"{called_off} {_who_is_told(appointment.client)}")
        return redirect(back_from(appointment))
    return page(
        request,
        "office/cancel.html",
        title=f"Cancel the consultation with {appointment.client}",
        appointment=appointment,
        form=form,
        when=said(appointment.starts_at, zone_of_advisor(appointment.advisor)),
    )


def _who_is_told(client: Client) -> str:
    return "Both are told." if client.email else f"Please tell {client} by telephone."


def find_appointment(public_id: uuid.UUID) -> Appointment:
    """Return an appointment with everybody in it; else 404."""
    everything = Appointment.objects.with_people().select_related("topic")
    return get_object_or_404(everything, public_id=public_id)


def back_from(appointment: Appointment) -> str:
    """Return the diary's address on its day."""
    return diary_on(appointment).partition("#")[0]


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" and "to" not in request.POST else None


def _pressed(value: str) -> dict[str, Any]:
    """Return what a free time's button says: start, advisor and room."""
    start, advisor, room = (value.split(" ") + ["", ""])[:3]
    starts_at = read_moment(start)
    if starts_at is None:
        raise Refusal("That time makes no sense. Please choose another.")
    return {
        "starts_at": starts_at,
        "advisor": advisors().filter(pk=number(advisor) or 0).first(),
        "room": Room.objects.filter(pk=number(room) or 0).first(),
    }


def _move(request: HttpRequest, appointment: Appointment, wish: dict[str, Any]) -> HttpResponse:
    wish |= _room(appointment, wish)
    moved = move(appointment=appointment, by=actor_of(request), **wish)
    return redirect(diary_on(moved, moved=str(moved.public_id)))


def _room(appointment: Appointment, wish: dict[str, Any]) -> dict[str, Room]:
    """Keep the room where it is free then; else take another at the same place."""
    if appointment.channel != Channel.IN_PERSON or wish.get("room"):
        return {}
    minutes = wish.get("minutes")
    length = timedelta(minutes=minutes) if minutes else appointment.ends_at - appointment.starts_at
    start, advisor = wish["starts_at"], wish.get("advisor") or appointment.advisor
    busy = busy_span(start, start + length, buffer_of(advisor))
    room = free_room(busy, appointment.room, moving=appointment)
    return {"room": room} if room else {}


def _show(
    request: HttpRequest,
    appointment: Appointment,
    form: MoveForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    zone = zone_of_advisor(appointment.advisor)
    there = appointment.starts_at.astimezone(zone)
    look = Look.of(request, channel=appointment.channel)
    if "day" not in request.GET:
        look = replace(look, day=max(there.date(), timezone.localdate()))
    if look.who is None and look.view != "day":
        look = replace(look, who=appointment.advisor_id)
    minutes = int((appointment.ends_at - appointment.starts_at) / timedelta(minutes=1))
    return show(
        request,
        look,
        mode="move",
        template="office/move.html",
        sought=Sought(appointment.channel, minutes, appointment.topic, appointment),
        status=refusal.status if refusal else 200,
        moving=appointment,
        minutes=minutes,
        form=form,
        refusal=refusal,
        free=offers(refusal, appointment.advisor),
        when=said_briefly(appointment.starts_at, zone),
    )
