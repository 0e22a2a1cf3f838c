"""Somebody else of the house joins a consultation, or leaves it."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.diary.look import number
from atelier.office.forms.diary import JoinForm
from atelier.office.pages import needs, page, say
from atelier.office.views.diary import diary_on
from atelier.office.views.moving import find_appointment
from atelier.people.actors import actor_of
from atelier.people.models import User
from consultations.actions.companions import join, leave
from consultations.models import Appointment


@require_http_methods(["GET", "POST"])
@needs("consultations.change_appointment")
def join_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let somebody join; their time is taken as well."""
    appointment = find_appointment(public_id)
    form = JoinForm(request.POST or None, appointment=appointment)
    if request.method == "GET" or not form.is_valid():
        return _show(request, appointment, form)
    try:
        return _join(request, appointment, form.cleaned_data["advisor"])
    except Refusal as refused:
        return _show(request, appointment, form, refused)


@require_POST
@needs("consultations.change_appointment")
def leave_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let somebody who joined leave."""
    appointment = find_appointment(public_id)
    joined = appointment.companions.select_related("advisor")
    for each in joined.filter(advisor=number(request.POST.get("advisor")) or 0):
        leave(appointment=appointment, advisor=each.advisor, by=actor_of(request))
        say(request, f"{each.advisor} no longer joins {appointment.client}.")
    return redirect(diary_on(appointment))


def _join(request: HttpRequest, appointment: Appointment, advisor: User) -> HttpResponse:
    join(appointment=appointment, advisor=advisor, by=actor_of(request))
    say(request, f"{advisor} joins {appointment.client} and {appointment.advisor}.")
    return redirect(diary_on(appointment))


def _show(
    request: HttpRequest,
    appointment: Appointment,
    form: forms.Form,
    refusal: Refusal | None = None,
) -> HttpResponse:
    return page(
        request,
        "office/join.html",
        title=f"Who joins {appointment.client}",
        status=refusal.status if refusal else 200,
        appointment=appointment,
        form=form,
        refusal=refusal,
    )
