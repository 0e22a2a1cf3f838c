"""Time that a move has just left, which its undo would want back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from consultations.availability import Slot
from consultations.models import Appointment
from consultations.policies import UNDO_SECONDS


@dataclass(frozen=True)
class Vacated:
    """Where a consultation stood before its move: whose time, which room, buffers included."""

    people: frozenset[int]
    room: int | None
    begins: datetime
    ends: datetime

    def is_wanted_by(self, slot: Slot) -> bool:
        """Tell whether a free time would take any of it."""
        same_room = slot.room is not None and slot.room.pk == self.room
        meets = slot.busy.lower < self.ends and self.begins < slot.busy.upper
        return meets and (same_room or slot.advisor.pk in self.people)


def just_vacated(now: datetime) -> list[Vacated]:
    """Return what moves left that can still be undone at `now`."""
    since = now - timedelta(seconds=UNDO_SECONDS)
    fresh = Appointment.objects.booked().filter(moved_at__gt=since).prefetch_related("companions")
    return [_vacated(moved, moved.before_move) for moved in fresh if moved.before_move]


def _vacated(moved: Appointment, before: dict[str, Any]) -> Vacated:
    begins, ends = (datetime.fromisoformat(edge) for edge in before["busy"])
    joined = {each.advisor_id for each in moved.companions.all()}
    return Vacated(frozenset({before["advisor"], *joined}), before["room"], begins, ends)
