"""How and where people meet, channel by channel: who calls whom, which door, what to bring."""

from dataclasses import dataclass

from atelier.house.models import House
from atelier.people.models import Channel
from consultations.models import Appointment, BookingRules, Caller

# Before that the advisor's previous guest may still be in the room.
_VIDEO_OPENS = "The link opens five minutes before we begin."


@dataclass(frozen=True)
class Meeting:
    """What one side needs in order to be there. Empty words say nothing."""

    how: str
    where: str
    link: str = ""
    directions: str = ""
    bring: tuple[str, ...] = ()
    bring_title: str = "Please bring"
    where_title: str = "Where"

    @property
    def location(self) -> str:
        """The place in one line, for a calendar."""
        return self.link or self.where


def meeting_for_client(appointment: Appointment, house: House) -> Meeting:
    """Return what the client is told: no room, but the door, and what to bring."""
    if appointment.channel == Channel.IN_PERSON:
        place = appointment.room and appointment.room.place
        return Meeting(
            how=appointment.get_channel_display(),
            where=_address(appointment, house),
            directions=(place and place.directions) or house.directions,
            bring=_to_bring(appointment, BookingRules.current().what_to_bring),
        )
    said = _VIDEO_OPENS if appointment.video_link else "We send you the link before we begin."
    calls = appointment.channel == Channel.PHONE
    return Meeting(
        how=appointment.get_channel_display(),
        where=_call_to_client(appointment, house) if calls else said,
        link="" if calls else appointment.video_link,
        bring=_to_bring(appointment),
        bring_title="Please have at hand",
        where_title="Call" if calls else "Where",
    )


def meeting_for_staff(appointment: Appointment, house: House) -> Meeting:
    """Return what advisor and companions are told: the room too, and whom to call."""
    how = appointment.get_channel_display()
    if appointment.channel == Channel.IN_PERSON:
        room = [str(appointment.room)] if appointment.room else []
        return Meeting(how=how, where=", ".join([_address(appointment, house), *room]))
    if appointment.channel == Channel.PHONE:
        return Meeting(how=how, where=_call_to_staff(appointment, house), where_title="Call")
    said = "Open the room five minutes before." if appointment.video_link else "No link yet."
    return Meeting(how=how, where=said, link=appointment.video_link)


def number_of(appointment: Appointment) -> str:
    """Return the number the client is called on: the one given for this call, else their own."""
    return appointment.phone or appointment.client.phone


def _address(appointment: Appointment, house: House) -> str:
    place = appointment.room and appointment.room.place
    name, address = house.name, house.address
    if place and place.address:
        name, address = f"{house.name}, {place.name}", place.address
    return ", ".join([name, *(line.strip() for line in address.splitlines() if line.strip())])


def _to_bring(appointment: Appointment, *more: str) -> tuple[str, ...]:
    own = appointment.topic.what_to_bring if appointment.topic else ""
    return tuple(words.strip() for words in (own, *more) if words.strip())


def _call_to_client(appointment: Appointment, house: House) -> str:
    if appointment.caller == Caller.CLIENT:
        return f"You call us on {house.phone}." if house.phone else "You call us."
    if number := number_of(appointment):
        return f"We call you on {number}."
    return "We call you. Please tell us your number by replying to this mail."


def _call_to_staff(appointment: Appointment, house: House) -> str:
    name = appointment.client.name
    if appointment.caller == Caller.CLIENT:
        return f"{name} calls the house." + (f" Our number: {house.phone}." if house.phone else "")
    if number := number_of(appointment):
        return f"You call {name} on {number}."
    return f"You call {name}, who has left no number yet."
