"""Free times by hand: around both changes of the clocks, across the date line, and every rule."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from atelier.people.models import Channel
from consultations.availability import free_slots
from consultations.models import BookingRules
from consultations.tests.factories import make_advisor, make_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
SYDNEY, HONOLULU = ZoneInfo("Australia/Sydney"), ZoneInfo("Pacific/Honolulu")
LONG_BEFORE = datetime(2026, 1, 5, tzinfo=UTC)


def _starts(day: date, zone: ZoneInfo, **over) -> list[str]:
    """Return the free starts of one day on `zone`'s clock, as UTC reads them."""
    asked: Any = {"channel": Channel.VIDEO, "minutes": 30, "for_client": False, "now": LONG_BEFORE}
    slots = free_slots(span=(day, day), zone=zone, **asked | over)
    return [f"{slot.starts_at:%d %H:%M}" for slot in slots]


@pytest.fixture
def every_half_hour():
    rules = BookingRules.current()
    rules.step_minutes = 30
    rules.save()


@pytest.mark.usefixtures("every_half_hour")
@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes", "starts"),
    [
        # The clocks go forward at 2:00: an hour is left out.
        (
            NEW_YORK,
            date(2027, 3, 14),
            time(1),
            time(4),
            ["14 06:00", "14 06:30", "14 07:00", "14 07:30"],
        ),
        # They go back at 2:00: the hour from 1:00 comes twice.
        (
            NEW_YORK,
            date(2026, 11, 1),
            time(1),
            time(2, 30),
            ["01 05:00", "01 05:30", "01 06:00", "01 06:30", "01 07:00"],
        ),
    ],
)
def test_the_hours_around_a_change(zone, day, opens, closes, starts):
    advisor = make_advisor(time_zone=zone.key)
    make_hours(advisor, day.weekday(), opens, closes)
    assert _starts(day, zone) == starts
