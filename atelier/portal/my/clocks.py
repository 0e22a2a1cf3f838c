"""The clock a client reads times on: chosen, known, told by their device, or the house's."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest
from django.utils import timezone

from atelier.house.models import House
from atelier.people.models import Client
from consultations.models import Appointment
from consultations.times import differ, place

_CHOSEN, _DEVICE = "clock", "device_clock"
# Places people live in; what else the time zone database holds is history and shorthand.
_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
    | {"Pacific"}
)


@dataclass(frozen=True)
class Clock:
    """The clock a page is written on, beside the house's; `device` is another it might be."""

    zone: ZoneInfo
    house: ZoneInfo
    device: ZoneInfo | None = None

    @property
    def city(self) -> str:
        """The place whose clock it is."""
        return place(self.zone)

    @property
    def house_city(self) -> str:
        """The place the house's clock stands in."""
        return place(self.house)

    @property
    def device_city(self) -> str:
        """Where the device says it is, when that reads another time; else nothing."""
        other = self.device and differ(timezone.now(), self.device, self.zone)
        return place(self.device) if self.device and other else ""

    def differs(self, at: datetime) -> bool:
        """Tell whether the house's clock reads another time at this moment."""
        return differ(at, self.zone, self.house)


def clock_of(
    request: HttpRequest, house: House, client: Client, appointment: Appointment | None = None
) -> Clock:
    """Return the clock to write this client's page on.

    What they chose in this visit comes first, then what an appointment or the client is known to
    be read on, then what the device says, then the house's.
    """
    known = (appointment.client_zone if appointment else "") or client.time_zone
    device = zone_named(request.session.get(_DEVICE, ""))
    zone = zone_named(zone_chosen(request)) or zone_named(known) or device
    return Clock(zone=zone or house.zone, house=house.zone, device=device)


def zone_named(name: str) -> ZoneInfo | None:
    """Return the zone of that name, or nothing where there is none such."""
    return ZoneInfo(name) if name in available_timezones() else None


def zone_chosen(request: HttpRequest) -> str:
    """Return the zone chosen in this visit; else nothing."""
    zone: str = request.session.get(_CHOSEN, "")
    return zone


def choose_clock(request: HttpRequest, zone: str) -> None:
    """Read times in `zone` for the rest of this visit."""
    request.session[_CHOSEN] = zone


def note_device(request: HttpRequest, zone: str) -> None:
    """Keep what the device says of where it is; it never overrules what somebody chose."""
    request.session[_DEVICE] = zone


def zones_by_region(now: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every inhabited zone under its region, each with the time it is there now."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, _, city = name.partition("/")
        if region in _REGIONS and city:
            there = now.astimezone(ZoneInfo(name))
            regions.setdefault(region, []).append((name, _entry(city, there)))
    return list(regions.items())


def _entry(city: str, there: datetime) -> str:
    words = ", ".join(reversed(city.replace("_", " ").split("/")))
    return f"{words}: {there:%H:%M} now"
