"""Which reminders are due and still useful, and handing each over exactly once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from consultations import emails
from consultations.models import Appointment, Reminder
from consultations.sweeps import each_alone


@dataclass(frozen=True)
class Notice:
    """A kind of reminder: how long before the start it is due, and until when it is useful."""

    kind: str
    before: timedelta
    useful_until: timedelta


# Three hours before, "a day before" is stale: the next one is near.
NOTICES = (
    Notice("day", before=timedelta(hours=24), useful_until=timedelta(hours=3)),
    Notice("hour", before=timedelta(hours=1), useful_until=timedelta(0)),
)


def send_reminders() -> int:
    """Hand every due reminder to the outbox and return how many; doubled callers share the work.

    Each is inserted in one transaction with its mails; an appointment that another worker holds
    is left to it, and one that cannot be told of, for an address that is none, holds up no other.
    What fell due before the time was agreed, or is stale, is never sent.
    """
    return sum(
        each_alone(partial(hand_over, notice=notice), due(notice).values_list("pk", flat=True))
        for notice in NOTICES
    )


def due(notice: Notice):
    """Return the booked appointments whose reminder of this kind should leave now."""
    now = timezone.now()
    due_at = F("starts_at") - notice.before
    handed_over = Reminder.objects.filter(
        appointment=OuterRef("pk"),
        kind=notice.kind,
        due_at=OuterRef("starts_at") - notice.before,
    )
    return Appointment.objects.booked().filter(
        Q(timed_at__lt=due_at),
        ~Exists(handed_over),
        starts_at__lte=now + notice.before,
        starts_at__gt=now + notice.useful_until,
    )


@transaction.atomic
def hand_over(appointment_id: int, notice: Notice) -> bool:
    """Hand one reminder over, re-reading the appointment under its lock; False when not due."""
    appointment = (
        due(notice)
        .with_people()
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(pk=appointment_id)
        .first()
    )
    if appointment is None or not _claim(appointment, notice):
        return False
    until = appointment.starts_at - notice.useful_until
    emails.remind(appointment, notice.kind, useful_until=until)
    record(
        "appointment.reminded",
        appointment,
        by=Actor.system(),
        commission_id=appointment.commission_id,
        notice=notice.kind,
    )
    return True


def _claim(appointment: Appointment, notice: Notice) -> bool:
    due_at: datetime = appointment.starts_at - notice.before
    _, made = Reminder.objects.get_or_create(
        appointment=appointment, kind=notice.kind, due_at=due_at
    )
    return made
