"""The house's time as Postgres guards it: what is taken, what is free nearby, who wins."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.refusals import Conflict
from atelier.people.models import User
from consultations.models import Appointment, Room
from consultations.statuses import AppointmentStatus
from consultations.times import said_briefly, zone_of_advisor

_TAKEN, _DEADLOCK = "23P01", "40P01"
_TRIES, _PAUSE = 3, 0.05
_STEP = timedelta(minutes=15)
_SEARCH = timedelta(days=7)
# Suggestions stay within these hours on the advisor's clock; a booking itself may be at any hour.
_FIRST, _LAST = clock(9), clock(18)
_SUNDAY = 6


def busy_span(starts_at: datetime, ends_at: datetime) -> DateTimeTZRange:
    """Return start to end with the house's buffer on each side."""
    buffer = timedelta(minutes=House.current().appointment_buffer_minutes)
    return DateTimeTZRange(starts_at - buffer, ends_at + buffer)


def lock_diary(*, advisor_id: int, room_id: int | None) -> None:
    """Make everybody who wants this advisor or this room wait for one another, in one order.

    Without it the exclusion constraint still has one winner, but tries can deadlock.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=advisor_id)
    if room_id:
        Room.objects.select_for_update(of=("self",), no_key=True).get(pk=room_id)


def keep_slot(write: Callable[[], Appointment], *, wish: Appointment) -> Appointment:
    """Run `write` in a transaction; a taken slot becomes a `Conflict` with free times nearby.

    A deadlock is tried again after a moment, except inside a larger transaction, which it ends.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                return write()
        except (IntegrityError, OperationalError) as error:
            if _state(error) == _TAKEN:
                raise taken(wish) from error
            last = attempt == _TRIES or connection.in_atomic_block
            if _state(error) != _DEADLOCK or last:
                raise
            # Lets the other one have the row that was just given up.
            time.sleep(attempt * _PAUSE)
    raise AssertionError("the last try returns or raises")


def taken(wish: Appointment) -> Conflict:
    """Return the refusal that says whose time is taken and which times nearby are free."""
    free = free_nearby(wish)
    zone = zone_of_advisor(wish.advisor)
    whose = _who_is_busy(wish)
    times = "; ".join(said_briefly(start, zone) for start in free)
    offer = f" Free nearby: {times}." if free else " Nothing else is free that week."
    return Conflict(f"{whose} is already taken then.{offer}", free=free)


def free_nearby(wish: Appointment, count: int = 3) -> list[datetime]:
    """Return the `count` free starts nearest to the wish, in order of time."""
    length = wish.ends_at - wish.starts_at
    spans = _spans_around(wish)
    free = (
        start
        for start in _starts_outward(wish)
        if not _overlaps(busy_span_of(wish, start, length), spans)
    )
    return sorted(start for start, _ in zip(free, range(count), strict=False))


def busy_span_of(wish: Appointment, start: datetime, length: timedelta) -> DateTimeTZRange:
    """Return what the wish would keep busy if it began at `start`."""
    before = wish.starts_at - wish.busy.lower
    after = wish.busy.upper - wish.ends_at
    return DateTimeTZRange(start - before, start + length + after)


def _starts_outward(wish: Appointment) -> Iterator[datetime]:
    length, step = wish.ends_at - wish.starts_at, _STEP
    zone = zone_of_advisor(wish.advisor)
    while step <= _SEARCH:
        for start in (wish.starts_at - step, wish.starts_at + step):
            if _is_offered(start, start + length, zone):
                yield start
        step += _STEP


def _is_offered(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    first, last = start.astimezone(zone), end.astimezone(zone)
    same_day = first.date() == last.date() and first.weekday() != _SUNDAY
    return same_day and first.time() >= _FIRST and last.time() <= _LAST and start > timezone.now()


def _spans_around(wish: Appointment) -> list[DateTimeTZRange]:
    window = DateTimeTZRange(wish.busy.lower - _SEARCH, wish.busy.upper + _SEARCH)
    booked = Appointment.objects.booked().competing_with(wish).filter(busy__overlap=window)
    return list(booked.exclude(pk=wish.pk).values_list("busy", flat=True))


def _overlaps(span: DateTimeTZRange, others: list[DateTimeTZRange]) -> bool:
    return any(span.lower < other.upper and other.lower < span.upper for other in others)


def _who_is_busy(wish: Appointment) -> str:
    advisor_busy = Appointment.objects.filter(
        status=AppointmentStatus.BOOKED, advisor_id=wish.advisor_id, busy__overlap=wish.busy
    ).exclude(pk=wish.pk)
    return str(wish.advisor) if wish.room is None or advisor_busy.exists() else str(wish.room)


def _state(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "pgcode", None)
