"""Working days of the house: neither a weekend nor a public holiday."""

from datetime import date, timedelta

from atelier.house.models import House
from consultations.availability.holidays import holidays_of
from consultations.models import BookingRules
from consultations.times import house_today

_SATURDAY = 5


def answer_day(today: date | None = None) -> date:
    """Return the day until which a question of `today` is answered (`written_days`)."""
    house, rules = House.current(), BookingRules.current()
    day, left = today or house_today(), rules.written_days
    while left:
        day += timedelta(days=1)
        is_holiday = day in holidays_of(day.year, house=house, rules=rules)
        left -= not (is_holiday or day.weekday() >= _SATURDAY)
    return day
