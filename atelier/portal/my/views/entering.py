"""The door of the emailed link to one appointment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from atelier.journal.addresses import address_of
from atelier.journal.refusals import Refusal
from atelier.people import links
from atelier.people.throttle import allow
from consultations.links import PURPOSE
from consultations.models import Appointment

# A mail scanner and a client together open a few; nobody guesses 256 bits at this rate.
TRIES_A_MINUTE = 30


class TooOften(Refusal):
    """One address opened many links."""

    code = "too-often"
    status = 429


@require_safe
@cache_control(private=True, no_store=True)
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Swap the link for a session that opens one appointment, at a clean address."""
    if not allow("appointment-link", address_of(request) or "", limit=TRIES_A_MINUTE, seconds=60):
        raise TooOften("Many links were opened from here. Please wait a minute and try once more.")
    link = links.open_link(token, PURPOSE)
    appointment = get_object_or_404(Appointment, pk=link.subject_id)
    links.enter(request, link)
    response = redirect("my:appointment", appointment.public_id)
    # Only here, where the secret stands in the address: a form sent from a page with it would
    # name no origin, and be refused as forged.
    response["Referrer-Policy"] = "no-referrer"
    return response
