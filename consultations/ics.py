"""Calendar files of appointments (RFC 5545, RFC 5546), written only through the library."""

from enum import StrEnum

from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from atelier.house.models import House
from atelier.people.models import Channel
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus


class Method(StrEnum):
    """What the file asks of a calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def calendar_file(appointment: Appointment, method: Method) -> bytes:
    """Return the appointment as one event with a stable UID and its own SEQUENCE, in UTC."""
    house = House.current()
    calendar = Calendar()
    calendar.add("prodid", f"-//{house.name}//Atelier//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(_event(appointment, house))
    return calendar.to_ical()


def where(appointment: Appointment, house: House) -> str:
    """Say in one line where it takes place."""
    if appointment.channel == Channel.IN_PERSON:
        return ", ".join([house.name, *house.address.splitlines()])
    if appointment.channel == Channel.VIDEO:
        return appointment.video_link or "Live video"
    return "By telephone"


def _event(appointment: Appointment, house: House) -> Event:
    cancelled = appointment.status == AppointmentStatus.CANCELLED
    event = Event()
    event.add("uid", str(appointment.public_id))
    event.add("sequence", appointment.ics_sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", _summary(appointment, house))
    event.add("location", where(appointment, house))
    event.add("description", _description(appointment))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", _person(house.email, house.name))
    for email, name in _attendees(appointment):
        event.add("attendee", _person(email, name), encode=False)
    return event


def _summary(appointment: Appointment, house: House) -> str:
    """Name the house, unless a shared calendar would give a surprise away."""
    secret = appointment.commission and appointment.commission.is_surprise
    return "Appointment" if secret else f"Consultation with {house.name}"


def _attendees(appointment: Appointment) -> list[tuple[str, str]]:
    client, advisor = appointment.client, appointment.advisor
    return [(client.email, client.name), (advisor.email, str(advisor))]


def _description(appointment: Appointment) -> str:
    said = f"{appointment.get_channel_display()} with {appointment.advisor}."
    return f"{said} {appointment.subject}".strip()


def _person(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name)
    return address
