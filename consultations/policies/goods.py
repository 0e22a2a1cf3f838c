"""When goods change hands at an appointment."""

from atelier.journal.refusals import WrongState
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus

AT_TABLE = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.DONE})
"""Only one that stands, or that took place, has a table."""


def check_at_table(appointment: Appointment) -> None:
    """Goods change hands at an appointment that stands or took place. Raises `WrongState`."""
    if appointment.status not in AT_TABLE:
        label = appointment.get_status_display().lower()
        raise WrongState(f"This consultation is “{label}”, so nothing changes hands at it.")
