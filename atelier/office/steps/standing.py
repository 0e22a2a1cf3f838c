"""Where a commission stands, and a step as a button."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from consultations.models import Appointment, Invitation, WrittenConsultation
from consultations.statuses import AppointmentStatus, InvitationStatus
from orders.changes import waiting_change
from orders.models import Commission, Quote
from orders.models.quotes import ClosedBecause
from orders.statuses import QuoteStatus


@dataclass(frozen=True)
class Step:
    """A step as a button: a link, or a form when `posts`. `blocks` says what is missing first."""

    label: str
    url: str
    why: str = ""
    posts: bool = False
    blocks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """What the next step is computed from, read once."""

    commission: Commission
    appointments: list[Appointment]
    quotes: list[Quote]

    @classmethod
    def of(cls, commission: Commission) -> "Standing":
        """Read a commission's appointments and quotes."""
        appointments = commission.appointments.with_people()
        return cls(commission, list(appointments), list(commission.quotes.all()))

    @cached_property
    def waiting(self) -> int | None:
        """The number of the change that waits for the client's signature."""
        change = waiting_change(self.commission)
        return change.number if change else None

    @property
    def booked(self) -> Appointment | None:
        """The first appointment that still stands."""
        return self._first(AppointmentStatus.BOOKED)

    @property
    def held(self) -> Appointment | None:
        """The last consultation that took place."""
        done = [each for each in self.appointments if each.status == AppointmentStatus.DONE]
        return done[-1] if done else None

    @cached_property
    def asked(self) -> WrittenConsultation | None:
        """The question in writing that waits longest for its answer."""
        return self.commission.written_consultations.open().first()

    @cached_property
    def invited(self) -> Invitation | None:
        """The times that were proposed to the client and wait for a choice."""
        return self.commission.invitations.filter(status=InvitationStatus.OPEN).first()

    @property
    def draft(self) -> Quote | None:
        """The version that is being written."""
        return next((quote for quote in self.quotes if quote.status == QuoteStatus.DRAFT), None)

    @property
    def moved(self) -> Quote | None:
        """The newest version, where it closed because its metal moved."""
        newest = self.quotes[0] if self.quotes else None
        return newest if newest and newest.closed_because == ClosedBecause.METAL else None

    def _first(self, status: str) -> Appointment | None:
        return next((each for each in self.appointments if each.status == status), None)


def do_address(commission: Commission, verb: str) -> str:
    """Return where a step of a commission is posted to."""
    return reverse("admin:do", args=[commission.reference, verb])


def section_address(commission: Commission, name: str) -> str:
    """Return the address of one section of a commission's page."""
    return reverse("admin:commission", args=[commission.reference, name])
