"""What client and advisor are told of an appointment, each on their own clock."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal import outbox
from atelier.people.models import Channel
from consultations.ics import Method, calendar_file, where
from consultations.models import Appointment
from consultations.times import said_briefly, said_to, zone_of_advisor, zone_of_client
from orders.discretion import sender_of, subject_of

_REMINDER_KINDS = ("day", "hour")


def tell_booked(appointment: Appointment) -> None:
    """Confirm a new appointment, with its calendar file."""
    _tell(
        appointment,
        kind="appointment.booked",
        subject="Your consultation on {when}",
        opening="Your consultation is arranged. We look forward to it.",
        method=Method.REQUEST,
    )


def tell_moved(appointment: Appointment, *, before: datetime) -> None:
    """Tell the new time, and the old one it replaces."""
    _tell(
        appointment,
        kind="appointment.moved",
        subject="Your consultation now takes place on {when}",
        opening="Your consultation has a new time; your calendar file is attached again.",
        method=Method.REQUEST,
        before=before,
    )


def tell_cancelled(appointment: Appointment) -> None:
    """Tell that it is called off, with the file that takes it out of the calendar."""
    _tell(
        appointment,
        kind="appointment.cancelled",
        subject="Your consultation on {when} is cancelled",
        opening="Your consultation is cancelled. Write to us and we will find another time.",
        method=Method.CANCEL,
    )


def tell_summary(appointment: Appointment) -> None:
    """Send the client the advisor's summary of what was agreed."""
    client, advisor = _readers(appointment)
    facts = _facts(appointment, client, advisor) | {
        "opening": "Thank you for your time with us. This is what we agreed.",
        "summary": appointment.summary,
    }
    _post(appointment, client, "appointment.recorded", "What we spoke about on {when}", facts)


def remind(appointment: Appointment, kind: str) -> None:
    """Remind both a day (`day`) or an hour (`hour`) before."""
    opening = {
        "day": "This is a reminder of your consultation.",
        "hour": "Your consultation begins soon.",
    }[kind]
    _tell(
        appointment,
        kind=f"appointment.reminder_{kind}",
        subject="Reminder: your consultation on {when}",
        opening=opening,
    )


def withdraw_reminders(appointment: Appointment) -> None:
    """Take back reminders of an earlier time that have not left yet."""
    for kind in _REMINDER_KINDS:
        outbox.withdraw(dedup_prefix=f"appointment.reminder_{kind}:{appointment.public_id}:")


@dataclass(frozen=True)
class _Reader:
    """Who is told, and by which clock."""

    role: str
    name: str
    email: str
    zone: ZoneInfo


def _readers(appointment: Appointment) -> tuple[_Reader, _Reader]:
    client, advisor = appointment.client, appointment.advisor
    return (
        _Reader("client", client.name, client.email, zone_of_client(client)),
        _Reader("advisor", str(advisor), advisor.email, zone_of_advisor(advisor)),
    )


def _tell(
    appointment: Appointment,
    *,
    kind: str,
    subject: str,
    opening: str,
    method: Method | None = None,
    before: datetime | None = None,
) -> None:
    client, advisor = _readers(appointment)
    files = [_attachment(appointment, method)] if method else []
    for reader, other in ((client, advisor), (advisor, client)):
        facts = _facts(appointment, reader, other) | {"opening": opening, "before": before}
        _post(appointment, reader, kind, subject, facts, files)


def _post(
    appointment: Appointment,
    reader: _Reader,
    kind: str,
    subject: str,
    facts: dict[str, object],
    files: Sequence[Mapping[str, str]] = (),
) -> None:
    dated = subject.format(when=said_briefly(appointment.starts_at, reader.zone))
    quiet = appointment.commission if reader.role == "client" else None
    outbox.post(
        kind,
        to=reader.email,
        subject=subject_of(quiet, dated) if quiet else dated,
        text=render_to_string("consultations/mail/appointment.txt", facts),
        html=render_to_string("consultations/mail/appointment.html", facts),
        dedup_key=f"{kind}:{appointment.public_id}:{appointment.ics_sequence}:{reader.role}",
        commission_id=appointment.commission_id,
        sender_name=sender_of(quiet) if quiet else House.current().name,
        attachments=files,
    )


def _facts(appointment: Appointment, reader: _Reader, other: _Reader) -> dict[str, object]:
    house = House.current()
    return {
        "house": house,
        "appointment": appointment,
        "reader": reader,
        "other": other,
        "for_client": reader.role == "client",
        "when": said_to(appointment.starts_at, reader.zone, other.zone),
        "minutes": int((appointment.ends_at - appointment.starts_at) / timedelta(minutes=1)),
        "where": where(appointment, house),
        "in_person": appointment.channel == Channel.IN_PERSON,
    }


def _attachment(appointment: Appointment, method: Method) -> dict[str, str]:
    return {
        "name": "consultation.ics",
        "type": f"text/calendar; method={method.value}",
        "base64": base64.b64encode(calendar_file(appointment, method)).decode(),
    }
