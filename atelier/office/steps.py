"""The next step of a commission, computed from where it stands; and the other steps beside it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from atelier.house.amounts import money_words
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from orders.balances import balance_of
from orders.changes import waiting_change
from orders.models import Commission, Quote
from orders.models.quotes import ClosedBecause
from orders.policies.changes import CHANGEABLE, waiting_words
from orders.policies.payments import hand_over_block
from orders.policies.promises import PROMISED
from orders.statuses import COMMISSIONS, CommissionStatus, Level, QuoteStatus
from production.policies import blocks_of, warnings_of

_S = CommissionStatus


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
        """A consultation that took place."""
        return self._first(AppointmentStatus.DONE)

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


def next_step(standing: Standing) -> Step | None:
    """Return the one step that moves this commission on, or None when there is none."""
    chooser = _NEXT.get(CommissionStatus(standing.commission.status))
    return chooser(standing) if chooser else None


def other_steps(standing: Standing) -> list[Step]:
    """Return what else may be done now, without the next step itself."""
    first = next_step(standing)
    offered = [
        _book(standing),
        _write(standing),
        _change(standing),
        _promise(standing),
        _decline(standing),
        _cancel(standing),
    ]
    return [step for step in offered if step and (first is None or step.url != first.url)]


def _requested(standing: Standing) -> Step | None:
    if standing.booked:
        return _record(standing.booked)
    if standing.commission.level == Level.GENERAL:
        return _write(standing)
    return _book(standing)


def _consulting(standing: Standing) -> Step | None:
    if standing.booked:
        return _record(standing.booked)
    return _write(standing) if standing.held else _book(standing)


def _quoted(standing: Standing) -> Step:
    return Step(
        "Remind the client",
        f"{_section(standing.commission, 'messages')}?words=reminder",
        "The options are with the client.",
    )


def _release(standing: Standing) -> Step:
    commission = standing.commission
    return Step(
        "Release to the workshop",
        _do(commission, "release"),
        "Opens the job, with the code for its envelope.",
        posts=True,
        blocks=blocks_of(commission),
        warnings=[*warnings_of(commission), *_waits(standing)],
    )


def _making(standing: Standing) -> Step:
    return _remind_change(standing) or _follow(standing)


def _remind_change(standing: Standing) -> Step | None:
    if standing.waiting is None:
        return None
    return Step(
        f"Remind about change {standing.waiting}",
        f"{_section(standing.commission, 'messages')}?words=change",
        f"Change {standing.waiting} waits for the client's signature, and its stages with it.",
    )


def _settle(standing: Standing) -> Step | None:
    """Return what a cancelled piece still asks of the house: money that goes back."""
    balance = balance_of(standing.commission)
    if not balance.owed_back:
        return None
    owed = money_words(balance.owed_back, balance.currency)
    return Step(
        "Pay back what is owed",
        _section(standing.commission, "payments"),
        f"{owed} of the settlement goes back to the client.",
    )


def _waits(standing: Standing) -> list[str]:
    return [] if standing.waiting is None else [waiting_words(standing.waiting)]


def _follow(standing: Standing) -> Step:
    return Step(
        "Follow it in the workshop",
        _section(standing.commission, "production"),
        "It is at the bench; nothing waits for the office.",
    )


def _hand_over(standing: Standing) -> Step:
    return Step(
        "Hand over to the client",
        _do(standing.commission, "deliver"),
        "The piece is finished and has its number.",
        posts=True,
        blocks=[block] if (block := hand_over_block(standing.commission)) else [],
    )


_NEXT = {
    _S.CANCELLED: _settle,
    _S.REQUESTED: _requested,
    _S.CONSULTING: _consulting,
    _S.QUOTING: lambda standing: _write(standing),
    _S.QUOTED: _quoted,
    _S.APPROVED: _release,
    _S.MAKING: _making,
    _S.READY: lambda standing: _remind_change(standing) or _hand_over(standing),
}


def _book(standing: Standing) -> Step | None:
    commission = standing.commission
    if not COMMISSIONS.allows("consult", commission.status) or standing.booked:
        return None
    url = reverse("admin:book", args=[commission.reference])
    again = "Book another consultation" if standing.held else "Book a consultation"
    return Step(again, url, "Agree on a time with the client.")


def _record(appointment: Appointment) -> Step:
    url = reverse("admin:appointment", args=[appointment.public_id])
    when = f"{timezone.localtime(appointment.starts_at):%A %-d %B, %H:%M}"
    return Step("Record the consultation", url, f"{when} with {appointment.advisor}.")


def _write(standing: Standing) -> Step | None:
    if standing.draft:
        url = reverse("admin:quote", args=[standing.draft.public_id])
        return Step("Continue the quote", url, "Two to four options, then send.")
    if COMMISSIONS.allows("prepare_quote", standing.commission.status) or (
        standing.commission.status == _S.QUOTING
    ):
        if standing.moved:
            page = reverse("admin:quote", args=[standing.moved.public_id])
            return Step("Re-issue the quote", page, "Its metal moved before it was answered.")
        label = "Write a new version" if standing.quotes else "Write the quote"
        url = _do(standing.commission, "quote")
        return Step(label, url, "Prepare two to four options.", posts=True)
    return None


def _decline(standing: Standing) -> Step | None:
    if not COMMISSIONS.allows("decline", standing.commission.status):
        return None
    url = reverse("admin:decline", args=[standing.commission.reference])
    return Step("Decline this commission", url)


def _change(standing: Standing) -> Step | None:
    if standing.commission.status not in CHANGEABLE:
        return None
    return Step("Write a change order", reverse("admin:change_add", args=[_reference(standing)]))


def _promise(standing: Standing) -> Step | None:
    commission = standing.commission
    if commission.status not in PROMISED or commission.promised_to is None:
        return None
    return Step("Move the promised days", reverse("admin:promise", args=[_reference(standing)]))


def _cancel(standing: Standing) -> Step | None:
    if not COMMISSIONS.allows("cancel", standing.commission.status):
        return None
    return Step("Cancel this piece", reverse("admin:cancel_piece", args=[_reference(standing)]))


def _reference(standing: Standing) -> str:
    return standing.commission.reference


def _do(commission: Commission, verb: str) -> str:
    return reverse("admin:do", args=[commission.reference, verb])


def _section(commission: Commission, name: str) -> str:
    return reverse("admin:commission", args=[commission.reference, name])
