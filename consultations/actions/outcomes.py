"""How an appointment ends: held and written down, called off, or missed."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from consultations import emails, policies
from consultations.actions.booking import record_event
from consultations.actions.drafts import drop_draft
from consultations.actions.followups import NewFollowUp, add_follow_ups
from consultations.models import Appointment
from consultations.slots import hold_appointment
from consultations.statuses import APPOINTMENTS, AppointmentStatus, NextStep

__all__ = ["NewFollowUp", "NextStep", "cancel", "miss", "record"]

_RECORDED = (
    "status",
    "attended",
    "notes",
    "summary",
    "options_shown",
    "sizes_measured",
    "budget",
    "next_step",
    "recorded_at",
)


def record(
    *,
    appointment: Appointment,
    attended: str,
    notes: str,
    summary: str,
    by: Actor,
    next_step: str = NextStep.QUOTE,
    options_shown: str = "",
    sizes_measured: str = "",
    budget: str = "",
    follow_ups: Sequence[NewFollowUp] = (),
) -> Appointment:
    """Write down a held consultation, with what was agreed as tasks and the step proposed next.

    The client is mailed the summary, never the notes. Raises `Refusal` without anybody attending,
    `WrongState` before it begins and when it is not booked.
    """
    policies.check_keeps_diary(by)
    policies.check_next_step(next_step)
    if not attended.strip():
        raise Refusal("Please say who came.")
    said = {
        "attended": attended,
        "notes": notes,
        "summary": summary,
        "options_shown": options_shown,
        "sizes_measured": sizes_measured,
        "budget": budget,
        "next_step": next_step,
    }
    with transaction.atomic():
        return _record(appointment, said, follow_ups, by)


def cancel(*, appointment: Appointment, reason: str, by: Actor) -> Appointment:
    """Call an appointment off and tell everybody; their calendars drop it.

    A client calls off their own, within `BookingRules.change_hours`. Cancelling again changes
    nothing. Raises `WrongState` once it was held or missed, `NotAllowed` for somebody else's.
    """
    policies.check_acts_for(appointment.client, by)
    with transaction.atomic():
        now = hold_appointment(appointment)
        if now.status == AppointmentStatus.CANCELLED:
            return now
        policies.check_calls_off(now, by)
        now.status = APPOINTMENTS.after("cancel", now.status)
        now.cancel_reason, now.ics_sequence = reason.strip(), now.ics_sequence + 1
        now.save(update_fields=["status", "cancel_reason", "ics_sequence"])
        record_event("appointment.cancelled", now, by, reason=now.cancel_reason)
        emails.withdraw_reminders(now)
        emails.tell_cancelled(now)
    return now


def miss(*, appointment: Appointment, by: Actor) -> Appointment:
    """Note that the client did not come; noting it again changes nothing.

    Raises `WrongState` before its start, and once it was held or cancelled.
    """
    policies.check_keeps_diary(by)
    with transaction.atomic():
        now = hold_appointment(appointment)
        if now.status == AppointmentStatus.NO_SHOW:
            return now
        policies.check_begun(now)
        now.status = APPOINTMENTS.after("miss", now.status)
        now.save(update_fields=["status"])
        record_event("appointment.missed", now, by)
    return now


def _record(
    appointment: Appointment, said: dict[str, str], follow_ups: Sequence[NewFollowUp], by: Actor
) -> Appointment:
    held = hold_appointment(appointment)
    held.status = APPOINTMENTS.after("record", held.status)
    policies.check_begun(held)
    for name, words in said.items():
        setattr(held, name, words.strip())
    held.recorded_at = timezone.now()
    held.save(update_fields=_RECORDED)
    drop_draft(held)
    add_follow_ups(follow_ups, of=held, by=by)
    record_event("appointment.recorded", held, by, next_step=held.next_step)
    if held.summary:
        emails.tell_summary(held)
    return held
