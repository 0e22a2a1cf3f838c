"""The life of an appointment."""

from django.db.models import TextChoices

from atelier.journal.transitions import Machine, Owner


class AppointmentStatus(TextChoices):
    """booked → held, or called off."""

    BOOKED = "booked", "Booked"
    DONE = "done", "Held"
    CANCELLED = "cancelled", "Cancelled"
    NO_SHOW = "no_show", "Client did not come"


_A = AppointmentStatus
APPOINTMENTS = Machine(
    name="appointment",
    statuses=AppointmentStatus,
    owners={
        _A.BOOKED: Owner.HOUSE,
        _A.DONE: Owner.NOBODY,
        _A.CANCELLED: Owner.NOBODY,
        _A.NO_SHOW: Owner.HOUSE,
    },
    sentences={
        _A.BOOKED: "We look forward to speaking with you.",
        _A.DONE: "Thank you for your time with us.",
        _A.CANCELLED: "This appointment was cancelled.",
        _A.NO_SHOW: "We missed you. Let us find another time.",
    },
    moves={
        ("move", _A.BOOKED): _A.BOOKED,
        ("record", _A.BOOKED): _A.DONE,
        ("cancel", _A.BOOKED): _A.CANCELLED,
        ("miss", _A.BOOKED): _A.NO_SHOW,
    },
)
