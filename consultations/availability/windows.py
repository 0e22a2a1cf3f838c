"""Hours on a wall clock, as the seconds in which they really pass."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from consultations.availability.spans import Span

_DAY = timedelta(days=1)


def window(day: date, opens: time, closes: time, zone: ZoneInfo) -> Span:
    """Return from `opens` to `closes` on `day`; closing at midnight is the day's end.

    Where the clocks go back it is an hour longer, where they go forward an hour shorter, as its
    hours really pass; one that lies wholly in the hour they leave out is empty.
    """
    until = day + _DAY if closes == time(0) else day
    return edge(day, opens, zone), edge(until, closes, zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """Return the second at which `day` begins in `zone`."""
    return edge(day, time(0), zone)


def whole_day(day: date, zone: ZoneInfo) -> Span:
    """Return `day` from midnight to midnight: 23 to 25 hours."""
    return midnight(day, zone), midnight(day + _DAY, zone)


def day_of(second: int, zone: ZoneInfo) -> date:
    """Return the day it is in `zone`."""
    return datetime.fromtimestamp(second, zone).date()


def days_of(span: Span, zone: ZoneInfo) -> Iterator[date]:
    """Return every day of `zone` that `span` touches."""
    return days_between(day_of(span[0], zone), day_of(span[1], zone))


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += _DAY


# The same few hours of the same few weeks are asked for again and again.
@lru_cache(maxsize=8192)
def edge(day: date, clock: time, zone: ZoneInfo) -> int:
    """Return the second at which `zone` reads `day` and `clock`.

    An hour that comes twice is the first of the two; in one that is left out it is the moment
    the clocks jump over it.
    """
    there = datetime.combine(day, clock, tzinfo=zone)
    again = there.replace(fold=1)
    before, after = there.utcoffset(), again.utcoffset()
    if before is None or after is None or after <= before:
        return int(there.timestamp())
    return _jump(int(again.timestamp()), int(there.timestamp()), after, zone)


def _jump(early: int, late: int, after: timedelta, zone: ZoneInfo) -> int:
    """Return the first second after `early`, at most `late`, from which the offset is `after`."""
    while late - early > 1:
        middle = (early + late) // 2
        there = datetime.fromtimestamp(middle, UTC).astimezone(zone)
        early, late = (early, middle) if there.utcoffset() == after else (middle, late)
    return late
