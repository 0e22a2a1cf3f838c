"""Free times around every change of the clocks and across the date line, worked out by hand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from atelier.people.models import Channel
from consultations.availability import days_with_free, free_slots
from consultations.models import BookingRules
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hours,
    make_place,
    make_room,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "half_hours")]

NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
SYDNEY, LORD_HOWE = ZoneInfo("Australia/Sydney"), ZoneInfo("Australia/Lord_Howe")
HONOLULU, KIRITIMATI = ZoneInfo("Pacific/Honolulu"), ZoneInfo("Pacific/Kiritimati")
AUCKLAND, LONDON = ZoneInfo("Pacific/Auckland"), ZoneInfo("Europe/London")
LONG_BEFORE = datetime(2026, 1, 5, tzinfo=UTC)

# On each row the first half hour to the last that fits, a day and an hour of UTC each.
NIGHTS = [
    # New York goes forward at 2:00 EST, 07:00 UTC: from 1:00 to 4:00 are two hours.
    (NEW_YORK, "2026-03-08", "01:00-04:00", "08 06:00, 08 06:30, 08 07:00, 08 07:30"),
    (NEW_YORK, "2027-03-14", "01:00-04:00", "14 06:00, 14 06:30, 14 07:00, 14 07:30"),
    # Hours that begin, end, or lie within what is left out.
    (NEW_YORK, "2027-03-14", "02:15-04:00", "14 07:00, 14 07:30"),
    (NEW_YORK, "2027-03-14", "01:00-02:45", "14 06:00, 14 06:30"),
    (NEW_YORK, "2027-03-14", "02:00-03:00", ""),
    (NEW_YORK, "2027-03-14", "02:15-02:45", ""),
    # It goes back at 2:00 EDT, 06:00 UTC: from 1:00 to 2:30 are two hours and a half.
    (NEW_YORK, "2026-11-01", "01:00-02:30", "01 05:00, 01 05:30, 01 06:00, 01 06:30, 01 07:00"),
    (NEW_YORK, "2027-11-07", "01:00-02:30", "07 05:00, 07 05:30, 07 06:00, 07 06:30, 07 07:00"),
    # An hour that comes twice is the first of the two.
    (NEW_YORK, "2026-11-01", "00:30-01:30", "01 04:30, 01 05:00"),
    (NEW_YORK, "2026-11-01", "01:30-02:00", "01 05:30, 01 06:00, 01 06:30"),
    # Paris goes forward at 2:00 CET and back at 3:00 CEST, both 01:00 UTC.
    (PARIS, "2026-03-29", "01:00-04:00", "29 00:00, 29 00:30, 29 01:00, 29 01:30"),
    (PARIS, "2027-03-28", "01:00-04:00", "28 00:00, 28 00:30, 28 01:00, 28 01:30"),
    (PARIS, "2026-10-25", "02:00-03:30", "25 00:00, 25 00:30, 25 01:00, 25 01:30, 25 02:00"),
    (PARIS, "2027-10-31", "02:00-03:30", "31 00:00, 31 00:30, 31 01:00, 31 01:30, 31 02:00"),
    # Sydney goes back in April and forward in October, both at 16:00 UTC of the day before.
    (SYDNEY, "2026-04-05", "02:00-03:30", "04 15:00, 04 15:30, 04 16:00, 04 16:30, 04 17:00"),
    (SYDNEY, "2027-04-04", "02:00-03:30", "03 15:00, 03 15:30, 03 16:00, 03 16:30, 03 17:00"),
    (SYDNEY, "2026-10-04", "01:00-04:00", "03 15:00, 03 15:30, 03 16:00, 03 16:30"),
    (SYDNEY, "2027-10-03", "01:00-04:00", "02 15:00, 02 15:30, 02 16:00, 02 16:30"),
    # Lord Howe moves by half an hour, from 2:00 to 2:30 at 15:30 UTC.
    (LORD_HOWE, "2026-10-04", "01:00-04:00", "03 14:30, 03 15:00, 03 15:30, 03 16:00, 03 16:30"),
]

# Ten to eleven in the morning, the day before and the day of each change.
MORNINGS = [
    (NEW_YORK, "2027-03-13", "13 15:00, 13 15:30"),
    (NEW_YORK, "2027-03-14", "14 14:00, 14 14:30"),
    (NEW_YORK, "2026-10-31", "31 14:00, 31 14:30"),
    (NEW_YORK, "2026-11-01", "01 15:00, 01 15:30"),
    (PARIS, "2027-03-27", "27 09:00, 27 09:30"),
    (PARIS, "2027-03-28", "28 08:00, 28 08:30"),
    (PARIS, "2026-10-24", "24 08:00, 24 08:30"),
    (PARIS, "2026-10-25", "25 09:00, 25 09:30"),
    (SYDNEY, "2026-10-03", "03 00:00, 03 00:30"),
    (SYDNEY, "2026-10-04", "03 23:00, 03 23:30"),
    (SYDNEY, "2027-04-03", "02 23:00, 02 23:30"),
    (SYDNEY, "2027-04-04", "04 00:00, 04 00:30"),
]


@pytest.fixture
def half_hours():
    rules = BookingRules.current()
    rules.step_minutes = 30
    rules.save()


def _starts(day: str, zone: ZoneInfo, **over: Any) -> str:
    """Return the free starts of one day on `zone`'s clock, as UTC reads them."""
    on = date.fromisoformat(day)
    asked: Any = {"channel": Channel.VIDEO, "minutes": 30, "for_client": False, "now": LONG_BEFORE}
    slots = free_slots(span=(on, on), zone=zone, **asked | over)
    return ", ".join(f"{slot.starts_at:%d %H:%M}" for slot in slots)


def _in(zone: ZoneInfo, day: str, hours: str, **over: Any):
    advisor = make_advisor(time_zone=zone.key)
    opens, closes = (time.fromisoformat(each) for each in hours.split("-"))
    make_hours(advisor, date.fromisoformat(day).weekday(), opens, closes, **over)
    return advisor


@pytest.mark.parametrize(("zone", "day", "hours", "starts"), NIGHTS)
def test_the_night_of_a_change_is_as_long_as_it_is(zone, day, hours, starts):
    advisor = _in(zone, day, hours)
    assert _starts(day, zone, advisors=[advisor]) == starts


@pytest.mark.parametrize(("zone", "day", "starts"), MORNINGS)
def test_ten_in_the_morning_stays_ten_in_the_morning(zone, day, starts):
    advisor = _in(zone, day, "10:00-11:00")
    assert _starts(day, zone, advisors=[advisor]) == starts


def test_an_hour_taken_before_the_change_leaves_the_hour_of_the_same_name_after_it():
    # Half past one in New York, both times; a quarter of an hour is kept on each side.
    advisor = _in(NEW_YORK, "2026-11-01", "01:00-02:30")
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    make_appointment(advisor=advisor, starts_at=first, minutes=15)
    assert _starts("2026-11-01", NEW_YORK, advisors=[advisor]) == "01 06:30, 01 07:00"


def test_a_day_of_the_one_who_looks_takes_in_two_of_the_advisor_s():
    # Tuesday evening and Wednesday morning in Auckland are both Tuesday in New York.
    advisor = _in(AUCKLAND, "2026-11-24", "18:00-19:00")
    make_hours(advisor, 2, time(9), time(10))
    assert _starts("2026-11-24", NEW_YORK, advisors=[advisor]) == (
        "24 05:00, 24 05:30, 24 20:00, 24 20:30"
    )


def test_wednesday_morning_on_kiritimati_is_tuesday_morning_in_honolulu():
    advisor = _in(KIRITIMATI, "2026-11-25", "09:00-10:30")
    assert _starts("2026-11-24", HONOLULU, advisors=[advisor]) == "24 19:00, 24 19:30, 24 20:00"
    assert _starts("2026-11-25", HONOLULU, advisors=[advisor]) == ""
    assert _starts("2026-11-25", KIRITIMATI, advisors=[advisor]) == "24 19:00, 24 19:30, 24 20:00"


def test_days_are_counted_where_they_are_read():
    advisor = _in(KIRITIMATI, "2026-11-25", "09:00-10:30")
    asked: Any = {"channel": Channel.VIDEO, "minutes": 30, "for_client": False, "now": LONG_BEFORE}
    span = (date(2026, 11, 23), date(2026, 11, 27))
    found = [
        days_with_free(span=span, zone=zone, advisors=[advisor], **asked)
        for zone in (HONOLULU, KIRITIMATI)
    ]
    assert found == [{date(2026, 11, 24): 3}, {date(2026, 11, 25): 3}]


def test_a_cap_is_counted_on_the_advisor_s_day():
    advisor = _in(AUCKLAND, "2026-11-24", "18:00-19:00")
    make_hours(advisor, 2, time(9), time(10))
    rules = BookingRules.current()
    rules.daily_cap = 1
    rules.save()
    # Nine on Wednesday in Auckland, still Tuesday in New York.
    make_appointment(advisor=advisor, starts_at=datetime(2026, 11, 24, 20, tzinfo=UTC), minutes=15)
    now = datetime(2026, 11, 20, tzinfo=UTC)
    asked: Any = {"advisors": [advisor], "for_client": True, "now": now}
    assert _starts("2026-11-24", NEW_YORK, **asked) == "24 05:00, 24 05:30"


def test_an_advisor_on_paris_time_meets_a_place_on_new_york_time():
    """In the week when Paris has changed its clocks and New York has not."""
    place = make_place(name="The annexe", time_zone="America/New_York")
    room = make_room(place=place)
    place.hours.create(weekday=0, opens=time(10), closes=time(18))
    # 15:00 to 16:30 in Paris is 10:00 to 11:30 in New York, an hour later than in other weeks.
    advisor = _in(PARIS, "2026-10-26", "14:00-16:30")
    asked: Any = {"advisors": [advisor], "channel": Channel.IN_PERSON, "place": place}
    assert _starts("2026-10-26", LONDON, **asked) == "26 14:00, 26 14:30, 26 15:00"
    assert _starts("2026-11-02", LONDON, **asked) == "02 15:00"
    slot = free_slots(
        channel=Channel.IN_PERSON,
        span=(date(2026, 10, 26), date(2026, 10, 26)),
        zone=LONDON,
        for_client=False,
        minutes=30,
        place=place,
        now=LONG_BEFORE,
    )[0]
    assert (slot.room, slot.ends_at - slot.starts_at) == (room, timedelta(minutes=30))


def test_hours_past_midnight_go_on_as_one():
    advisor = _in(NEW_YORK, "2026-11-24", "23:00-00:00")
    make_hours(advisor, 2, time(0), time(1))
    assert _starts("2026-11-25", NEW_YORK, advisors=[advisor], minutes=90) == ""
    assert _starts("2026-11-24", NEW_YORK, advisors=[advisor], minutes=90) == "25 04:00, 25 04:30"
