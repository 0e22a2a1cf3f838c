"""The steps of consulting: to arrange, to prepare, to record, and what a record proposed."""

from django.urls import reverse
from django.utils import timezone

from atelier.office.steps.quoting import decline_step, quote_step
from atelier.office.steps.standing import Standing, Step, section_address
from consultations.models import Appointment, WrittenConsultation
from consultations.statuses import NextStep
from orders.statuses import COMMISSIONS


def speaking_step(standing: Standing) -> Step | None:
    """Return what is arranged with the client already: a meeting, an answer, times to choose."""
    if standing.booked:
        return _meet(standing.booked)
    if standing.asked:
        return _answer(standing.asked)
    return _invited(standing) if standing.invited else None


def proposed_step(standing: Standing) -> Step | None:
    """Return what the last consultation proposed, while that can still be done."""
    if standing.held is None:
        return None
    proposed = {NextStep.AGAIN: book_step, NextStep.DECLINE: decline_step, NextStep.WAIT: _wait}
    step = proposed.get(NextStep(standing.held.next_step or NextStep.QUOTE), quote_step)
    return step(standing) or quote_step(standing)


def book_step(standing: Standing) -> Step | None:
    """Return the way to a consultation, while one may be arranged and none is."""
    commission = standing.commission
    if not COMMISSIONS.allows("consult", commission.status) or standing.booked:
        return None
    url = reverse("admin:book", args=[commission.reference])
    again = "Book another consultation" if standing.held else "Book a consultation"
    return Step(again, url, "Agree on a time with the client.")


def _meet(appointment: Appointment) -> Step:
    """Prepare it before its hour, record it from then on."""
    url = reverse("admin:appointment", args=[appointment.public_id])
    when = f"{timezone.localtime(appointment.starts_at):%A %-d %B, %H:%M}"
    begun = appointment.starts_at <= timezone.now()
    label = "Record the consultation" if begun else "Prepare the consultation"
    return Step(label, url, f"{when} with {appointment.advisor}.")


def _answer(written: WrittenConsultation) -> Step:
    url = reverse("admin:written", args=[written.public_id])
    return Step("Answer in writing", url, f"Promised by {written.due_on:%A %-d %B}.")


def _invited(standing: Standing) -> Step:
    url = section_address(standing.commission, "consultations")
    return Step("See the times proposed", url, "The client chooses one of them.")


def _wait(standing: Standing) -> Step:
    url = f"{section_address(standing.commission, 'consultations')}#follow-ups"
    return Step("See the follow-ups", url, "The client is thinking about it.")
