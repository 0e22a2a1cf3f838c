"""Clocks that change: hours that do not exist, hours that come twice, people far apart."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from consultations.times import NoSuchTime, day_span, moment, said, said_to

NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
SYDNEY, HONOLULU = ZoneInfo("Australia/Sydney"), ZoneInfo("Pacific/Honolulu")


@pytest.mark.parametrize(
    ("day", "zone", "utc"),
    [
        (date(2027, 3, 13), NEW_YORK, datetime(2027, 3, 13, 15, 0, tzinfo=UTC)),
        (date(2027, 3, 14), NEW_YORK, datetime(2027, 3, 14, 14, 0, tzinfo=UTC)),
        (date(2026, 10, 31), NEW_YORK, datetime(2026, 10, 31, 14, 0, tzinfo=UTC)),
        (date(2026, 11, 1), NEW_YORK, datetime(2026, 11, 1, 15, 0, tzinfo=UTC)),
        (date(2027, 3, 27), PARIS, datetime(2027, 3, 27, 9, 0, tzinfo=UTC)),
        (date(2027, 3, 28), PARIS, datetime(2027, 3, 28, 8, 0, tzinfo=UTC)),
        (date(2026, 10, 3), SYDNEY, datetime(2026, 10, 3, 0, 0, tzinfo=UTC)),
        (date(2026, 10, 4), SYDNEY, datetime(2026, 10, 3, 23, 0, tzinfo=UTC)),
        (date(2026, 11, 24), HONOLULU, datetime(2026, 11, 24, 20, 0, tzinfo=UTC)),
    ],
)
def test_ten_in_the_morning_around_the_changes(day, zone, utc):
    assert moment(day, time(10), zone) == utc


def test_an_hour_that_does_not_exist_is_refused_in_words():
    with pytest.raises(NoSuchTime, match="02:30 does not exist on 14 March 2027"):
        moment(date(2027, 3, 14), time(2, 30), NEW_YORK)
    with pytest.raises(NoSuchTime, match="02:15 does not exist on 28 March 2027"):
        moment(date(2027, 3, 28), time(2, 15), PARIS)


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert moment(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 14), 23), (date(2026, 11, 1), 25), (date(2026, 11, 24), 24)]
)
def test_a_day_is_as_long_as_it_is(day, hours):
    first, after = (edge.astimezone(UTC) for edge in day_span(day, NEW_YORK))
    assert after - first == timedelta(hours=hours)


def test_both_clocks_are_said_only_when_they_differ():
    at = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert said(at, NEW_YORK) == "Tuesday 24 November 2026, 10:00 (New York, EST)"
    assert said_to(at, PARIS, NEW_YORK) == [
        "Tuesday 24 November 2026, 16:00 (Paris, CET)",
        "Tuesday 24 November 2026, 10:00 (New York, EST)",
    ]
    assert len(said_to(at, NEW_YORK, ZoneInfo("America/Toronto"))) == 1


def test_the_date_line_gives_each_reader_their_own_day():
    at = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    assert said_to(at, SYDNEY, HONOLULU) == [
        "Wednesday 25 November 2026, 12:00 (Sydney, AEDT)",
        "Tuesday 24 November 2026, 15:00 (Honolulu, HST)",
    ]
