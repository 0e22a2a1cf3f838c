"""Another advisor or the gemmologist joins an appointment, or leaves it."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.people.models import User
from consultations import emails, policies
from consultations.actions.booking import record_event
from consultations.models import Appointment, Companion
from consultations.slots import clear_expired, hold_appointment, keep_slot
from consultations.statuses import APPOINTMENTS


def join(*, appointment: Appointment, advisor: User, by: Actor) -> Appointment:
    """Let another member of staff join; their time is taken and they are told.

    Joining again changes nothing. Raises `Conflict` with free times nearby when they are taken,
    `WrongState` when it is no longer booked.
    """
    policies.check_keeps_diary(by)
    policies.check_works_here(advisor)
    policies.check_does_not_lead(appointment, advisor)
    wish = Appointment.objects.with_people().get(pk=appointment.pk)
    return keep_slot(lambda: _join(wish, advisor, by), wish=wish, by=by, joining=[advisor])


@transaction.atomic
def leave(*, appointment: Appointment, advisor: User, by: Actor) -> Appointment:
    """Let somebody who joined leave; their time is free again and they are told.

    Leaving again changes nothing. Raises `WrongState` when it is no longer booked.
    """
    policies.check_keeps_diary(by)
    now = hold_appointment(appointment, advisors=[advisor.pk])
    APPOINTMENTS.after("leave", now.status)
    gone, _ = now.companions.filter(advisor=advisor).delete()
    if gone:
        record_event("appointment.left", now, by, companion=str(advisor))
        emails.tell_left(now, advisor)
    return now


def _join(wish: Appointment, advisor: User, by: Actor) -> Appointment:
    now = hold_appointment(wish, advisors=[advisor.pk])
    APPOINTMENTS.after("join", now.status)
    policies.check_does_not_lead(now, advisor)
    if now.companions.filter(advisor=advisor).exists():
        return now
    clear_expired(wish, {advisor.pk})
    Companion.objects.create(appointment=now, advisor=advisor)
    record_event("appointment.joined", now, by, companion=str(advisor))
    emails.tell_joined(now, advisor)
    return now
