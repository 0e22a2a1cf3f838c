"""Whom the house meets today, one's own first."""

from dataclasses import dataclass
from datetime import date

from atelier.office.meeting import Meeting
from atelier.people.models import User
from consultations.models import Appointment
from consultations.preparation import Line, unready
from consultations.statuses import AppointmentStatus
from consultations.times import day_span, house_zone

MOST_LINES = 3


@dataclass(frozen=True)
class Expected:
    """One of today's consultations, and what is still to be laid ready for it."""

    appointment: Appointment
    is_mine: bool

    @property
    def meeting(self) -> Meeting:
        """Its clocks and how it takes place."""
        return Meeting(self.appointment)

    @property
    def unready(self) -> list[Line]:
        """The first few things that are not ready."""
        return unready(self.appointment.to_prepare)[:MOST_LINES]

    @property
    def more(self) -> int:
        """How many things beyond those."""
        return max(0, len(unready(self.appointment.to_prepare)) - MOST_LINES)


def todays(day: date, me: User) -> list[Expected]:
    """Return the day's consultations on the house's clock: mine first, then by the hour."""
    standing = Appointment.objects.exclude(status=AppointmentStatus.CANCELLED)
    found = standing.with_people().starting_within(day_span(day, house_zone()))
    found = found.prefetch_related("companions__advisor")
    expected = [Expected(each, _is_mine(each, me)) for each in found]
    return sorted(expected, key=lambda each: (not each.is_mine, each.appointment.starts_at))


def _is_mine(appointment: Appointment, me: User) -> bool:
    joining = {each.advisor_id for each in appointment.companions.all()}
    return me.pk in {appointment.advisor_id, *joining}
