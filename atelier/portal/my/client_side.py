"""An appointment as its client reads it: when, where or how, and until when it can be changed."""

from dataclasses import dataclass
from datetime import datetime

from atelier.house.models import House
from atelier.portal.my.clocks import Clock
from atelier.portal.my.summaries import When
from atelier.portal.my.wishes import HOWS
from consultations.links import changeable_until
from consultations.meetings import Meeting, meeting_for_client
from consultations.models import Appointment


@dataclass(frozen=True)
class ClientSide:
    """What the page says beside the appointment's own fields."""

    when: When
    how: str
    meeting: Meeting
    change_until: datetime


def client_side(appointment: Appointment, clock: Clock, house: House) -> ClientSide:
    """Return the appointment as its client reads it on their clock."""
    return ClientSide(
        when=When(appointment.starts_at, appointment.ends_at, clock),
        how=HOWS[appointment.channel][0],  # type: ignore[index]
        meeting=meeting_for_client(appointment, house),
        change_until=changeable_until(appointment),
    )
