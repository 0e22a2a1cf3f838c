"""What makes a time free or not: hours, special days, rules, rooms, and what is taken."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from atelier.house.models import House
from atelier.people.models import Channel, User
from consultations.availability import days_with_free, free_slots, length_of, next_free_day
from consultations.models import Advising, BookingRules, Companion, DateOverride, Hold, Topic
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
# Tuesday; Thursday of that week is Thanksgiving.
DAY, THANKSGIVING = date(2026, 11, 24), date(2026, 11, 26)
TEN = datetime(2026, 11, 24, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def hourly():
    _rule(step_minutes=60, minimum_notice_hours=0)


@pytest.fixture
def advisor() -> User:
    """Return one who is in from ten to one on Tuesdays and Thursdays, and keeps no buffer."""
    advisor = make_advisor(name="Ines Valois")
    for weekday in (1, 3):
        make_hours(advisor, weekday, time(10), time(13))
    Advising.objects.create(advisor=advisor, buffer_minutes=0)
    return User.objects.get(pk=advisor.pk)


def _rule(**over: object) -> None:
    BookingRules.current()
    BookingRules.objects.update(**over)


def _advise(advisor: User, **over: object) -> None:
    Advising.objects.filter(advisor=advisor).update(**over)


def _hours(day: date = DAY, **over: Any) -> list[int]:
    """Return the hours of one day in New York at which an hour is free."""
    asked: Any = {"channel": Channel.VIDEO, "minutes": 60, "for_client": False} | over
    slots = free_slots(span=(day, day), zone=ZONE, **asked)
    return [slot.starts_at.astimezone(ZONE).hour for slot in slots]


def test_without_hours_of_their_own_they_follow_the_places():
    advisor = make_advisor()
    assert _hours(advisors=[advisor]) == [9, 10, 11, 12, 13, 14, 15, 16, 17]
    DateOverride.objects.create(
        advisor=advisor, starts_on=DAY, ends_on=DAY, opens=time(20), closes=time(22)
    )
    assert _hours(advisors=[advisor]) == [20, 21]


def test_hours_hold_from_their_first_day_to_their_last(advisor):
    advisor.advisor_hours.filter(weekday=1).update(valid_until=DAY)
    make_hours(advisor, 1, time(15), time(16), valid_from=DAY + timedelta(days=1))
    assert _hours(advisors=[advisor]) == [10, 11, 12]
    assert _hours(DAY + timedelta(days=7), advisors=[advisor]) == [15]


def test_two_stretches_that_touch_are_one(advisor):
    make_hours(advisor, 1, time(13), time(14))
    assert _hours(advisors=[advisor], minutes=240) == [10]


SPECIAL = [
    # whose, its hours, and what remains of ten to one, by video and in person
    ("advisor", None, [], []),
    ("advisor", (15, 17), [15, 16], [15, 16]),
    ("house", None, [], []),
    ("house", (12, 16), [12], [12]),
    ("place", None, [10, 11, 12], []),
    ("place", (12, 22), [10, 11, 12], [12]),
]


@pytest.mark.parametrize(("whose", "hours", "by_video", "in_person"), SPECIAL)
def test_a_special_day_replaces_the_weekly_hours(advisor, whose, hours, by_video, in_person):
    place = make_place(name="The annexe")
    open_place(place)
    make_room(place=place)
    _special(advisor, place, whose, hours)
    assert _hours(advisors=[advisor]) == by_video
    assert _hours(advisors=[advisor], channel=Channel.IN_PERSON, place=place) == in_person


@pytest.mark.parametrize("whose", ["advisor", "house"])
def test_a_closed_day_wins_over_any_hours(advisor, whose):
    _special(advisor, None, "advisor", (10, 13))
    _special(advisor, None, whose, None)
    assert _hours(advisors=[advisor]) == []


def _special(advisor, place, whose, hours, day=DAY) -> None:
    opens, closes = (time(hour) for hour in hours) if hours else (None, None)
    owner = {"advisor": {"advisor": advisor}, "place": {"place": place}, "house": {}}[whose]
    DateOverride.objects.create(starts_on=day, ends_on=day, opens=opens, closes=closes, **owner)


def test_a_public_holiday_is_closed_until_it_is_opened(advisor):
    assert _hours(THANKSGIVING, advisors=[advisor]) == []
    _special(advisor, None, "house", (11, 15), THANKSGIVING)
    assert _hours(THANKSGIVING, advisors=[advisor]) == [11, 12]
    _special(advisor, None, "advisor", (9, 11), THANKSGIVING)
    assert _hours(THANKSGIVING, advisors=[advisor]) == [9, 10]


def test_a_house_may_work_on_public_holidays(advisor):
    _rule(closed_on_holidays=False)
    assert _hours(THANKSGIVING, advisors=[advisor]) == [10, 11, 12]


@pytest.mark.parametrize(
    ("country", "region", "hours"),
    [
        ("US", "ZZ", []),
        ("XX", "", [10, 11, 12]),
        ("FR", "57", [10, 11, 12]),
        ("", "", [10, 11, 12]),
    ],
)
def test_an_unknown_region_has_its_country_s_holidays_and_an_unknown_country_none(
    advisor, country, region, hours
):
    House.objects.update(country=country)
    _rule(holiday_region=region)
    assert _hours(THANKSGIVING, advisors=[advisor]) == hours


def test_notice_and_horizon_bind_a_client_and_not_the_house(advisor):
    # It is nine on Monday.
    _rule(minimum_notice_hours=26, horizon_days=1)
    assert _hours(advisors=[advisor], for_client=True) == [11, 12]
    assert _hours(advisors=[advisor]) == [10, 11, 12]
    _advise(advisor, minimum_notice_hours=27)
    assert _hours(advisors=[advisor], for_client=True) == [12]
    _rule(horizon_days=0)
    assert _hours(advisors=[advisor], for_client=True) == []


def test_nothing_is_offered_that_has_begun(advisor, morning):
    morning.move_to(TEN + HOUR)
    assert _hours(advisors=[advisor]) == [12]


def test_a_cap_counts_what_is_held_joined_or_missed_and_not_what_was_cancelled(advisor):
    _advise(advisor, daily_cap=3)
    for hour, status in ((12, "no_show"), (13, "cancelled")):
        make_appointment(advisor=advisor, status=status, starts_at=TEN + hour * HOUR, minutes=5)
    joined = make_appointment(starts_at=TEN + 5 * HOUR)
    Companion.objects.create(appointment=joined, advisor=advisor)
    assert _hours(advisors=[advisor], for_client=True) == [10, 11, 12]
    hold = make_hold(advisor=advisor, starts_at=TEN + 8 * HOUR)
    assert _hours(advisors=[advisor], for_client=True) == []
    assert _hours(advisors=[advisor]) == [10, 11, 12]
    Hold.objects.filter(pk=hold.pk).update(expires_at=hold.created_at)
    assert _hours(advisors=[advisor], for_client=True) == [10, 11, 12]


def test_a_cap_of_none_closes_the_day(advisor):
    _advise(advisor, daily_cap=0)
    assert _hours(advisors=[advisor], for_client=True) == []


def test_only_who_takes_the_channel_and_the_topic_is_offered(advisor):
    other, topic = make_advisor(), Topic.objects.create(name="Pearls", minutes=120)
    asked: Any = {"topic": topic, "minutes": None}
    assert _hours(**asked, advisors=[advisor]) == [10, 11]
    advisor.advising.topics.add(Topic.objects.exclude(pk=topic.pk).first())
    assert _hours(**asked, advisors=[advisor]) == []
    advisor.advising.topics.add(topic)
    _advise(advisor, channels=[Channel.PHONE])
    assert _hours(**asked, advisors=[advisor]) == []
    assert _hours(**asked, advisors=[advisor], channel=Channel.PHONE) == [10, 11]
    offered = free_slots(channel=Channel.VIDEO, span=(DAY, DAY), zone=ZONE, for_client=False)
    assert {slot.advisor for slot in offered} == {other}


def test_what_is_not_open_is_offered_by_the_house_alone(advisor):
    topic = Topic.objects.create(name="Pearls", is_open=False)
    assert _hours(advisors=[advisor], topic=topic, for_client=True) == []
    assert _hours(advisors=[advisor], topic=topic) == [10, 11, 12]
    _advise(advisor, is_open=False)
    assert _hours(advisors=[advisor], for_client=True) == []
    assert _hours(advisors=[advisor]) == [10, 11, 12]


def test_a_letter_has_no_hour(advisor):
    assert _hours(advisors=[advisor], channel=Channel.EMAIL) == []


def test_somebody_who_left_is_not_offered(advisor):
    User.objects.filter(pk=advisor.pk).update(is_active=False)
    assert _hours(advisors=[advisor]) == []


def test_the_buffer_is_their_own_or_the_house_s(advisor):
    _rule(step_minutes=15)
    make_appointment(advisor=advisor, starts_at=TEN + HOUR, minutes=30, buffer=0)
    starts: Any = {"advisors": [advisor], "minutes": 45}
    assert len(_hours(**starts)) == 2 + 4
    _advise(advisor, buffer_minutes=30)
    assert len(_hours(**starts)) == 0 + 2
    _advise(advisor, buffer_minutes=None)
    assert len(_hours(**starts)) == 1 + 3


def test_lengths_are_the_topic_s_or_the_channel_s():
    usual = [length_of(channel) for channel in (Channel.IN_PERSON, Channel.VIDEO, Channel.PHONE)]
    assert usual == [60, 45, 20]
    assert length_of(Channel.PHONE, Topic(minutes=90)) == 90


def test_days_and_the_next_one(advisor):
    other = make_advisor()
    span = (DAY, DAY + timedelta(days=9))
    asked: Any = {"channel": Channel.VIDEO, "minutes": 60, "zone": ZONE, "for_client": False}
    free = days_with_free(span=span, advisors=[advisor], **asked)
    assert free == {DAY: 3, date(2026, 12, 1): 3, date(2026, 12, 3): 3}
    # Two who are free at the same time make one time.
    assert days_with_free(span=(DAY, DAY), advisors=[advisor, other], **asked) == {DAY: 9}
    later = (DAY + timedelta(days=1), span[1])
    assert next_free_day(span=later, advisors=[advisor], **asked) == date(2026, 12, 1)
    assert next_free_day(span=(later[0], later[0]), advisors=[advisor], **asked) is None
