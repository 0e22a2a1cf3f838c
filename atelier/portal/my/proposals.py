"""The times of an invitation, as its client can still choose among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from atelier.people.models import Client
from atelier.portal.my.clocks import Clock
from atelier.portal.my.free_times import Offered
from consultations.invitations import free_starts
from consultations.models import Invitation


@dataclass(frozen=True)
class Proposed:
    """One of the times, and whether it is still to be had."""

    time: Offered
    ends_at: datetime
    is_free: bool


def proposed_times(invitation: Invitation, clock: Clock) -> list[Proposed]:
    """Return the times in their order, the taken ones too."""
    length, free = timedelta(minutes=invitation.minutes), set(free_starts(invitation))
    return [
        Proposed(Offered(start, clock), start + length, start in free)
        for start in sorted(invitation.starts)
    ]


def proposal_with(starts_at: datetime, client: Client) -> Invitation | None:
    """Return the client's proposal that holds this time, while it can still be answered."""
    mine = Invitation.objects.open().of_client(client).filter(expires_at__gt=timezone.now())
    return mine.filter(starts__contains=[starts_at]).first()
