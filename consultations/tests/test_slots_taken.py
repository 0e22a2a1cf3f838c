"""What is taken: rooms, holds, companions, and an appointment that is to be moved."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from atelier.people.models import Channel, User
from atelier.people.tests.factories import make_client
from consultations.availability import free_slots, nearest_free
from consultations.models import (
    Advising,
    Appointment,
    BookingRules,
    Companion,
    DateOverride,
    Hold,
    Place,
)
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hold,
    make_hours,
    make_place,
    make_room,
    open_place,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning", "hourly")]

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 11, 24)
TEN = datetime(2026, 11, 24, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
# Whatever the number of advisors, rooms and appointments.
QUERIES_FOR_STAFF, QUERIES_FOR_A_CLIENT = 9, 10


@pytest.fixture
def hourly():
    BookingRules.current()
    BookingRules.objects.update(step_minutes=60, minimum_notice_hours=0)


@pytest.fixture
def place() -> Place:
    """Return a place of its own, open from nine to six."""
    place = make_place(name="The annexe")
    open_place(place)
    return place


def _advisor(hours: tuple[int, int] = (10, 13)) -> User:
    advisor = make_advisor()
    make_hours(advisor, 1, time(hours[0]), time(hours[1]))
    Advising.objects.create(advisor=advisor, buffer_minutes=0)
    return User.objects.get(pk=advisor.pk)


def _hours(**over: Any) -> list[int]:
    asked: Any = {"channel": Channel.VIDEO, "minutes": 60, "for_client": False} | over
    slots = free_slots(span=(DAY, DAY), zone=ZONE, **asked)
    return [slot.starts_at.astimezone(ZONE).hour for slot in slots]


def _rooms(place: Place, **over: Any) -> list[tuple[int, str]]:
    asked: Any = {"channel": Channel.IN_PERSON, "minutes": 60, "for_client": False} | over
    slots = free_slots(span=(DAY, DAY), zone=ZONE, place=place, **asked)
    return [(slot.starts_at.astimezone(ZONE).hour, str(slot.room)) for slot in slots]


def test_in_person_there_is_a_room_as_long_as_one_is_free(place):
    advisor, first = _advisor(), make_room(name="Amber", place=place)
    make_room(name="Coral", place=place)
    make_room(name="Away", place=place, is_active=False)
    make_appointment(
        channel=Channel.IN_PERSON, room=first, starts_at=TEN + HOUR, minutes=60, buffer=0
    )
    assert _rooms(place, advisors=[advisor]) == [(10, "Amber"), (11, "Coral"), (12, "Amber")]
    place.rooms.filter(name="Coral").update(is_active=False)
    assert _rooms(place, advisors=[advisor]) == [(10, "Amber"), (12, "Amber")]
    Place.objects.filter(pk=place.pk).update(is_active=False)
    assert _rooms(place, advisors=[advisor]) == []


def test_hours_at_one_place_are_not_spent_at_another(place):
    advisor, elsewhere = _advisor((10, 11)), make_place(name="The studio")
    open_place(elsewhere)
    make_room(name="Amber", place=place)
    make_room(name="Coral", place=elsewhere)
    make_hours(advisor, 1, time(11), time(13), place=elsewhere)
    assert _rooms(place, advisors=[advisor]) == [(10, "Amber")]
    assert _rooms(elsewhere, advisors=[advisor]) == [(10, "Coral"), (11, "Coral"), (12, "Coral")]
    assert _hours(advisors=[advisor]) == [10, 11, 12]


def test_a_hold_takes_its_time_until_it_expires_and_never_from_its_own_client():
    advisor, client = _advisor(), make_client()
    hold = make_hold(advisor=advisor, client=client, starts_at=TEN + HOUR, minutes=60, buffer=0)
    assert _hours(advisors=[advisor]) == [10, 12]
    assert _hours(advisors=[advisor], client=make_client()) == [10, 12]
    assert _hours(advisors=[advisor], client=client) == [10, 11, 12]
    Hold.objects.filter(pk=hold.pk).update(expires_at=hold.created_at)
    assert _hours(advisors=[advisor]) == [10, 11, 12]


def test_what_is_moved_does_not_stand_in_its_own_way():
    advisor, other = _advisor(), _advisor()
    moving = make_appointment(advisor=advisor, starts_at=TEN, minutes=120, buffer=0)
    make_hold(advisor=advisor, client=moving.client, starts_at=TEN + 2 * HOUR, minutes=30, buffer=0)
    # Its advisor and its length, though they take no more of the kind.
    Advising.objects.filter(advisor=advisor).update(is_open=False, channels=[])
    assert _hours(moving=moving, minutes=None, for_client=True) == [10, 11]
    assert _hours(moving=moving, minutes=60, advisors=[other]) == [10, 11, 12]


def test_a_moved_one_needs_everybody_who_joins_it():
    advisor, other = _advisor(), _advisor()
    moving = make_appointment(advisor=advisor, starts_at=TEN + 8 * HOUR, minutes=60, buffer=0)
    Companion.objects.create(appointment=moving, advisor=other)
    make_appointment(advisor=other, starts_at=TEN + HOUR, minutes=60, buffer=0)
    assert _hours(moving=moving) == [10, 12]
    assert _hours(advisors=[advisor]) == [10, 11, 12]


def test_a_moved_one_stays_in_its_room_where_it_can(place):
    advisor = _advisor()
    make_room(name="Amber", place=place)
    coral = make_room(name="Coral", place=place)
    moving = make_appointment(
        advisor=advisor, channel=Channel.IN_PERSON, room=coral, starts_at=TEN, minutes=60
    )
    assert _rooms(place, moving=moving) == [(10, "Coral"), (11, "Coral"), (12, "Coral")]


def test_the_nearest_are_of_the_same_advisor_and_room(place):
    advisor = _advisor((10, 16))
    room = make_room(place=place)
    make_room(place=place)
    make_appointment(
        channel=Channel.IN_PERSON, room=room, starts_at=TEN + 2 * HOUR, minutes=60, buffer=0
    )
    wish: dict[str, Any] = {"channel": Channel.IN_PERSON, "room": room, "starts_at": TEN + HOUR}
    taken = make_appointment(advisor=advisor, minutes=60, buffer=0, **wish)
    client = make_client()
    again = Appointment(
        client=client, advisor=advisor, ends_at=taken.ends_at, busy=taken.busy, **wish
    )
    # From ten to four, less eleven and noon; nearest to eleven, the earlier first.
    assert nearest_free(again) == [TEN, TEN + 3 * HOUR, TEN + 4 * HOUR]
    assert nearest_free(again, count=1) == [TEN]
    # To the one that stands there its own time is free.
    assert nearest_free(taken, count=2) == [TEN, TEN + HOUR]
    held = make_hold(advisor=advisor, client=client, starts_at=TEN, minutes=60, buffer=0)
    assert nearest_free(held, count=1) == [TEN]


def test_the_nearest_may_be_a_week_away():
    advisor = _advisor((10, 11))
    taken = make_appointment(advisor=advisor, starts_at=TEN, minutes=60, buffer=0)
    again = Appointment(
        client=make_client(),
        advisor=advisor,
        channel=Channel.VIDEO,
        starts_at=TEN,
        ends_at=TEN + HOUR,
        busy=taken.busy,
    )
    assert nearest_free(again) == [TEN + timedelta(days=7)]


@pytest.mark.parametrize(
    ("for_client", "queries"), [(False, QUERIES_FOR_STAFF), (True, QUERIES_FOR_A_CLIENT)]
)
def test_three_ask_as_much_as_one(place, for_client, queries, django_assert_num_queries):
    asked: Any = {
        "channel": Channel.IN_PERSON,
        "span": (DAY, DAY + timedelta(days=30)),
        "zone": ZONE,
        "for_client": for_client,
    }
    _furnish(place)
    with django_assert_num_queries(queries):
        found = {slot.advisor.pk for slot in free_slots(**asked)}
    assert (len(found), found) == (2, _people())
    _furnish(place)
    _furnish(place)
    with django_assert_num_queries(queries):
        found = {slot.advisor.pk for slot in free_slots(**asked)}
    assert (len(found), found) == (6, _people())


def _people() -> set[int]:
    return set(Advising.objects.values_list("advisor_id", flat=True))


def _furnish(place: Place) -> None:
    advisor, room = _advisor((9, 18)), make_room(place=place)
    make_appointment(advisor=advisor, room=room, channel=Channel.IN_PERSON, starts_at=TEN)
    make_hold(advisor=_advisor(), starts_at=TEN)
    DateOverride.objects.create(advisor=advisor, starts_on=DAY, ends_on=DAY)
