"""Moments and the clocks people read them on. Everything is stored in UTC."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.people.models import Channel, Client, User

# The channels that have an hour; how long each takes, the rules of booking say.
TIMED: tuple[str, ...] = (Channel.IN_PERSON, Channel.VIDEO, Channel.PHONE)


class NoSuchTime(Refusal):
    """The clocks jump over this time of day."""

    code = "no-such-time"


def house_zone() -> ZoneInfo:
    """Return the zone the house lives by."""
    return House.current().zone


def house_today() -> date:
    """Return the day it is where the house is."""
    return timezone.now().astimezone(house_zone()).date()


def zone_of_client(client: Client, house: House | None = None) -> ZoneInfo:
    """Return the client's own zone, or that of `house` where none is known."""
    if client.time_zone:
        return ZoneInfo(client.time_zone)
    return house.zone if house else house_zone()


def zone_of_advisor(advisor: User) -> ZoneInfo:
    """Return the advisor's own zone, or the house's where none is known."""
    staff = getattr(advisor, "staff", None)
    return ZoneInfo(staff.time_zone) if staff and staff.time_zone else house_zone()


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC moment at which `zone` reads `day` and `clock`.

    In autumn's doubled hour it is the first of the two. Raises `NoSuchTime` in spring's gap.
    """
    there = datetime.combine(day, clock, tzinfo=zone)
    utc = there.astimezone(ZoneInfo("UTC"))
    if utc.astimezone(zone).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise NoSuchTime(
            f"{clock:%H:%M} does not exist on {day:%-d %B %Y}: the clocks go forward that night."
        )
    return utc


def day_span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of `day` in `zone` and of the day after; 23 to 25 hours apart."""
    midnight = time(0)
    return (
        datetime.combine(day, midnight, tzinfo=zone),
        datetime.combine(day + timedelta(days=1), midnight, tzinfo=zone),
    )


def said(at: datetime, zone: ZoneInfo) -> str:
    """Say a moment as it is read in `zone`: Tuesday 24 November 2026, 10:00 (EST)."""
    there = at.astimezone(zone)
    return f"{there:%A %-d %B %Y, %H:%M} ({place(zone)}, {there:%Z})"


def said_briefly(at: datetime, zone: ZoneInfo) -> str:
    """Say a moment in a few words: Tue 24 Nov, 10:00."""
    return f"{at.astimezone(zone):%a %-d %b, %H:%M}"


def place(zone: ZoneInfo) -> str:
    """Say a zone by its city: New York."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def differ(at: datetime, one: ZoneInfo, other: ZoneInfo) -> bool:
    """Tell whether two clocks read differently at this moment."""
    return at.astimezone(one).utcoffset() != at.astimezone(other).utcoffset()


def said_to(at: datetime, reader: ZoneInfo, other: ZoneInfo) -> list[str]:
    """Say a moment on the reader's clock, and on the other's where the two differ."""
    lines = [said(at, reader)]
    if differ(at, reader, other):
        lines.append(said(at, other))
    return lines
