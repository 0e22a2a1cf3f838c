"""When advisors can be met: hours, holidays, rooms and taken time, joined in one pass."""

from consultations.availability.nearest import nearest_free
from consultations.availability.reasons import is_within_hours, outside_hours
from consultations.availability.rules import buffer_of, busy_span, length_of
from consultations.availability.slots import Slot, days_with_free, free_slots, next_free_day

__all__ = [
    "Slot",
    "buffer_of",
    "busy_span",
    "days_with_free",
    "free_slots",
    "is_within_hours",
    "length_of",
    "nearest_free",
    "next_free_day",
    "outside_hours",
]
