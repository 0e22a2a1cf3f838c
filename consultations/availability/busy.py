"""Time that is taken, and days on which an advisor has enough."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from consultations.availability.spans import FOREVER, Span, merged
from consultations.availability.windows import whole_day
from consultations.models import Appointment, BusyTime, Companion, Hold
from consultations.statuses import AppointmentStatus

Taken = dict[int, list[Span]]
_UTC, _DAY = ZoneInfo("UTC"), 86_400
# Every status but cancelled, by name: so the index of status and start is used.
_COUNTED = [each for each in AppointmentStatus if each != AppointmentStatus.CANCELLED]


@dataclass(frozen=True)
class Present:
    """The moment that is now, and whose look it is: what is theirs does not stand in their way.

    `moving` is the appointment that is to be moved; a client's own holds give way to them.
    """

    now: datetime
    moving: int | None = None
    client: int | None = None

    def standing(self, prefix: str = "") -> Q:
        """Return the condition that a hold keeps its time from whoever looks."""
        living = Q(**{f"{prefix}expires_at__gt": self.now})
        return living & ~Q(**{f"{prefix}client": self.client}) if self.client else living


def taken(
    advisors: Iterable[int], rooms: Iterable[int], span: Span, present: Present
) -> tuple[Taken, Taken]:
    """Return the merged taken time of each advisor and of each room; expired holds are none."""
    wanted = Q(advisor__in=list(advisors)) | Q(room__in=list(rooms))
    rows = BusyTime.objects.filter(wanted, span__overlap=range_of(span))
    rows = rows.filter(Q(hold=None) | present.standing("hold__"))
    if present.moving:
        rows = rows.exclude(appointment=present.moving)
    columns = ("advisor_id", "room_id", "span__startswith", "span__endswith")
    of_advisor: Taken = defaultdict(list)
    of_room: Taken = defaultdict(list)
    for advisor, room, begins, ends in rows.values_list(*columns):
        whole = math.floor(begins.timestamp()), math.ceil(ends.timestamp())
        (of_advisor[advisor] if advisor else of_room[room]).append(whole)
    return _merged(of_advisor), _merged(of_room)


def full_days(
    caps: Mapping[int, int], zones: Mapping[int, ZoneInfo], span: Span, present: Present
) -> Taken:
    """Return the days, on each advisor's own clock, that hold as many consultations as they may.

    What was held, missed or joined counts, and what is on hold; what was cancelled does not.
    """
    counted: Counter[tuple[int, date]] = Counter()
    for advisor, starts_at in _starts(list(caps), span, present):
        counted[advisor, starts_at.astimezone(zones[advisor]).date()] += 1
    full: Taken = {advisor: [] if cap else [FOREVER] for advisor, cap in caps.items()}
    for (advisor, day), number in counted.items():
        if number >= caps[advisor]:
            full[advisor].append(whole_day(day, zones[advisor]))
    return full


def range_of(span: Span) -> DateTimeTZRange:
    """Return a span as Postgres keeps it."""
    return DateTimeTZRange(*(datetime.fromtimestamp(second, _UTC) for second in span))


def _starts(advisors: list[int], span: Span, present: Present) -> Any:
    # Whole days count, though only a part of the first and last may be asked for.
    around = range_of((span[0] - _DAY, span[1] + _DAY))
    within = (around.lower, around.upper)
    appointments = Appointment.objects.filter(status__in=_COUNTED).exclude(pk=present.moving or 0)
    led = appointments.filter(advisor__in=advisors, starts_at__range=within)
    joined = Companion.objects.filter(
        appointment__in=appointments, advisor__in=advisors, appointment__starts_at__range=within
    )
    held = Hold.objects.filter(present.standing(), advisor__in=advisors, starts_at__range=within)
    return (
        led.order_by()
        .values_list("advisor_id", "starts_at")
        .union(
            joined.values_list("advisor_id", "appointment__starts_at"),
            held.order_by().values_list("advisor_id", "starts_at"),
            all=True,
        )
    )


def _merged(taken_by: Taken) -> Taken:
    return {owner: merged(spans) for owner, spans in taken_by.items()}
