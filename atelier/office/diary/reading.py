"""Reads what a look at the diary needs: as many queries whatever the house holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.house.models import House
from atelier.office.diary.layout import Board, lay_out
from atelier.office.diary.look import Look
from atelier.office.diary.things import Column, Taken
from atelier.people.models import Channel, User
from consultations.availability import Slot, free_slots
from consultations.availability.spans import merged
from consultations.availability.timetable import Timetable
from consultations.models import Appointment, BookingRules, Hold, Room, Topic
from consultations.statuses import AppointmentStatus
from consultations.times import day_span, house_zone, zone_of_advisor

# A consultation in person asks for a room as well.
_ROOMED = Channel.IN_PERSON


@dataclass(frozen=True)
class Sought:
    """What free times are looked for: of which channel and length, or for what to be moved."""

    channel: str
    minutes: int | None = None
    topic: Topic | None = None
    moving: Appointment | None = None


def advisors() -> list[User]:
    """Return everybody who holds consultations, by name."""
    everybody = User.objects.filter(is_active=True, staff__is_advisor=True)
    return list(everybody.select_related("staff").order_by("name"))


def rooms() -> list[Room]:
    """Return the rooms in use."""
    return list(Room.objects.filter(is_active=True).select_related("place"))


@dataclass(frozen=True)
class Reading:
    """A look, everybody it could show, and the board of those it shows."""

    look: Look
    board: Board
    columns: tuple[Column, ...]
    everybody: tuple[User, ...] | tuple[Room, ...]

    @property
    def is_grid(self) -> bool:
        """A day, or one owner's week, is a grid of hours; the whole week is not."""
        return self.look.shown == "day" or (self.look.shown == "week" and self.look.who is not None)


def read(look: Look, sought: Sought) -> Reading:
    """Read the board a look asks for."""
    everybody: list[User] | list[Room] = rooms() if look.is_rooms else advisors()
    house = house_zone()
    columns = [_column(each, house) for each in everybody if look.who in (None, each.pk)]
    zone = columns[0].zone if look.who and columns else house
    span = (day_span(look.days[0], zone)[0], day_span(look.days[-1], zone)[1])
    table = _timetable(columns, span)
    board = lay_out(
        days=look.days,
        columns=columns,
        taken=_taken(span, sought.moving),
        slots=_slots(look, sought, columns, zone),
        hours={each.key: [_moments(*hours) for hours in _met(table, each)] for each in columns},
        holidays={day: name for day in look.days if (name := table.holiday(day))},
        zone=zone,
        now=timezone.now(),
    )
    return Reading(look, board, tuple(columns), tuple(everybody))  # type: ignore[arg-type]


def _column(owner: User | Room, house: ZoneInfo) -> Column:
    if isinstance(owner, Room):
        place = owner.place
        return Column(owner, str(owner), ZoneInfo(place.time_zone) if place.time_zone else house)
    return Column(owner, str(owner), zone_of_advisor(owner))


def _taken(span: tuple[datetime, datetime], moving: Appointment | None) -> Sequence[Taken]:
    """Return what stands in those hours; cancelled ones stand nowhere."""
    standing = Appointment.objects.exclude(status=AppointmentStatus.CANCELLED).with_people()
    wide = (span[0] - timedelta(days=1), span[1])
    appointments = standing.starting_within(wide).prefetch_related("companions")
    holds = Hold.objects.living().filter(starts_at__gte=wide[0], starts_at__lt=wide[1])
    return [*appointments, *holds.select_related("client", "advisor", "room")]


def _timetable(columns: Sequence[Column], span: tuple[datetime, datetime]) -> Timetable:
    people = [each.owner for each in columns if isinstance(each.owner, User)]
    seconds = (int(span[0].timestamp()), int(span[1].timestamp()))
    return Timetable.read(people, seconds, House.current(), BookingRules.current())


def _met(table: Timetable, column: Column) -> list[tuple[int, int]]:
    """Return when a column's owner can be met or used, taken or not."""
    if isinstance(column.owner, Room):
        return table.of_places.get(column.owner.place_id, [])
    return merged(hours for hours, _ in table.of_advisor(column.owner))


def _moments(begins: int, ends: int) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(begins, UTC), datetime.fromtimestamp(ends, UTC)


def _slots(look: Look, sought: Sought, columns: Sequence[Column], zone: ZoneInfo) -> Sequence[Slot]:
    """Return the free times; a room's are those of anybody, in person."""
    if not columns or (look.is_rooms and sought.channel != _ROOMED):
        return []
    of = [each.owner for each in columns if isinstance(each.owner, User)]
    found = free_slots(
        channel=sought.channel,
        span=(look.days[0], look.days[-1]),
        zone=zone,
        advisors=None if look.is_rooms else of,
        minutes=sought.minutes,
        topic=sought.topic,
        for_client=False,
        moving=sought.moving,
    )
    return [slot for slot in found if not _is_where_it_is(slot, sought.moving)]


def _is_where_it_is(slot: Slot, moving: Appointment | None) -> bool:
    """Nothing is moved to where it stands."""
    return moving is not None and (slot.starts_at, slot.advisor.pk) == (
        moving.starts_at,
        moving.advisor_id,
    )
