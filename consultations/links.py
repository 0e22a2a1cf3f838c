"""The secret link by which a client looks at, moves and cancels one appointment."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from atelier.people.links import make_link_until
from consultations.models import Appointment, BookingRules

PURPOSE = "appointment"
# So that whoever is late, or lost, still finds the address and the telephone number.
_LIVES_AFTER = timedelta(days=1)


def manage_address(appointment: Appointment) -> str:
    """Make a link to this appointment and return its address, to be shown only now.

    Hand it to the outbox under `secrets=`, so that nobody reads it there. It ends a day after the
    appointment, within the hour when that is cancelled, and at once when the client's address
    changes: Postgres sees to both. It may look, move and cancel by the house's rule, nothing else.
    """
    token = make_link_until(
        purpose=PURPOSE, subject_id=appointment.pk, until=appointment.ends_at + _LIVES_AFTER
    )
    return settings.SITE_URL + reverse("portal:appointment_link", args=[token])


def own_address(appointment: Appointment) -> str:
    """Return the address of the same page behind the client's sign-in; no secret."""
    return settings.SITE_URL + reverse("my:appointment", args=[appointment.public_id])


def changeable_until(appointment: Appointment) -> datetime:
    """Return until when its client may move or cancel it by the house's rule."""
    return appointment.starts_at - timedelta(hours=BookingRules.current().change_hours)
