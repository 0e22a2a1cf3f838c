"""What each reader knows of an appointment, so that only the last change is told, and only once.

News of a change carries in its key what its reader knew before. Where another change comes before
it has left, it is taken back, and the reader is told of the two as of one, or of nothing at all
when they come to what was known.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from consultations.letters import take_back, write
from consultations.models import Appointment
from consultations.news import JOINED, LEFT, MOVED, TAKEN_OVER, News
from consultations.readers import Reader

# What is known by somebody who takes no part.
NOTHING = ""
_CHANGES = (MOVED, JOINED, TAKEN_OVER, LEFT)


def standing(appointment: Appointment, reader: Reader) -> str:
    """Return when, how long, where and with whom, as far as it concerns `reader`.

    A client is told the door and not the room; to staff a change of advisor is joining or leaving.
    """
    minutes = (appointment.ends_at - appointment.starts_at) // timedelta(minutes=1)
    room = appointment.room
    where = (room and room.place_id) if reader.is_client else appointment.room_id
    advisor = appointment.advisor_id if reader.is_client else 0
    return f"{appointment.starts_at.isoformat()}~{minutes}~{where or 0}~{advisor}"


def start_of(known: str) -> datetime:
    """Return the start of a standing that is not `NOTHING`."""
    return datetime.fromisoformat(known.partition("~")[0])


def forget(appointment: Appointment, reader: Reader) -> str | None:
    """Take back changes this reader has not read of; return what they knew before them.

    None: nothing was unread, so they know of every change so far.
    """
    unread = [key for news in _CHANGES for key in take_back(appointment, reader, news)]
    # Each change takes back the one before it, so there is never more than one.
    return unread[0].partition("|")[0] if unread else None


def tell_change(
    appointment: Appointment,
    reader: Reader,
    *,
    known: str,
    now: str,
    due_at: datetime | None = None,
) -> None:
    """Tell `reader` how what they knew became what is so now; nothing where the two are one."""
    unread = forget(appointment, reader)
    known = known if unread is None else unread
    if known == now:
        return
    write(
        appointment,
        reader,
        _news(appointment, reader, known, now),
        key=f"{known}|{uuid4()}",
        at=start_of(known) if now == NOTHING else None,
        before=_replaced(known, now),
        due_at=due_at,
        useful_until=appointment.ends_at,
    )


def _news(appointment: Appointment, reader: Reader, known: str, now: str) -> News:
    if now == NOTHING:
        return LEFT
    if known != NOTHING:
        return MOVED
    return TAKEN_OVER if reader.user_id == appointment.advisor_id else JOINED


def _replaced(known: str, now: str) -> datetime | None:
    if NOTHING in (known, now) or start_of(known) == start_of(now):
        return None
    return start_of(known)
