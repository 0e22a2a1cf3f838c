"""Whatever the house: each minute asked for itself finds the same times, and each can be booked."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from atelier.people.models import Channel, User
from consultations.availability import Slot, buffer_of, free_slots
from consultations.models import (
    Advising,
    AdvisorHours,
    Appointment,
    BookingRules,
    DateOverride,
    Hold,
    Place,
    PlaceHours,
    Room,
)
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hold,
    make_place,
    make_room,
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NEW_YORK = ZoneInfo("America/New_York")
ZONES = ["", "Pacific/Auckland", "Europe/Paris"]
THANKSGIVING = date(2026, 11, 26)
# The Sundays on which New York, Paris and Auckland change their clocks, and a public holiday.
SUNDAYS = ("2026-11-01", "2027-03-14", "2027-03-28", "2027-09-26")
DAYS = [*map(date.fromisoformat, SUNDAYS), THANKSGIVING]
# None lies within an hour that comes twice: which of the two is meant, the table of nights says.
CLOCKS = [time(0), time(2, 30), time(4), time(9, 20), time(12), time(17, 45)]
PAIRS = [(one, two) for one in CLOCKS for two in CLOCKS if one < two or two == time(0) < one]


@dataclass
class World:
    """One house, as hypothesis furnished it, and what is looked for in it."""

    day: date
    advisors: list[User]
    rooms: list[Room]
    channel: str
    minutes: int
    step: int
    now: datetime


def hours() -> st.SearchStrategy[tuple[time, time]]:
    """Two clocks in order, the second perhaps the day's end."""
    return st.sampled_from(PAIRS)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Write a small house into the database."""
    day = draw(st.sampled_from(DAYS))
    PlaceHours.objects.all().delete()
    Place.objects.update(is_active=False)
    zone = draw(st.sampled_from(ZONES))
    rooms = [_draw_place(draw, number, zone) for number in range(draw(st.integers(1, 2)))]
    advisors = [_draw_advisor(draw, rooms, day) for _ in range(draw(st.integers(1, 2)))]
    for _ in range(draw(st.integers(0, 2))):
        _draw_override(draw, day, advisors, rooms)
    world = World(
        day=day,
        advisors=advisors,
        rooms=rooms,
        channel=draw(st.sampled_from([Channel.VIDEO, Channel.IN_PERSON])),
        minutes=draw(st.sampled_from([20, 45, 60, 150])),
        step=draw(st.sampled_from([15, 20, 45])),
        now=datetime.combine(day - 2 * DAY, time(12), tzinfo=UTC),
    )
    for _ in range(draw(st.integers(0, 3))):
        _draw_taken(draw, world)
    BookingRules.current()
    BookingRules.objects.update(step_minutes=world.step)
    return world


def _draw_place(draw: st.DrawFn, number: int, zone: str) -> Room:
    place = make_place(name=f"Place {number}", time_zone=zone)
    for weekday in range(7):
        # A night between the days, so that no hours go on for ever.
        opens, closes = draw(hours().filter(lambda pair: pair[0] > time(0)))
        place.hours.create(weekday=weekday, opens=opens, closes=closes)
    return make_room(place=place)


def _draw_advisor(draw: st.DrawFn, rooms: list[Room], day: date) -> User:
    advisor = make_advisor(time_zone=draw(st.sampled_from(ZONES)))
    Advising.objects.create(advisor=advisor, buffer_minutes=draw(st.sampled_from([None, 0, 10])))
    for _ in range(draw(st.integers(0, 4))):
        opens, closes = draw(hours())
        AdvisorHours.objects.create(
            advisor=advisor,
            weekday=(day + draw(st.integers(-1, 1)) * DAY).weekday(),
            opens=opens,
            closes=closes,
            place=draw(st.sampled_from([None, rooms[0].place])),
            valid_from=draw(st.sampled_from([None, day])),
        )
    return User.objects.select_related("staff", "advising").get(pk=advisor.pk)


def _draw_override(draw: st.DrawFn, day: date, advisors: list[User], rooms: list[Room]) -> None:
    opens, closes = draw(st.one_of(st.just((None, None)), hours()))
    owner: Any = draw(st.sampled_from([{}, {"advisor": advisors[0]}, {"place": rooms[0].place}]))
    DateOverride.objects.create(starts_on=day, ends_on=day, opens=opens, closes=closes, **owner)


def _draw_taken(draw: st.DrawFn, world: World) -> None:
    starts_at = datetime.combine(world.day, time(0), tzinfo=UTC)
    starts_at += draw(st.integers(-600, 2000)) * MINUTE
    room = draw(st.sampled_from([None, *world.rooms]))
    fields: dict[str, Any] = {
        "advisor": draw(st.sampled_from(world.advisors)),
        "channel": Channel.IN_PERSON if room else Channel.VIDEO,
        "room": room,
        "starts_at": starts_at,
        "minutes": draw(st.sampled_from([20, 60, 200])),
    }
    kind = draw(st.sampled_from(["booked", "cancelled", "held", "expired"]))
    # What overlaps was refused: then there is simply less of it.
    with suppress(IntegrityError), transaction.atomic():
        if kind in ("booked", "cancelled"):
            make_appointment(status=kind, **fields)
        else:
            left = MINUTE if kind == "held" else -MINUTE
            make_hold(expires_at=world.now + left, **fields)


class Oracle:
    """Works free times out the long way: every minute is looked at for itself."""

    def __init__(self, world: World) -> None:
        """Read everything there is, and lay out the minutes around the day."""
        self.world = world
        self.overrides = list(DateOverride.objects.all())
        self.hours_of = {each: list(each.advisor_hours.all()) for each in world.advisors}
        self.hours_at = {each.place: list(each.place.hours.all()) for each in world.rooms}
        self.lower, self.upper = (
            datetime.combine(day, time(0), tzinfo=NEW_YORK).astimezone(UTC)
            for day in (world.day, world.day + DAY)
        )
        begins = self.lower - timedelta(hours=42)
        count = int((self.upper + timedelta(hours=4) - begins) / MINUTE)
        self.minutes = [begins + number * MINUTE for number in range(count)]
        standing: list[Appointment | Hold] = [
            *Appointment.objects.filter(status="booked"),
            *Hold.objects.filter(expires_at__gt=world.now),
        ]
        self.taken = [(each.advisor_id, each.room_id, each.busy) for each in standing]

    def free(self) -> set[tuple[datetime, int]]:
        """Return when each advisor is free."""
        by_video: list[Room | None] = [None]
        rooms = by_video if self.world.channel == Channel.VIDEO else [*self.world.rooms]
        return {
            (start, advisor.pk)
            for advisor in self.world.advisors
            for room in rooms
            for start in self._starts(advisor, room)
        }

    def _starts(self, advisor: User, room: Room | None) -> Iterator[datetime]:
        place = room.place if room else None
        is_open = [
            self._advisor_in(advisor, place, at) and (not place or self._place_open(place, at))
            for at in self.minutes
        ]
        since = 0
        for number, opened in enumerate(is_open):
            if not opened:
                since = number + 1
            elif (number - since) % self.world.step == 0 and self._fits(
                advisor, room, self.minutes[number], is_open[number : number + self.world.minutes]
            ):
                yield self.minutes[number]

    def _fits(self, advisor: User, room: Room | None, start: datetime, is_open: list[bool]) -> bool:
        if len(is_open) < self.world.minutes or not all(is_open):
            return False
        if not self.lower <= start < self.upper:
            return False
        buffer, own = timedelta(minutes=15), advisor.advising.buffer_minutes
        if own is not None:
            buffer = timedelta(minutes=own)
        first, last = start - buffer, start + self.world.minutes * MINUTE + buffer
        return not any(
            first < busy.upper and busy.lower < last
            for who, where, busy in self.taken
            if who == advisor.pk or (room and where == room.pk)
        )

    def _advisor_in(self, advisor: User, place: Place | None, at: datetime) -> bool:
        local = _clock(advisor.staff.time_zone, at)
        own = self._special(local.date(), advisor_id=advisor.pk)
        weekly = self.hours_of[advisor]
        if not weekly and not own:
            places = [room.place for room in self.world.rooms if place in (None, room.place)]
            return any(self._place_open(each, at) for each in places)
        house = self._special(local.date())
        if any(each.opens is None for each in own + house):
            return False
        if own:
            return _any_holds(own, local)
        if house and not _any_holds(house, local):
            return False
        if local.date() == THANKSGIVING and not house:
            return False
        return _any_holds(
            [each for each in weekly if place is None or each.place_id in (None, place.pk)], local
        )

    def _place_open(self, place: Place, at: datetime) -> bool:
        local = _clock(place.time_zone, at)
        own = self._special(local.date(), place_id=place.pk)
        house = self._special(local.date())
        if any(each.opens is None for each in own + house):
            return False
        if own or house:
            return _any_holds(own or house, local)
        if local.date() == THANKSGIVING:
            return False
        return _any_holds(self.hours_at[place], local)

    def _special(self, day: date, **owner: int) -> list[DateOverride]:
        whose = (owner.get("advisor_id"), owner.get("place_id"))
        return [
            each
            for each in self.overrides
            if (each.advisor_id, each.place_id) == whose and each.starts_on <= day <= each.ends_on
        ]


@lru_cache(maxsize=100_000)
def _clock(zone: str, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(zone) if zone else NEW_YORK)


def _any_holds(rows: list[Any], local: datetime) -> bool:
    return any(_holds(row, local) for row in rows)


def _holds(row: Any, local: datetime) -> bool:
    if getattr(row, "weekday", local.weekday()) != local.weekday():
        return False
    if (first := getattr(row, "valid_from", None)) and local.date() < first:
        return False
    return row.opens <= local.time() and (row.closes == time(0) or local.time() < row.closes)


def _book(slot: Slot, world: World) -> None:
    """Book a slot as it is offered, and take it back; Postgres refuses what is taken."""
    with transaction.atomic():
        Hold.objects.filter(expires_at__lte=world.now).delete()
        minutes = buffer_of(slot.advisor) / MINUTE
        made = make_appointment(
            advisor=slot.advisor,
            channel=world.channel,
            room=slot.room,
            starts_at=slot.starts_at,
            minutes=world.minutes,
            buffer=minutes,
        )
        assert (made.ends_at, made.busy) == (slot.ends_at, slot.busy)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("house")
@settings(
    max_examples=12,
    deadline=None,
    # Making a failing house smaller takes minutes, each step of it a house of its own.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_free_time_is_missed_and_none_that_is_offered_is_refused(data):
    with transaction.atomic():
        world = data.draw(worlds())
        slots = free_slots(
            channel=world.channel,
            span=(world.day, world.day),
            zone=NEW_YORK,
            minutes=world.minutes,
            for_client=False,
            now=world.now,
        )
        assert {(slot.starts_at, slot.advisor.pk) for slot in slots} == Oracle(world).free()
        for slot in slots[:: max(1, len(slots) // 6)]:
            _book(slot, world)
        transaction.set_rollback(True)
