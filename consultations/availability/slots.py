"""Free times: hours less what is taken, in steps from where each stretch of hours begins."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NotRequired, TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from atelier.people.models import Client, User
from consultations.availability.rules import busy_span
from consultations.availability.search import Search
from consultations.availability.windows import days_between, whole_day
from consultations.availability.wishes import Wish
from consultations.models import Appointment, Place, Room, Topic


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time of one advisor, in UTC; `busy` is what booking it takes, buffers included."""

    starts_at: datetime
    ends_at: datetime
    busy: DateTimeTZRange
    advisor: User
    room: Room | None


class Asked(TypedDict):
    """How free times are asked for.

    `span` are days on `zone`'s clock, both included. For a client the rules' notice, horizon and
    cap hold, and who and what is open to be booked; for staff only hours and taken time. Without
    `advisors` everybody who takes channel and topic; in person any free room, of `place` if given.
    `moving` is an appointment for which another time is looked for: its own time counts as free,
    its companions' does not, and advisor and length stay unless given. What `client` holds
    themselves counts as free to them.
    """

    channel: str
    span: tuple[date, date]
    zone: ZoneInfo
    for_client: bool
    advisors: NotRequired[Collection[User] | None]
    minutes: NotRequired[int | None]
    topic: NotRequired[Topic | None]
    place: NotRequired[Place | None]
    moving: NotRequired[Appointment | None]
    client: NotRequired[Client | None]
    now: NotRequired[datetime | None]


def free_slots(**asked: Unpack[Asked]) -> list[Slot]:
    """Return every free time, in order of time and then of the advisors' names; see `Asked`."""
    return list(_slots(Search(Wish(**asked))))


def days_with_free(**asked: Unpack[Asked]) -> dict[date, int]:
    """Return the days with free times, on the asker's clock, and how many times each has.

    A time at which several advisors are free counts once.
    """
    found = Search(Wish(**asked)).starts()
    times = [start for start, _ in groupby(found, key=itemgetter(0))]
    counted = ((day, _within(times, day, asked["zone"])) for day in days_between(*asked["span"]))
    return {day: number for day, number in counted if number}


def next_free_day(**asked: Unpack[Asked]) -> date | None:
    """Return the first day of the span on which something is free."""
    return next(iter(days_with_free(**asked)), None)


def _slots(search: Search) -> Iterator[Slot]:
    length, buffers = timedelta(seconds=search.length), set(search.buffers)
    for second, found in groupby(search.starts(), key=itemgetter(0)):
        starts_at = datetime.fromtimestamp(second, UTC)
        ends_at = starts_at + length
        busy = {buffer: busy_span(starts_at, ends_at, buffer) for buffer in buffers}
        for _, rank, room in found:
            buffer, advisor = search.buffers[rank], search.people[rank]
            yield Slot(starts_at, ends_at, busy[buffer], advisor, room)


def _within(times: list[int], day: date, zone: ZoneInfo) -> int:
    begins, ends = whole_day(day, zone)
    return bisect_left(times, ends) - bisect_left(times, begins)
