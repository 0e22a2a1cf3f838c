"""How an appointment ends: held and written down, called off, or missed."""

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record as record_event
from atelier.journal.refusals import Refusal
from consultations import emails, policies
from consultations.models import Appointment
from consultations.statuses import APPOINTMENTS, AppointmentStatus


class NextStep(TextChoices):
    """What the advisor proposes after a consultation."""

    QUOTE = "quote", "Prepare options"
    AGAIN = "again", "Meet again"
    DECLINE = "decline", "Decline the commission"
    WAIT = "wait", "The client will think about it"


def record(
    *,
    appointment: Appointment,
    attended: str,
    notes: str,
    summary: str,
    by: Actor,
    next_step: str = NextStep.QUOTE,
) -> Appointment:
    """Write down a held consultation; the client is mailed the summary, never the notes.

    Raises `Refusal` without anybody attending, `WrongState` when it is not booked.
    """
    policies.check_keeps_diary(by)
    if not attended.strip():
        raise Refusal("Please say who came.")
    with transaction.atomic():
        held = _end(appointment, "record")
        held.attended, held.notes, held.summary = attended.strip(), notes.strip(), summary.strip()
        held.recorded_at = timezone.now()
        held.save(update_fields=["status", "attended", "notes", "summary", "recorded_at"])
        _tell_journal("appointment.recorded", held, by, next_step=NextStep(next_step).value)
        if held.summary:
            emails.tell_summary(held)
    return held


def cancel(*, appointment: Appointment, reason: str, by: Actor) -> Appointment:
    """Call an appointment off and tell both; their calendars drop it.

    Cancelling again changes nothing. Raises `WrongState` once it was held or missed.
    """
    policies.check_keeps_diary(by)
    with transaction.atomic():
        now = _lock(appointment)
        if now.status == AppointmentStatus.CANCELLED:
            return now
        now.status = APPOINTMENTS.after("cancel", now.status)
        now.cancel_reason, now.ics_sequence = reason.strip(), now.ics_sequence + 1
        now.save(update_fields=["status", "cancel_reason", "ics_sequence"])
        _tell_journal("appointment.cancelled", now, by, reason=now.cancel_reason)
        emails.withdraw_reminders(now)
        emails.tell_cancelled(now)
    return now


def miss(*, appointment: Appointment, by: Actor) -> Appointment:
    """Note that the client did not come. Raises `WrongState` before its start."""
    policies.check_keeps_diary(by)
    policies.check_begun(appointment)
    with transaction.atomic():
        missed = _end(appointment, "miss")
        missed.save(update_fields=["status"])
        _tell_journal("appointment.missed", missed, by)
    return missed


def _end(appointment: Appointment, event: str) -> Appointment:
    now = _lock(appointment)
    now.status = APPOINTMENTS.after(event, now.status)
    return now


def _lock(appointment: Appointment) -> Appointment:
    everything = Appointment.objects.select_related(
        "client__user", "advisor__staff", "room", "commission"
    )
    return everything.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)


def _tell_journal(kind: str, appointment: Appointment, by: Actor, **data: object) -> None:
    record_event(
        kind,
        appointment,
        by=by,
        commission_id=appointment.commission_id,
        starts_at=appointment.starts_at.isoformat(),
        advisor=str(appointment.advisor),
        **data,
    )
