"""What follows from a consultation, as the one button and those beside it."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from atelier.office.forms.booking import commissions_of
from atelier.office.steps.quoting import decline_step, quote_step
from atelier.office.steps.standing import Standing, Step
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus, NextStep
from consultations.times import zone_of_advisor
from orders.models import Commission

# Options, stones and sketches take about a week to prepare before the second meeting.
_AGAIN = timedelta(days=7)
_SATURDAY = 5


def proposals(appointment: Appointment) -> tuple[Step | None, list[Step]]:
    """Return the next action of a recorded or missed consultation, and the others."""
    offered = {
        NextStep.QUOTE: _quote(appointment),
        NextStep.AGAIN: again(appointment),
        NextStep.WAIT: _wait(appointment),
        NextStep.DECLINE: _decline(appointment),
    }
    chosen = _chosen(appointment)
    # Who did not come has nothing to be quoted yet; without a commission nothing is declined.
    first = offered.pop(chosen if offered.get(chosen) else NextStep.AGAIN)
    return first, [step for step in offered.values() if step]


def again(appointment: Appointment) -> Step:
    """Book the next meeting with the same client and advisor, in a week that leaves time."""
    missed = appointment.status == AppointmentStatus.NO_SHOW
    label = "Find another time" if missed else "Book the second appointment"
    day = sensible_day(appointment)
    asked = {"day": f"{day:%Y-%m-%d}", "advisor": appointment.advisor_id}
    asked["channel"] = appointment.channel
    return Step(
        label,
        f"{_book_page(appointment)}?{urlencode(asked)}",
        f"The calendar opens on {day:%A %-d %B}, with {appointment.client} chosen.",
    )


def sensible_day(appointment: Appointment) -> date:
    """Return a week after it was held, or after today; a weekend becomes the Monday after."""
    zone = zone_of_advisor(appointment.advisor)
    held, now = timezone.localdate(appointment.starts_at, zone), timezone.localdate(timezone=zone)
    day = max(held, now) + _AGAIN
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _chosen(appointment: Appointment) -> NextStep:
    if appointment.status == AppointmentStatus.NO_SHOW:
        return NextStep.AGAIN
    return NextStep(appointment.next_step or NextStep.WAIT)


def _quote(appointment: Appointment) -> Step | None:
    """Go on to the quote; what nobody asked for in writing yet is written down first."""
    if appointment.commission:
        return quote_step(Standing.of(appointment.commission))
    if appointment.status == AppointmentStatus.NO_SHOW:
        return None
    wish = _only_wish(appointment)
    return (wish and quote_step(Standing.of(wish))) or _request(appointment)


def _only_wish(appointment: Appointment) -> Commission | None:
    """Return the client's only living commission: it is surely what was spoken of."""
    found = list(commissions_of(appointment.client)[:2])
    return found[0] if len(found) == 1 else None


def _request(appointment: Appointment) -> Step:
    client = appointment.client
    if not client.email:
        url = reverse("admin:people_client_write_address", args=[client.pk])
        return Step("Write down their address", url, "An offer is mailed, and answered by a code.")
    url = f"{reverse('orders:begin')}?for={client.public_id}"
    why = f"The questions of a request, answered together. {client.email} makes it theirs."
    return Step("Write down what they wish for", url, why)


def _decline(appointment: Appointment) -> Step | None:
    return decline_step(Standing.of(appointment.commission)) if appointment.commission else None


def _wait(appointment: Appointment) -> Step | None:
    url = f"{reverse('admin:client_consultations', args=[appointment.client.public_id])}#follow-ups"
    if appointment.follow_ups.open().exists():
        why = "What was agreed stands on home until it is done."
        return Step("See the follow-ups", url, why)
    return Step("Add a follow-up", url, f"So that somebody asks {appointment.client} in time.")


def _book_page(appointment: Appointment) -> str:
    if appointment.commission:
        return reverse("admin:book", args=[appointment.commission.reference])
    return reverse("admin:book_client", args=[appointment.client.public_id])
