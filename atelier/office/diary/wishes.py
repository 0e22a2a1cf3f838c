"""What a booking form starts with: what its address asks for, and sensible words for the rest."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from atelier.house.models import House
from atelier.office.diary.finding import people_like
from atelier.office.diary.look import length, number, public_id
from atelier.office.diary.preview import first_free
from atelier.office.forms.booking import Origin, advisors, commissions_of
from atelier.people.models import Channel, Client, User
from consultations.availability import buffer_of, busy_span, length_of
from consultations.days import read_clock, read_day, read_moment
from consultations.models import Appointment, BusyTime, Room, Topic
from consultations.times import TIMED, NoSuchTime, moment, zone_of_advisor


def first_wish(asked: QueryDict, origin: Origin, staff: User) -> dict[str, Any]:
    """Return the form's first words; without a time asked for, the advisor's next free one."""
    said = _usual(origin, staff) | {name: value for name, value in asked.items() if value}
    if "commission" in asked:
        said["commission"] = asked["commission"]
    said |= _whom(asked)
    said |= _about(said, origin)
    advisor = advisors().filter(pk=number(said["advisor"]) or 0).first()
    if advisor is None:
        return said
    start = _start(asked, said, advisor)
    if start is None:
        return said
    there = start.astimezone(zone_of_advisor(advisor))
    said |= {"day": f"{there:%Y-%m-%d}", "clock": f"{there:%H:%M}"}
    if not said.get("room") and said["channel"] == Channel.IN_PERSON:
        room = room_for(advisor, start, start + timedelta(minutes=_minutes(said)))
        said["room"] = str(room.pk) if room else ""
    return said


def room_for(advisor: User, starts_at: datetime, ends_at: datetime) -> Room | None:
    """Return a room that is free while `advisor` meets somebody, buffers included."""
    return free_room(busy_span(starts_at, ends_at, buffer_of(advisor)))


def free_room(
    busy: DateTimeTZRange,
    preferred: Room | None = None,
    *,
    moving: Appointment | None = None,
    now: datetime | None = None,
) -> Room | None:
    """Return a room in use that nobody has while it is `busy`, buffers included.

    The preferred one first, else one of its place. `moving` and `now` as `_taken`.
    """
    taken = _taken(busy, moving=moving, now=now).filter(room__isnull=False)
    rooms = Room.objects.filter(is_active=True, place__is_active=True)
    free = rooms.exclude(pk__in=taken.values("room"))
    if preferred:
        free = free.filter(place=preferred.place_id)
    return min(free, key=lambda room: room != preferred, default=None)


def _taken(
    busy: DateTimeTZRange, *, moving: Appointment | None = None, now: datetime | None = None
) -> "QuerySet[BusyTime]":
    """Return what stands in the way of `busy`: no expired hold, nor what is `moving`.

    With `now`, for somebody who stands in the door, what is over gives its buffer up.
    """
    standing = Q(hold=None) | Q(hold__expires_at__gt=timezone.now())
    taken = BusyTime.objects.filter(standing, span__overlap=busy)
    if moving:
        taken = taken.exclude(appointment=moving)
    return taken.exclude(appointment__ends_at__lte=now) if now else taken


def _usual(origin: Origin, staff: User) -> dict[str, Any]:
    commission = origin.commission
    liked = commission.preferred_channel if commission else ""
    liked = liked or (origin.client.preferred_channel if origin.client else "")
    taken_on = commission.advisor_id if commission else None
    return {
        "advisor": str(taken_on or _oneself_or_first(staff) or ""),
        "channel": liked if liked in TIMED else Channel.IN_PERSON,
        "day": f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}",
        "clock": "10:00",
        "caller": "house",
    }


def _oneself_or_first(staff: User) -> int | None:
    own = advisors().filter(pk=staff.pk).first() or advisors().order_by("name").first()
    return own.pk if own else None


def _whom(asked: QueryDict) -> dict[str, str]:
    """Take whom was pressed, or the only one found; forget the chosen one for another search."""
    if chosen := asked.get("choose"):
        return {"client": chosen}
    if asked.get("find") == "again":
        return {"client": "", "q": "", "commission": ""}
    if "find" not in asked or asked.get("client") or asked.get("new_email"):
        return {}
    found = people_like(asked.get("q", ""))
    return {"client": str(found[0].public_id)} if len(found) == 1 else {}


def _about(said: Mapping[str, Any], origin: Origin) -> dict[str, str]:
    """Choose the client's only commission, when none was chosen or left out."""
    chosen = public_id(said.get("client"))
    client = origin.client
    if chosen and client is None:
        client = Client.objects.filter(public_id=chosen).first()
    if client is None or origin.commission or "commission" in said:
        return {}
    found = list(commissions_of(client)[:2])
    return {"commission": found[0].reference} if len(found) == 1 else {}


def _start(asked: QueryDict, said: Mapping[str, Any], advisor: User) -> datetime | None:
    """Return the moment pressed, else the one typed, else the advisor's next free one."""
    if pressed := read_moment(asked.get("at") or asked.get("starts")):
        return pressed
    if not asked.get("clock"):
        return _next_free(advisor, said)
    day, clock = read_day(said["day"]), read_clock(said["clock"])
    try:
        return moment(day, clock, zone_of_advisor(advisor)) if day and clock else None
    except NoSuchTime:
        return None


def _next_free(advisor: User, said: Mapping[str, Any]) -> datetime | None:
    day = read_day(said.get("day")) or timezone.localdate()
    slots = first_free(
        advisor,
        day,
        channel=said["channel"],
        topic=_topic(said),
        minutes=length(said.get("minutes")),
    )
    return slots[0].starts_at if slots else None


def _minutes(said: Mapping[str, Any]) -> int:
    return length(said.get("minutes")) or length_of(said["channel"], _topic(said))


def _topic(said: Mapping[str, Any]) -> Topic | None:
    return Topic.objects.filter(pk=number(said.get("topic", "")) or 0).first()


def first_walk_in(asked: QueryDict, staff: User) -> dict[str, Any]:
    """Return a walk-in's first words: oneself, else who is free, and a room nobody is in."""
    now, house = timezone.now(), House.current()
    lasts = length_of(Channel.IN_PERSON) + house.appointment_buffer_minutes
    busy = DateTimeTZRange(now, now + timedelta(minutes=lasts))
    room = free_room(busy, now=now)
    usual = {"advisor": _free_now(busy, staff, now), "room": room.pk if room else ""}
    return usual | {name: value for name, value in asked.items() if value}


def _free_now(busy: DateTimeTZRange, staff: User, now: datetime) -> int | None:
    """Return oneself, else the first by name, of those who are free; of all when nobody is."""
    taken = _taken(busy, now=now).filter(advisor__isnull=False)
    usual = _oneself_or_first(staff)
    free = list(advisors().exclude(pk__in=taken.values("advisor")).order_by("name"))
    return next((each.pk for each in free if each.pk == usual), free[0].pk if free else usual)
