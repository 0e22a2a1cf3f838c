"""Who may change the diary, and what an appointment needs."""

from consultations.policies.appointments import (
    UNDO_SECONDS,
    check_begun,
    check_channel,
    check_commission,
    check_does_not_lead,
    check_in_future,
    check_not_joined,
    check_room,
    check_undo_in_time,
    check_zone,
)
from consultations.policies.records import check_day_to_come, check_next_step, check_task
from consultations.policies.sides import (
    can_change_by_client,
    check_acts_for,
    check_advises,
    check_calls_off,
    check_changes_by_client,
    check_keeps_diary,
    check_moves_own,
    check_reads_mail,
    check_works_here,
    is_own,
)

__all__ = [
    "UNDO_SECONDS",
    "can_change_by_client",
    "check_acts_for",
    "check_advises",
    "check_begun",
    "check_calls_off",
    "check_changes_by_client",
    "check_channel",
    "check_commission",
    "check_day_to_come",
    "check_does_not_lead",
    "check_in_future",
    "check_keeps_diary",
    "check_moves_own",
    "check_next_step",
    "check_not_joined",
    "check_reads_mail",
    "check_room",
    "check_task",
    "check_undo_in_time",
    "check_works_here",
    "check_zone",
    "is_own",
]
