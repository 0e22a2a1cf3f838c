"""The demo's clock: its house lives through its last months, with the real actions.

Moments are in the house's own time zone and never later than now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import time_machine
from django.utils import timezone

from atelier.house.models import House


@dataclass(frozen=True)
class Clock:
    """Tells moments of the past, counted in days back from `now`."""

    now: datetime

    @classmethod
    def of_house(cls) -> "Clock":
        """Return the clock as it stands at the house."""
        return cls(timezone.now().astimezone(House.current().zone))

    def ago(self, days: float, hour: int, minute: int = 0) -> datetime:
        """Return the moment `days` before today at this hour, or an hour ago at the latest."""
        day = (self.now - timedelta(days=days)).date()
        moment = datetime.combine(day, time(hour, minute), self.now.tzinfo)
        return min(moment, self.now - timedelta(hours=1))

    def spread(self, start: datetime, end: datetime, count: int) -> list[datetime]:
        """Return `count` working moments in order between two moments."""
        step = (end - start) / (count + 1)
        return [at_work(start + step * (number + 1)) for number in range(count)]


def at_work(moment: datetime) -> datetime:
    """Squeeze a moment into the bench's day, 8 to 17, and a weekend into its Friday."""
    over = max(0, moment.weekday() - 4)
    weekend = moment.weekday() >= 4
    first = datetime.combine(moment.date() - timedelta(days=over), time(), moment.tzinfo)
    part = (moment - first) / timedelta(days=3 if weekend else 1)
    return first + timedelta(hours=8) + timedelta(hours=9) * part


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment`."""
    with time_machine.travel(moment.astimezone(UTC), tick=False):
        yield
