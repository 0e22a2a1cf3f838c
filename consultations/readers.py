"""Who reads of an appointment, and by which clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from atelier.people.models import Channel, User
from consultations.models import Appointment
from consultations.times import zone_of_advisor, zone_of_client


@dataclass(frozen=True)
class Reader:
    """One person who is told. `key` tells them apart within an appointment.

    `zone` is their own clock; `other_zone` the one said beside it where the two differ.
    """

    key: str
    name: str
    email: str
    zone: ZoneInfo
    other_zone: ZoneInfo
    is_client: bool = False
    user_id: int = 0


def readers_of(appointment: Appointment) -> Iterator[Reader]:
    """Yield client, advisor and companions, in this order.

    Who has left the house reads of its clients no more.
    """
    yield client_of(appointment)
    for member in (appointment.advisor, *companions_of(appointment)):
        if member.is_active:
            yield staff_reader(appointment, member)


def companions_of(appointment: Appointment) -> list[User]:
    """Return the members of staff who join the advisor."""
    joined = appointment.companions.select_related("advisor__staff").order_by("pk")
    return [companion.advisor for companion in joined]


def client_of(appointment: Appointment) -> Reader:
    """Return the client, whose other clock is the one of where they are expected."""
    client = appointment.client
    return Reader(
        "client",
        client.name,
        client.email,
        zone_of_visitor(appointment),
        zone_of_meeting(appointment),
        is_client=True,
    )


def staff_reader(appointment: Appointment, member: User) -> Reader:
    """Return the advisor or a companion, whose other clock is the client's."""
    return Reader(
        f"staff-{member.pk}",
        str(member),
        member.email,
        zone_of_advisor(member),
        zone_of_visitor(appointment),
        user_id=member.pk,
    )


def zone_of_visitor(appointment: Appointment) -> ZoneInfo:
    """Return the clock the client reads this appointment on."""
    if appointment.client_zone:
        return ZoneInfo(appointment.client_zone)
    return zone_of_client(appointment.client)


def zone_of_meeting(appointment: Appointment) -> ZoneInfo:
    """Return the clock on the wall: the place's in person, else the advisor's."""
    if appointment.channel == Channel.IN_PERSON and appointment.room:
        return appointment.room.place.zone
    return zone_of_advisor(appointment.advisor)
