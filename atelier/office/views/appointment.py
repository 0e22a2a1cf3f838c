"""One consultation: what to prepare, what to record."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.booking import RecordForm
from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from consultations.actions.outcomes import NextStep, miss, record
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from consultations.times import said_to, zone_of_advisor, zone_of_client


@require_http_methods(["GET", "POST"])
@needs("consultations.change_appointment")
def appointment_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a consultation; while it is booked, record what was said."""
    appointment = _find(public_id)
    first = {"attended": appointment.client.name, "next_step": NextStep.QUOTE}
    form = RecordForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return _record(request, appointment, form)
        except Refusal as refused:
            return _show(request, appointment, form, refused)
    return _show(request, appointment, form)


@require_POST
@needs("consultations.change_appointment")
def missed(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that nobody came."""
    appointment = _find(public_id)
    try:
        miss(appointment=appointment, by=actor_of(request))
    except Refusal as refused:
        return _show(request, appointment, RecordForm(), refused)
    say(request, f"Noted: {appointment.client} did not come.")
    return _back(appointment)


def _find(public_id: uuid.UUID) -> Appointment:
    return get_object_or_404(Appointment.objects.with_people(), public_id=public_id)


def _show(
    request: HttpRequest,
    appointment: Appointment,
    form: RecordForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    advisor, client = zone_of_advisor(appointment.advisor), zone_of_client(appointment.client)
    context: dict[str, Any] = {
        "appointment": appointment,
        "when": said_to(appointment.starts_at, advisor, client),
        "form": form,
        "refusal": refusal,
        "is_booked": appointment.status == AppointmentStatus.BOOKED,
    }
    return page(
        request,
        "office/appointment.html",
        title=f"Consultation with {appointment.client}",
        status=refusal.status if refusal else 200,
        **context,
    )


def _record(request: HttpRequest, appointment: Appointment, form: RecordForm) -> HttpResponse:
    record(appointment=appointment, by=actor_of(request), **form.cleaned_data)
    say(request, "The consultation is recorded.")
    commission = appointment.commission
    if commission and form.cleaned_data["next_step"] == NextStep.AGAIN:
        return redirect("admin:book", commission.reference)
    return _back(appointment)


def _back(appointment: Appointment) -> HttpResponse:
    if appointment.commission:
        return redirect("admin:commission", appointment.commission.reference, "consultations")
    return redirect("admin:diary")
