"""A consultation as its advisor reads it: when, how, with whom, and what may be done now."""

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.people.models import Channel
from consultations.models import Appointment, Caller
from consultations.statuses import AppointmentStatus
from consultations.times import differ, place, said

# What a status says to the house, as a chip's colour.
_TONES = {
    AppointmentStatus.BOOKED: "",
    AppointmentStatus.DONE: "well",
    AppointmentStatus.CANCELLED: "plain",
    AppointmentStatus.NO_SHOW: "alarm",
}


@dataclass(frozen=True)
class Clock:
    """One clock's reading of the start and the end."""

    whose: str
    day: str
    hours: str


@dataclass(frozen=True)
class Meeting:
    """An appointment loaded with its people; every property is read without a query."""

    appointment: Appointment

    @cached_property
    def clocks(self) -> list[Clock]:
        """The advisor's clock first, the client's too where it reads differently."""
        start = self.appointment.starts_at
        mine = _zone_of_advisor(self.appointment)
        theirs = _zone(self.appointment.client_zone or self.appointment.client.time_zone)
        zones = [(mine, place(mine))]
        if differ(start, mine, theirs):
            zones.append((theirs, f"{self.appointment.client} in {place(theirs)}"))
        return [self._clock(zone, whose) for zone, whose in zones]

    def _clock(self, zone: ZoneInfo, whose: str) -> Clock:
        start, end = (
            at.astimezone(zone) for at in (self.appointment.starts_at, self.appointment.ends_at)
        )
        return Clock(whose, f"{start:%A %-d %B %Y}", f"{start:%H:%M} to {end:%H:%M}")

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return _TONES[AppointmentStatus(self.appointment.status)]

    @property
    def minutes(self) -> int:
        """How long it is planned for."""
        lasts = self.appointment.ends_at - self.appointment.starts_at
        return int(lasts.total_seconds() // 60)

    @property
    def number(self) -> str:
        """The number to call, of a consultation by telephone."""
        if self.appointment.channel != Channel.PHONE:
            return ""
        return self.appointment.phone or self.appointment.client.phone

    @property
    def dialled(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")

    @property
    def who_calls(self) -> str:
        """Who rings whom."""
        if self.appointment.caller == Caller.CLIENT:
            return f"{self.appointment.client} calls us"
        return f"{self.appointment.advisor} calls {self.appointment.client}"

    @property
    def is_booked(self) -> bool:
        """Whether it still stands."""
        return self.appointment.status == AppointmentStatus.BOOKED

    @property
    def has_begun(self) -> bool:
        """Whether its start has passed; before, it can be neither recorded nor missed."""
        return self.appointment.starts_at <= timezone.now()

    @property
    def begins(self) -> str:
        """When it can be recorded, in words."""
        return said(self.appointment.starts_at, _zone_of_advisor(self.appointment))


def _zone_of_advisor(appointment: Appointment) -> ZoneInfo:
    staff = getattr(appointment.advisor, "staff", None)
    return _zone(staff.time_zone if staff else "")


def _zone(name: str) -> ZoneInfo:
    """Return a zone by its name, else the one the office's pages run on: no query for a row."""
    return ZoneInfo(name) if name else ZoneInfo(timezone.get_current_timezone_name())
