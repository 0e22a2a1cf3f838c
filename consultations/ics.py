"""Calendar files of appointments (RFC 5545, RFC 5546), written only through the library."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Alarm, Calendar, Component, Event, vCalAddress, vText

from atelier.house.models import House
from consultations.meetings import Meeting, meeting_for_client, meeting_for_staff
from consultations.models import Appointment
from consultations.readers import Reader, companions_of
from consultations.statuses import AppointmentStatus
from orders.discretion import sender_of

# Time enough to set out, or to find a quiet room.
_ALARM = timedelta(hours=-1)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class Method(StrEnum):
    """What the file asks of a calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def calendar_file(
    appointment: Appointment, method: Method, *, reader: Reader | None = None
) -> bytes:
    """Return the appointment as one event with a stable UID and its own SEQUENCE, in UTC.

    Without `reader` it is the client's, with an alarm, and silent about a surprise. A member of
    staff's names everybody, themselves too when they are just leaving.
    """
    quiet = is_secret(appointment)
    event = _for_staff(appointment, reader) if reader and not reader.is_client else None
    if event is None:
        event = _for_client(appointment)
        if method != Method.CANCEL:
            event.add_component(_alarm(str(event["summary"])))
    if method == Method.CANCEL:
        event["status"] = vText("CANCELLED")
    calendar = new_calendar("Private" if quiet else House.current().name)
    calendar.add("method", method.value)
    calendar.add_component(event)
    return calendar.to_ical()


def new_calendar(name: str) -> Calendar:
    """Return an empty calendar made by `name`."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{plain(name)}//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def event_of(appointment: Appointment, *, stamped_at: datetime) -> Event:
    """Return what every reader's event has: identity, version, time and status."""
    cancelled = appointment.status == AppointmentStatus.CANCELLED
    event = Event()
    event.add("uid", str(appointment.public_id))
    event.add("sequence", appointment.ics_sequence)
    event.add("dtstamp", stamped_at)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def say(event: Component, **words: str) -> None:
    """Add what people wrote, one property each; empty words add nothing."""
    for name, said in words.items():
        if said:
            event.add(name, plain(said))


def plain(words: str) -> str:
    """Return `words` with line feeds as the only control characters."""
    return _CONTROL.sub("", words.replace("\r\n", "\n"))


def staff_page(appointment: Appointment) -> str:
    """Return the address of the appointment's page in the admin."""
    return settings.SITE_URL + reverse("admin:appointment", args=[appointment.public_id])


def is_secret(appointment: Appointment) -> bool:
    """Tell whether a shared calendar would give a surprise away."""
    return bool(appointment.commission and appointment.commission.is_surprise)


def _for_client(appointment: Appointment) -> Event:
    event, house = event_of(appointment, stamped_at=timezone.now()), House.current()
    if is_secret(appointment):
        say(event, summary="Appointment")
        _invite(event, _sender(appointment), [(appointment.client.email, appointment.client.name)])
        return event
    meeting = meeting_for_client(appointment, house)
    said = f"{meeting.how} with {appointment.advisor}."
    say(
        event,
        summary=f"Consultation with {house.name}",
        location=meeting.location,
        description=_lines(f"{said} {appointment.subject}".strip(), *_how(meeting)),
        url=meeting.link,
    )
    _invite(event, (house.email, house.name), _both(appointment))
    return event


def _for_staff(appointment: Appointment, reader: Reader) -> Event:
    event, house = event_of(appointment, stamped_at=timezone.now()), House.current()
    meeting = meeting_for_staff(appointment, house)
    say(
        event,
        summary=f"Consultation: {appointment.client.name}",
        location=meeting.location,
        description=_lines(
            f"{meeting.how}. {meeting.where}", appointment.subject, staff_page(appointment)
        ),
        url=meeting.link or staff_page(appointment),
    )
    companions = [(member.email, str(member)) for member in companions_of(appointment)]
    guests = dict([*_both(appointment), *companions, (reader.email, reader.name)])
    _invite(event, (house.email, house.name), guests.items())
    return event


def _invite(event: Event, host: tuple[str, str], guests: Iterable[tuple[str, str]]) -> None:
    event.add("organizer", _person(*host), encode=False)
    for guest in guests:
        attendee = _person(*guest)
        attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        event.add("attendee", attendee, encode=False)


def _both(appointment: Appointment) -> list[tuple[str, str]]:
    """Return client and advisor; a client whom no mail reaches is no guest of a calendar."""
    client, advisor = appointment.client, appointment.advisor
    guests = [(client.email, client.name), (advisor.email, str(advisor))]
    return [(email, name) for email, name in guests if email]


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM)
    alarm.add("description", words)
    return alarm


def _how(meeting: Meeting) -> list[str]:
    bring = " ".join(meeting.bring)
    return [meeting.where, meeting.directions, bring and f"{meeting.bring_title}: {bring}"]


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _sender(appointment: Appointment) -> tuple[str, str]:
    """Return the address every mail comes from, under the neutral name."""
    assert appointment.commission
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1], sender_of(appointment.commission)


def _person(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(plain(name).replace("\n", " "))
    return address
