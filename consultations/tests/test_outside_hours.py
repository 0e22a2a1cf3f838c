"""Staff may book outside of the hours, and read why it is unusual."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from atelier.people.models import Channel, User
from consultations.availability import is_within_hours
from consultations.models import DateOverride, Place
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hours,
    make_place,
    make_room,
    open_place,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# Ten on a Tuesday in New York.
TEN = datetime(2026, 11, 24, 15, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def advisor() -> User:
    """Return one who is in from ten to one and from two to four on Tuesdays."""
    advisor = make_advisor(name="Ines Valois")
    make_hours(advisor, 1, time(10), time(13))
    make_hours(advisor, 1, time(14), time(16))
    return advisor


def _why(advisor: User, starts_at: datetime = TEN, **over: Any) -> str:
    return is_within_hours(make_appointment(advisor=advisor, starts_at=starts_at, **over))


def test_within_the_hours_there_is_nothing_to_say(advisor):
    assert _why(advisor, minutes=180) == ""


def test_outside_of_them_the_hours_are_said(advisor):
    said = "Ines Valois is in from 10:00 to 13:00 and from 14:00 to 16:00 on Tuesday 24 November."
    assert _why(advisor, TEN + 3 * HOUR) == said
    assert _why(advisor, TEN - DAY) == "Ines Valois is not in on Mondays."


@pytest.mark.parametrize(
    ("whose", "reason", "sentence"),
    [
        ("advisor", "At the fair", "Ines Valois is away on 24 November 2026 (At the fair)."),
        ("house", "", "The house is closed on 24 November 2026."),
    ],
)
def test_a_special_day_is_named(advisor, whose, reason, sentence):
    day = date(2026, 11, 24)
    owner = {"advisor": advisor} if whose == "advisor" else {}
    DateOverride.objects.create(starts_on=day, ends_on=day, reason=reason, **owner)
    assert _why(advisor) == sentence


def test_a_public_holiday_is_named(advisor):
    make_hours(advisor, 3, time(10), time(13))
    said = "26 November 2026 is a public holiday (Thanksgiving Day)."
    assert _why(advisor, TEN + 2 * DAY) == said


def test_in_person_the_place_has_a_say(advisor):
    place = make_place(name="The annexe")
    open_place(place, time(12), time(15))
    room, asked = make_room(place=place), {"channel": Channel.IN_PERSON}
    here: Any = asked | {"room": room}
    assert _why(advisor, TEN + 2 * HOUR, **here) == ""
    said = "The annexe is open from 12:00 to 15:00 on Tuesday 24 November."
    assert _why(advisor, **here) == said
    advisor.advisor_hours.update(place=Place.objects.get(name="The house"))
    assert _why(advisor, TEN + 5 * HOUR, **here) == "Ines Valois is not at The annexe then."
