"""Times one of the demo's advisors proposes to the client whose pages are shown."""

from datetime import timedelta
from itertools import groupby

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock
from atelier.demo.people import DEMO_CLIENT
from atelier.people.actors import user_actor
from atelier.people.models import Channel, Client
from consultations.actions.invitations import invite
from consultations.availability import Slot, free_slots
from consultations.times import zone_of_advisor

_WORDS = "Three quiet hours in which we can look at it together. Take whichever suits you."
_TIMES = 3


def propose_times(cast: Cast, clock: Clock) -> None:
    """Invite the demo's client to a video call, at three times of three days."""
    advisor = cast.advisors[2]
    zone, today = zone_of_advisor(advisor), clock.now.date()
    free = free_slots(
        channel=Channel.VIDEO,
        span=(today + timedelta(days=3), today + timedelta(days=12)),
        zone=zone,
        advisors=[advisor],
        for_client=True,
    )
    days = groupby(free, key=lambda slot: slot.starts_at.astimezone(zone).date())
    starts = [_middle(list(slots)) for _, slots in days]
    invite(
        client=Client.objects.get(user__email=DEMO_CLIENT),
        advisor=advisor,
        channel=Channel.VIDEO,
        starts=[slot.starts_at for slot in starts[:_TIMES]],
        by=user_actor(advisor),
        words=_WORDS,
    )


def _middle(slots: list[Slot]) -> Slot:
    return slots[len(slots) // 2]
