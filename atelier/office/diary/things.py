"""What a diary's page shows: appointments, holds, free times, in columns of a day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from atelier.people.models import User
from consultations.availability import Slot
from consultations.models import Appointment, Hold, Room
from consultations.statuses import AppointmentStatus
from consultations.times import differ, place

Taken = Appointment | Hold


@dataclass(frozen=True)
class Column:
    """Whose time stands in a column: an advisor's or a room's, on one day or on any."""

    owner: User | Room
    title: str
    zone: ZoneInfo
    day: date | None = None

    @property
    def key(self) -> str:
        """A word that is this column's alone on its page."""
        on = f"-{self.day:%m%d}" if self.day else ""
        return f"{self.owner._meta.model_name}-{self.owner.pk}{on}"

    def owns(self, taken: Taken) -> bool:
        """Tell whether this takes the owner's time."""
        if isinstance(self.owner, Room):
            return taken.room_id == self.owner.pk
        return self.owner.pk in {taken.advisor_id, *companions_of(taken)}

    def clock(self, at: datetime, axis: ZoneInfo) -> str:
        """Say a moment on the owner's clock where it differs from the page's; else nothing."""
        return f"{at.astimezone(self.zone):%H:%M}" if differ(at, self.zone, axis) else ""

    def note(self, at: datetime, axis: ZoneInfo) -> str:
        """Say whose clock the owner lives by, where it is not the page's."""
        if not differ(at, self.zone, axis):
            return ""
        theirs, here = at.astimezone(self.zone), at.astimezone(axis)
        return f"In {place(self.zone)}: {here:%H:%M} here is {theirs:%H:%M} there"


@dataclass(frozen=True)
class Block:
    """Taken time in one column, on the page's clock; `before` and `after` are its buffers."""

    taken: Taken
    starts: datetime
    ends: datetime
    theirs: str = ""
    before: timedelta = timedelta(0)
    after: timedelta = timedelta(0)
    track: int = 1
    tracks: int = 1

    kind = "block"

    @property
    def is_hold(self) -> bool:
        """Kept for a client who is confirming it."""
        return isinstance(self.taken, Hold)

    @property
    def may_move(self) -> bool:
        """Only what is booked moves."""
        return getattr(self.taken, "status", "") == AppointmentStatus.BOOKED

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends - self.starts) / timedelta(minutes=1))

    def beside(self, track: int, tracks: int) -> "Block":
        """Return it as one of several that share the same time."""
        return replace(self, track=track, tracks=tracks)


@dataclass(frozen=True)
class Free:
    """A time that can be taken with one press; shown from `starts` until `until`."""

    slot: Slot
    starts: datetime
    until: datetime
    theirs: str = ""

    kind = "free"

    @property
    def value(self) -> str:
        """What a button sends: start, advisor and room."""
        room = self.slot.room.pk if self.slot.room else ""
        return f"{self.slot.starts_at.isoformat()} {self.slot.advisor.pk} {room}"


def companions_of(taken: Taken) -> list[int]:
    """Return who else joins, from what was prefetched."""
    if isinstance(taken, Hold):
        return []
    return [each.advisor_id for each in taken.companions.all()]
