"""Moves appointments, and takes a move back before anybody is told of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import WrongState
from atelier.people.models import Channel, User
from consultations import emails, policies
from consultations.actions.booking import record_event, settle, video_link_of
from consultations.models import Appointment, Room
from consultations.policies import UNDO_SECONDS
from consultations.slots import (
    clear_expired,
    free_own_holds,
    hold_appointment,
    keep_slot,
    people_of,
    set_time,
)
from consultations.statuses import APPOINTMENTS

_MOVED = (
    "starts_at",
    "ends_at",
    "busy",
    "timed_at",
    "advisor",
    "room",
    "video_link",
    "status",
    "ics_sequence",
    "before_move",
    "moved_at",
    "hold_id",
)


def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    by: Actor,
    minutes: int | None = None,
    room: Room | None = None,
    advisor: User | None = None,
) -> Appointment:
    """Move a booked appointment; advisor, room and length stay unless given.

    Its mails leave after `UNDO_SECONDS`, and reminders of the old time that still wait are
    withdrawn. Moving it to where it is changes nothing. Raises `Conflict` with free times nearby,
    `WrongState` when it is no longer booked.
    """
    policies.check_keeps_diary(by)
    policies.check_in_future(starts_at)
    wish = _find(appointment)
    if advisor is not None and advisor != wish.advisor:
        policies.check_advises(advisor)
        policies.check_not_joined(wish, advisor)
        _hand_over(wish, advisor)
    wish.room = room or wish.room
    policies.check_room(wish.channel, wish.room)
    lasted = int((wish.ends_at - wish.starts_at) / timedelta(minutes=1))
    wish.starts_at = starts_at
    set_time(wish, minutes or lasted)
    told_at = timezone.now() + timedelta(seconds=UNDO_SECONDS)
    return keep_slot(
        lambda: relocate(wish, by, told_at=told_at), wish=wish, by=by, joining=_joining(wish)
    )


def undo_move(*, appointment: Appointment, by: Actor) -> Appointment:
    """Put an appointment back to where it stood before its last move; nobody is told of either.

    Undoing again changes nothing. Its SEQUENCE does not go down. Raises `WrongState` when the
    move has been told, `Conflict` with free times nearby when the old time is no longer free.
    """
    policies.check_keeps_diary(by)
    wish = _find(appointment)
    if wish.before_move is None:
        return wish
    policies.check_undo_in_time(wish)
    _stand_as(wish, wish.before_move)
    undone = wish.moved_at
    return keep_slot(lambda: _put_back(wish, by, undone), wish=wish, by=by, joining=_joining(wish))


def relocate(wish: Appointment, by: Actor, *, told_at: datetime | None = None) -> Appointment:
    """Write a checked new place into the diary, inside `keep_slot`; tell it at once or then."""
    now = _hold_both(wish)
    wish.status = APPOINTMENTS.after("move", now.status)
    if _same_place_and_time(now, wish):
        return now
    people = people_of(wish)
    clear_expired(wish, people)
    freed = free_own_holds(wish, people)
    wish.before_move, wish.moved_at = _standing(now), timezone.now()
    wish.ics_sequence, wish.timed_at = now.ics_sequence + 1, timezone.now()
    wish.save(update_fields=_MOVED)
    settle(freed, wish, by)
    record_event("appointment.moved", wish, by, before=now.starts_at.isoformat())
    emails.withdraw_reminders(wish)
    emails.tell_moved(wish, before=now.starts_at, due_at=told_at, was=now)
    return wish


def _put_back(wish: Appointment, by: Actor, undone: datetime | None) -> Appointment:
    now = _hold_both(wish)
    if now.before_move is None:
        return now
    # Not the wish's own, which a try that was ended by a deadlock has emptied already.
    if now.moved_at != undone:
        raise WrongState("This consultation was moved again meanwhile. Please look once more.")
    wish.status = APPOINTMENTS.after("undo move", now.status)
    clear_expired(wish, people_of(wish))
    wish.ics_sequence = now.ics_sequence + 1
    wish.before_move = wish.moved_at = None
    wish.save(update_fields=_MOVED)
    record_event("appointment.move_undone", wish, by, before=now.starts_at.isoformat())
    emails.withdraw_reminders(wish)
    emails.tell_moved(wish, before=now.starts_at, was=now)
    return wish


def _find(appointment: Appointment) -> Appointment:
    return Appointment.objects.with_people().get(pk=appointment.pk)


def _joining(wish: Appointment) -> list[User]:
    return [each.advisor for each in wish.companions.select_related("advisor")]


def _hand_over(wish: Appointment, advisor: User) -> None:
    """Name another advisor; who met in the first one's own video room meets in the other's."""
    in_own_room = wish.channel == Channel.VIDEO and wish.video_link == video_link_of(wish.advisor)
    wish.advisor = advisor
    if in_own_room:
        wish.video_link = video_link_of(advisor)


def _hold_both(wish: Appointment) -> Appointment:
    """Return the appointment as it stands, with both its old and its new people and room held."""
    return hold_appointment(wish, advisors=[wish.advisor.pk], rooms=[wish.room_id])


def _standing(now: Appointment) -> dict[str, Any]:
    """Return where and when it stands, for the undo."""
    return {
        "starts_at": now.starts_at.isoformat(),
        "ends_at": now.ends_at.isoformat(),
        "advisor": now.advisor_id,
        "room": now.room_id,
        "video_link": now.video_link,
        "busy": [now.busy.lower.isoformat(), now.busy.upper.isoformat()],
        "timed_at": now.timed_at.isoformat(),
    }


def _stand_as(wish: Appointment, before: dict[str, Any]) -> None:
    """Give the wish the place and time it had before its move."""
    for name in ("starts_at", "ends_at", "timed_at"):
        setattr(wish, name, datetime.fromisoformat(before[name]))
    wish.advisor = User.objects.select_related("staff").get(pk=before["advisor"])
    wish.room = Room.objects.filter(pk=before["room"]).first()
    wish.video_link = before["video_link"]
    wish.busy = DateTimeTZRange(*(datetime.fromisoformat(edge) for edge in before["busy"]))


def _same_place_and_time(one: Appointment, other: Appointment) -> bool:
    fields = ("starts_at", "ends_at", "room_id", "advisor_id")
    return all(getattr(one, name) == getattr(other, name) for name in fields)
