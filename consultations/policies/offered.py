"""What clients may take by themselves: only what is offered to them at that moment."""

from datetime import datetime, timedelta

from atelier.journal.actor import Actor
from consultations.availability import free_slots
from consultations.models import Appointment, Hold
from consultations.slots import with_alternatives
from consultations.times import zone_of_advisor


def check_offered(
    wish: Appointment | Hold, by: Actor, *, moving: Appointment | None, now: datetime
) -> None:
    """A client takes a time within hours, notice and the day's cap, as it was offered at `now`.

    Call it with the diary locked, so that two cannot both take the last one of a day. Raises
    `Conflict` with free times nearby.
    """
    zone = zone_of_advisor(wish.advisor)
    day = wish.starts_at.astimezone(zone).date()
    offered = free_slots(
        channel=wish.channel,
        span=(day, day),
        zone=zone,
        advisors=[wish.advisor],
        minutes=_minutes(moving) if moving else None,
        topic=wish.topic,
        for_client=True,
        moving=moving,
        client=wish.client,
        now=now,
    )
    if (wish.starts_at, wish.ends_at) not in {(slot.starts_at, slot.ends_at) for slot in offered}:
        raise with_alternatives("That time is no longer offered.", wish, by)


def _minutes(appointment: Appointment) -> int:
    """Return how long it lasts: moving it does not change that."""
    return int((appointment.ends_at - appointment.starts_at) / timedelta(minutes=1))
