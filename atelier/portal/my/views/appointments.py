"""One appointment's own page: to look at and to cancel; by sign-in or by its emailed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from atelier.journal.refusals import Refusal
from atelier.portal.my.access import house_of, show
from atelier.portal.my.client_side import client_side
from atelier.portal.my.details import LeaveForm
from atelier.portal.my.doors import AppointmentVisit, appointment_page
from atelier.portal.my.records import record_of
from consultations.actions.outcomes import cancel
from consultations.policies import can_change_by_client, check_changes_by_client
from consultations.statuses import APPOINTMENTS, AppointmentStatus


@require_safe
@appointment_page
def appointment(request: HttpRequest, visit: AppointmentVisit) -> HttpResponse:
    """When, where and with whom; what to bring; and how to change it."""
    return _page(request, visit, "appointment")


@require_safe
@appointment_page
def booked(request: HttpRequest, visit: AppointmentVisit) -> HttpResponse:
    """The last step of a booking: it is confirmed."""
    if visit.appointment.status != AppointmentStatus.BOOKED:
        return redirect("my:appointment", visit.appointment.public_id)
    return _page(request, visit, "booked")


@appointment_page
def leave(request: HttpRequest, visit: AppointmentVisit) -> HttpResponse:
    """Cancel it within the house's rule, with a reason or without."""
    if visit.appointment.status == AppointmentStatus.CANCELLED:
        return redirect("my:appointment", visit.appointment.public_id)
    form = LeaveForm(request.POST or None)
    try:
        check_changes_by_client(visit.appointment)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            cancel(appointment=visit.appointment, reason=reason, by=visit.by)
            return redirect("my:appointment", visit.appointment.public_id)
    except Refusal as refusal:
        return too_late(request, visit, refusal)
    return show(request, "consultations/cancel", context_of(request, visit) | {"form": form})


def _page(request: HttpRequest, visit: AppointmentVisit, name: str) -> HttpResponse:
    return show(request, f"consultations/{name}", context_of(request, visit))


def context_of(request: HttpRequest, visit: AppointmentVisit) -> dict[str, object]:
    """Return what every page of one appointment shows."""
    return {
        "visit": visit,
        "appointment": visit.appointment,
        "side": client_side(visit.appointment, visit.clock, house_of(request)),
        "sentence": APPOINTMENTS.sentences[visit.appointment.status],
        "may_change": can_change_by_client(visit.appointment),
        "is_over": visit.appointment.ends_at < timezone.now(),
        "by_link": visit.by_link,
        "record": record_of(visit.appointment),
    }


def too_late(request: HttpRequest, visit: AppointmentVisit, refusal: Refusal) -> HttpResponse:
    """Return the kind page that gives the number to call instead."""
    context = context_of(request, visit) | {"sentence": str(refusal)}
    return show(request, "consultations/too_late", context, status=refusal.status)
