"""The times a client may choose among, as a month of days and the hours of one of them."""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.people.models import Client
from atelier.portal.my.clocks import Clock
from atelier.portal.my.wishes import Wish
from consultations.availability import Slot, free_slots, next_free_day
from consultations.availability.slots import Asked
from consultations.models import Appointment, BookingRules

NEAREST = 3
_AROUND = timedelta(days=10)
_PARTS = ((6, "Night"), (12, "Morning"), (17, "Afternoon"), (24, "Evening"))


@dataclass(frozen=True)
class Offered:
    """One start a client may press, on their clock and, where it differs, on the house's."""

    starts_at: datetime
    clock: Clock

    @property
    def value(self) -> str:
        """What its button sends."""
        return self.starts_at.isoformat()

    @property
    def house_time(self) -> str:
        """The house's reading, with its weekday where that is another; empty where it agrees."""
        if not self.clock.differs(self.starts_at):
            return ""
        here, there = (
            self.starts_at.astimezone(zone) for zone in (self.clock.zone, self.clock.house)
        )
        return f"{there:%a %H:%M}" if there.date() != here.date() else f"{there:%H:%M}"


@dataclass(frozen=True)
class Day:
    """A square of the month; `free` counts the starts on it."""

    on: date
    free: int
    is_today: bool
    is_chosen: bool
    is_outside: bool


@dataclass(frozen=True)
class Search:
    """Where to look: a wish, the clock it is read on, whose, and the appointment to be moved.

    What the client holds themselves counts as free to them.
    """

    wish: Wish
    clock: Clock
    client: Client
    moving: Appointment | None = None

    def slots(self, first: date, last: date) -> list[Slot]:
        """Return what is free between two days of the client's clock, both included."""
        return free_slots(**self._asked(first, last))

    def next_day(self) -> date | None:
        """Return the first day with a free time, within how far ahead clients may book."""
        return next_free_day(**self._asked(self.today, last_day(self.today)))

    def at(self, starts_at: datetime) -> list[Slot]:
        """Return the slots that begin at one moment, one for each advisor who is free."""
        day = starts_at.astimezone(self.clock.zone).date()
        return [slot for slot in self.slots(day, day) if slot.starts_at == starts_at]

    def nearest(self, starts_at: datetime) -> list[Offered]:
        """Return the free starts closest to one that was lost, in order of time."""
        day = starts_at.astimezone(self.clock.zone).date()
        starts = starts_of(self.slots(max(day - _AROUND, self.today), day + _AROUND))
        closest = sorted(starts, key=lambda each: abs(each - starts_at))[:NEAREST]
        return [Offered(each, self.clock) for each in sorted(closest)]

    @property
    def today(self) -> date:
        """Today where the client is."""
        return timezone.localdate(timezone=self.clock.zone)

    def _asked(self, first: date, last: date) -> Asked:
        return {
            "channel": self.wish.channel,
            "span": (first, last),
            "zone": self.clock.zone,
            "advisors": [self.wish.advisor] if self.wish.advisor else None,
            "topic": self.wish.topic,
            "for_client": True,
            "client": self.client,
            "moving": self.moving,
        }


@dataclass(frozen=True)
class Month:
    """One month of free times, with one of its days chosen or none."""

    first: date
    weeks: list[list[Day]]
    chosen: date | None
    times: list[Offered]
    before: date | None
    after: date | None

    @property
    def parts(self) -> list[tuple[str, list[Offered]]]:
        """The chosen day's times under Morning, Afternoon and Evening."""
        return [(name, list(rows)) for name, rows in groupby(self.times, key=_part_of)]

    @property
    def first_free(self) -> date | None:
        """The first day of it with a free time."""
        return next((day.on for week in self.weeks for day in week if day.free), None)

    @property
    def has_free(self) -> bool:
        """Tell whether any day of it has a free time."""
        return self.first_free is not None


def month_of(search: Search, shown: date, chosen: date | None) -> Month:
    """Lay out the month of `shown`, asking for its free times once."""
    first = shown.replace(day=1)
    days = Calendar().itermonthdates(first.year, first.month)
    inside = [day for day in days if day.month == first.month]
    starts = starts_of(search.slots(inside[0], inside[-1]))
    times = [Offered(each, search.clock) for each in starts]
    today = search.today
    return Month(
        first=first,
        weeks=_weeks(first, counted(starts, search.clock.zone), today, chosen),
        chosen=chosen,
        times=[each for each in times if _day_of(each) == chosen],
        before=_earlier(first, today),
        after=_later(first, last_day(today)),
    )


def starts_of(slots: Iterable[Slot]) -> list[datetime]:
    """Return each start once, whoever is free then."""
    return sorted({slot.starts_at for slot in slots})


def counted(starts: Sequence[datetime], zone: ZoneInfo) -> dict[date, int]:
    """Count starts by their day in `zone`."""
    days = [each.astimezone(zone).date() for each in starts]
    return {day: len(list(rows)) for day, rows in groupby(days)}


def last_day(today: date) -> date:
    """Return the last day clients may book for."""
    return today + timedelta(days=BookingRules.current().horizon_days)


def _weeks(first: date, free: dict[date, int], today: date, chosen: date | None) -> list[list[Day]]:
    return [
        [
            Day(
                on=day,
                free=free.get(day, 0),
                is_today=day == today,
                is_chosen=day == chosen,
                is_outside=day.month != first.month,
            )
            for day in week
        ]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


def _earlier(first: date, today: date) -> date | None:
    return (first - timedelta(days=1)).replace(day=1) if first > today else None


def _later(first: date, last: date) -> date | None:
    after = (first + timedelta(days=31)).replace(day=1)
    return after if after <= last else None


def _day_of(time: Offered) -> date:
    return time.starts_at.astimezone(time.clock.zone).date()


def _part_of(time: Offered) -> str:
    hour = time.starts_at.astimezone(time.clock.zone).hour
    return next(name for until, name in _PARTS if hour < until)
