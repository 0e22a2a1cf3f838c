"""The house's time as Postgres guards it: in which order it is held, and who wins."""

import time
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from atelier.people.models import User
from consultations.availability import buffer_of, busy_span, nearest_free
from consultations.models import Appointment, BusyTime, Hold, Room
from consultations.readers import zone_of_visitor
from consultations.times import said_briefly, zone_of_advisor, zone_of_client

_TAKEN, _DEADLOCK = "23P01", "40P01"
_TRIES, _PAUSE = 3, 0.05
_NO_TIME = DateTimeTZRange(empty=True)
Kept = TypeVar("Kept")


def set_time(wish: Appointment | Hold, minutes: int, *, walking_in: bool = False) -> None:
    """Let the wish end after so many minutes, and keep it busy with its advisor's buffer.

    Who walks in asks for no buffer before: they are there.
    """
    wish.ends_at = wish.starts_at + timedelta(minutes=minutes)
    span = busy_span(wish.starts_at, wish.ends_at, buffer_of(wish.advisor))
    wish.busy = type(span)(wish.starts_at, span.upper) if walking_in else span


def lock_diary(*, advisors: Iterable[int], rooms: Iterable[int | None]) -> None:
    """Make everybody who wants these people or rooms wait for one another, in one order.

    Advisors by their key, then rooms by theirs; whoever also needs a commission or a client holds
    that before, an appointment or a hold after. Without it the constraint still has one winner, but
    tries can deadlock, and a day's cap could be passed.
    """
    people = User.objects.filter(pk__in=set(advisors))
    places = Room.objects.filter(pk__in={pk for pk in rooms if pk})
    for rows in (people, places):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def people_of(appointment: Appointment) -> set[int]:
    """Return the keys of everybody whose time an appointment takes."""
    joined = appointment.companions.values_list("advisor_id", flat=True) if appointment.pk else ()
    return {appointment.advisor_id, *joined}


def hold_appointment(
    appointment: Appointment,
    *,
    advisors: Iterable[int] = (),
    rooms: Iterable[int | None] = (),
) -> Appointment:
    """Return the appointment re-read and held, with its people, its room, and these besides."""
    stood = Appointment.objects.get(pk=appointment.pk)
    lock_diary(advisors={*people_of(stood), *advisors}, rooms={stood.room_id, *rooms})
    everything = Appointment.objects.with_people()
    return everything.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)


def clear_expired(wish: Appointment | Hold, people: Collection[int]) -> None:
    """Free the time that expired holds keep in the way of a wish. Call it with the diary locked.

    They stay until the sweep, so that a client who confirms too late is told of other times.
    """
    Hold.objects.filter(_in_the_way(wish, people)).expired().update(busy=_NO_TIME)


def free_own_holds(wish: Appointment, people: Collection[int]) -> list[Hold]:
    """Free the time the client keeps in the way of a wish, and return those holds.

    They take no time any more and are to be deleted once what they fulfil is settled. Call it
    with the diary locked.
    """
    own = Hold.objects.filter(
        _in_the_way(wish, people) | Q(public_id=wish.hold_id), client_id=wish.client_id
    )
    held = list(own.select_for_update(of=("self",), no_key=True).order_by("pk"))
    Hold.objects.filter(pk__in=[hold.pk for hold in held]).update(busy=_NO_TIME)
    return held


def _in_the_way(wish: Appointment | Hold, people: Collection[int]) -> Q:
    same_room = Q(room_id=wish.room_id) if wish.room_id else Q()
    return (Q(advisor_id__in=people) | same_room) & Q(busy__overlap=wish.busy)


def keep_slot(
    write: Callable[[], Kept],
    *,
    wish: Appointment | Hold,
    by: Actor,
    joining: Collection[User] = (),
) -> Kept:
    """Run `write` in a transaction; a taken slot becomes a `Conflict` with free times nearby.

    `joining` are those whose time the wish takes besides its advisor's. A deadlock is tried
    again after a moment, except inside a larger transaction, which it ends.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                return write()
        except (IntegrityError, OperationalError) as error:
            if _state(error) == _TAKEN:
                raise taken(wish, by, joining) from error
            last = attempt == _TRIES or connection.in_atomic_block
            if _state(error) != _DEADLOCK or last:
                raise
            # Lets the other one have the row that was just given up.
            time.sleep(attempt * _PAUSE)
    raise AssertionError("the last try returns or raises")


def taken(wish: Appointment | Hold, by: Actor, joining: Collection[User] = ()) -> Conflict:
    """Return the refusal that says whose time is taken and which times nearby are free.

    A client reads neither names nor rooms, and the times on their own clock.
    """
    said = "is already taken then." if by.is_house else "has just been taken."
    whose = _who_is_busy(wish, joining) if by.is_house else "That time"
    return with_alternatives(f"{whose} {said}", wish, by)


def with_alternatives(sentence: str, wish: Appointment | Hold, by: Actor) -> Conflict:
    """Return a refusal with the three nearest free times, in words and as `details["free"]`."""
    free = nearest_free(wish, for_client=not by.is_house)
    zone = zone_of_advisor(wish.advisor) if by.is_house else _clients_zone(wish)
    return Conflict(f"{sentence} {_offer(free, zone)}", free=free)


def _offer(free: list[datetime], zone: ZoneInfo) -> str:
    if not free:
        return "Nothing else is free that week."
    return f"Free nearby: {'; '.join(said_briefly(start, zone) for start in free)}."


def _clients_zone(wish: Appointment | Hold) -> ZoneInfo:
    appointment = wish.moving if isinstance(wish, Hold) else wish
    return zone_of_visitor(appointment) if appointment else zone_of_client(wish.client)


def _who_is_busy(wish: Appointment | Hold, joining: Collection[User]) -> str:
    """Name whose time it is: the advisor's, that of somebody who joins, or the room's."""
    others = BusyTime.objects.filter(span__overlap=wish.busy)
    if isinstance(wish, Appointment) and wish.pk:
        others = others.exclude(appointment=wish)
    busy = set(others.values_list("advisor_id", flat=True))
    people = [wish.advisor, *joining]
    first = next((person for person in people if person.pk in busy), None)
    return str(first or wish.room or wish.advisor)


def _state(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "pgcode", None)
