"""Free starts without a gap between them, and those of them that are shown."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from consultations.availability import Slot

# Free times stand half an hour apart: room enough for a finger.
APART = timedelta(minutes=30)


def thin(run: Sequence[Slot]) -> Iterator[Slot]:
    """Keep starts at least half an hour apart, on the half hour where the run has one."""
    last = None
    for slot in run:
        at = slot.starts_at
        far = last is None or at - last >= APART
        soon = any(timedelta(0) < s.starts_at - at < APART and _is_round(s) for s in run)
        if far and (last is None or _is_round(slot) or not soon):
            yield slot
            last = at


def _is_round(slot: Slot) -> bool:
    return slot.starts_at.minute % 30 == 0


def runs(slots: Sequence[Slot]) -> list[list[Slot]]:
    """Part free starts where one ends before the next begins."""
    found: list[list[Slot]] = []
    for slot in slots:
        if not found or slot.starts_at > found[-1][-1].ends_at:
            found.append([])
        found[-1].append(slot)
    return found
