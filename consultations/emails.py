"""What client, advisor and companions are told of an appointment, and what is taken back."""

from copy import copy
from datetime import datetime

from atelier.people.models import User
from consultations.letters import take_back, write
from consultations.models import Appointment
from consultations.news import BOOKED, CANCELLED, REMINDERS, SUMMARY
from consultations.readers import client_of, readers_of, staff_reader
from consultations.told import NOTHING, forget, standing, start_of, tell_change


def tell_booked(appointment: Appointment) -> None:
    """Confirm a new appointment to everybody, with its calendar file.

    Nobody is told of a walk-in: they are sitting at the table.
    """
    if appointment.walk_in:
        return
    for reader in readers_of(appointment):
        write(
            appointment, reader, BOOKED, key=_change(appointment), useful_until=appointment.ends_at
        )


def tell_moved(
    appointment: Appointment,
    *,
    before: datetime,
    due_at: datetime | None = None,
    was: Appointment | None = None,
) -> None:
    """Tell how it stands now and the time it replaces, from `due_at` on.

    `was` is the appointment as it stood before, for what else may have changed: length, room,
    advisor. Moved twice before anybody read of it, only the last place is told, as a change from
    what the reader knows; moved and moved back, nobody is told. So this also tells an undone move.
    """
    was = was or _at(appointment, before)
    for reader in readers_of(appointment):
        joins = not reader.is_client and was.advisor_id != appointment.advisor_id == reader.user_id
        known = NOTHING if joins else standing(was, reader)
        tell_change(
            appointment, reader, known=known, now=standing(appointment, reader), due_at=due_at
        )
    if was.advisor_id != appointment.advisor_id:
        _tell_gone(appointment, was.advisor, was, due_at)


def tell_cancelled(appointment: Appointment) -> None:
    """Tell everybody it is called off, with the file that takes it out of their calendars.

    Whoever has not read of its last move is told of the time they know; a companion who has not
    read of joining is told nothing.
    """
    for reader in readers_of(appointment):
        known = forget(appointment, reader)
        if known != NOTHING:
            at = start_of(known) if known else None
            write(appointment, reader, CANCELLED, key=_change(appointment), at=at)


def tell_joined(appointment: Appointment, advisor: User) -> None:
    """Tell a companion that they join, with a calendar file of their own."""
    reader = staff_reader(appointment, advisor)
    tell_change(appointment, reader, known=NOTHING, now=standing(appointment, reader))


def tell_left(appointment: Appointment, advisor: User) -> None:
    """Tell a companion that they are not needed; nobody who has not read of joining is told."""
    _tell_gone(appointment, advisor, appointment)


def tell_summary(appointment: Appointment) -> None:
    """Send the client the advisor's summary and the follow-ups shared with them."""
    shared = appointment.follow_ups.filter(is_shared=True).select_related("assignee")
    write(
        appointment,
        client_of(appointment),
        SUMMARY,
        key=_change(appointment),
        more={"summary": appointment.summary, "follow_ups": list(shared)},
    )


def remind(appointment: Appointment, kind: str, *, useful_until: datetime) -> None:
    """Remind everybody a day (`day`) or an hour (`hour`) before, if it leaves by `useful_until`.

    One mail for each start and reader, however often it is asked for.
    """
    key = appointment.starts_at.isoformat()
    for reader in readers_of(appointment):
        write(appointment, reader, REMINDERS[kind], key=key, useful_until=useful_until)


def withdraw_reminders(appointment: Appointment) -> None:
    """Take back reminders that have not left yet, because the time they name is no more.

    What was taken back may be due again where the appointment returns to its time, so it is
    forgotten that it was handed over. One that the mail server is being given at this moment still
    arrives: that window lasts from a sender's claim to the server's answer, at most its timeout.
    """
    for kind, news in REMINDERS.items():
        gone = [take_back(appointment, reader, news) for reader in readers_of(appointment)]
        if any(gone):
            appointment.reminders.filter(kind=kind).delete()


def _tell_gone(
    appointment: Appointment, member: User, was: Appointment, due_at: datetime | None = None
) -> None:
    """Tell a member of staff who took part that they do no longer; no reminder reaches them."""
    reader = staff_reader(appointment, member)
    for news in REMINDERS.values():
        take_back(appointment, reader, news)
    if member.is_active:
        tell_change(appointment, reader, known=standing(was, reader), now=NOTHING, due_at=due_at)


def _at(appointment: Appointment, before: datetime) -> Appointment:
    """Return the appointment as it was when all that differed was its start."""
    was = copy(appointment)
    was.starts_at, was.ends_at = before, before + (appointment.ends_at - appointment.starts_at)
    return was


def _change(appointment: Appointment) -> str:
    return str(appointment.ics_sequence)
