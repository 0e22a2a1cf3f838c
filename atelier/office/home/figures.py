"""The numbers on home: each beside what it asks for and the list it counts, all in one query."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import BroughtPiece, Incident, Intake, Stone, SupplierStatement
from atelier.materials.models.stones import MEMO_NOTICE
from atelier.materials.models.suppliers import STATEMENT_NOTICE
from atelier.office.needs import NEEDS
from consultations.models import (
    Appointment,
    FollowUp,
    Invitation,
    WaitingListEntry,
    WrittenConsultation,
)
from consultations.statuses import InvitationStatus
from orders.models import Commission
from production.models import HelpCall, OwnerReview, Weighing

Counted = Callable[[date], QuerySet[Any]]


@dataclass(frozen=True)
class Figure:
    """A number on home: what it counts, what it asks for, and the list behind it."""

    label: str
    count: int
    calls: str
    url: str


@dataclass(frozen=True)
class Tally:
    """What one figure counts: `model` names its list, `query` narrows that list to the same set.

    Whoever may see the model sees the figure.
    """

    label: str
    calls: str
    model: str
    query: str
    of: Counted

    @property
    def needs(self) -> str:
        """The right to see it."""
        app, _, name = self.model.partition(".")
        return f"{app}.view_{name}"

    @property
    def url(self) -> str:
        """The list it counts."""
        page = reverse(f"admin:{self.model.replace('.', '_')}_changelist")
        return f"{page}?{self.query}"


def unanswered_invitations(day: date) -> QuerySet[Invitation]:
    """Times that were proposed and that nobody chose yet."""
    return Invitation.objects.filter(status=InvitationStatus.OPEN)


CONSULTATIONS = (
    Tally(
        "Consultations to record",
        "Write down what was said",
        "consultations.appointment",
        "past=yes",
        lambda day: Appointment.objects.to_record(),
    ),
    Tally(
        "Follow-ups due",
        "Agreed with a client",
        "consultations.followup",
        "due=due",
        lambda day: FollowUp.objects.open().due_by(day),
    ),
    Tally(
        "Answers in writing due",
        "Promised by today",
        "consultations.writtenconsultation",
        "due=due",
        lambda day: WrittenConsultation.objects.due_by(day),
    ),
    Tally(
        "Invitations unanswered",
        "Remind, or propose other times",
        "consultations.invitation",
        "status__exact=open",
        unanswered_invitations,
    ),
    Tally(
        "Waiting, days nearly past",
        "Offer something else",
        "consultations.waitinglistentry",
        "soon=yes",
        lambda day: WaitingListEntry.objects.soon_over(day),
    ),
)
KEEPING = (
    Tally(
        "Receipts not signed by both",
        "Finish or discard",
        "materials.intake",
        "signed=no",
        lambda day: Intake.objects.unsigned(),
    ),
    Tally(
        "Stones held for clients",
        "In the house's care",
        "materials.stone",
        "care=held",
        lambda day: Stone.objects.held_for_clients(),
    ),
    Tally(
        "Stones to evaluate",
        "For the gemmologist",
        "materials.stone",
        "care=evaluate",
        lambda day: Stone.objects.to_evaluate(),
    ),
    Tally(
        "Pieces held for clients",
        "Brought to be used",
        "materials.broughtpiece",
        "care=held",
        lambda day: BroughtPiece.objects.held_for_clients(),
    ),
    Tally(
        "Memo stones due",
        "Return, buy or extend",
        "materials.stone",
        "care=memo",
        lambda day: Stone.objects.memo_due_by(day + MEMO_NOTICE),
    ),
    Tally(
        "Incidents to settle",
        "Say how it ended",
        "materials.incident",
        "settled=no",
        lambda day: Incident.objects.filter(outcome__isnull=True),
    ),
    Tally(
        "Metal to explain",
        "Weighed, and not as usual",
        "production.weighing",
        "explained=no",
        lambda day: Weighing.objects.to_explain(),
    ),
    Tally(
        "Suppliers' statements ending",
        "Ask for the next one",
        "materials.supplierstatement",
        "force=ending",
        lambda day: SupplierStatement.objects.ending_by(day + STATEMENT_NOTICE, day),
    ),
    Tally(
        "Parked mails",
        "Could not be sent",
        "journal.outgoingmessage",
        "status=parked",
        lambda day: OutgoingMessage.objects.filter(parked_at__isnull=False),
    ),
)
COMMISSIONS = tuple(
    Tally(
        need.label,
        need.calls,
        "orders.commission",
        f"needs={need.key}",
        lambda day, need=need: need.of(Commission.objects.all(), day),  # type: ignore[misc]
    )
    for need in NEEDS
)
BENCH = (
    Tally(
        "Calls for help",
        "Somebody at the bench waits",
        "production.helpcall",
        "answered=no",
        lambda day: HelpCall.objects.unanswered(),
    ),
    Tally(
        "Third failures to decide",
        "The piece waits for the owner",
        "production.ownerreview",
        "decided=no",
        lambda day: OwnerReview.objects.undecided(),
    ),
)
_GROUPS = {
    "figures": COMMISSIONS,
    "bench_figures": BENCH,
    "diary_figures": CONSULTATIONS,
    "other_figures": KEEPING,
}


def figures(day: date, may: Callable[[str], bool]) -> dict[str, list[Figure]]:
    """Return every group's figures that this person may see, counted in one query."""
    seen = {name: [each for each in group if may(each.needs)] for name, group in _GROUPS.items()}
    counts = counted(day, [each for group in seen.values() for each in group])
    return {name: [_figure(each, counts) for each in group] for name, group in seen.items()}


def counted(day: date, tallies: Iterable[Tally]) -> dict[str, int]:
    """Return how many each tally counts, by its label."""
    wanted = {f"n{number}": each for number, each in enumerate(tallies)}
    if not wanted:
        return {}
    asked = {name: CountOf(each.of(day).order_by().values("pk")) for name, each in wanted.items()}
    row: Mapping[str, int] = House.objects.annotate(**asked).values(*asked).first() or {}
    return {each.label: row.get(name, 0) for name, each in wanted.items()}


class CountOf(Subquery):
    """How many rows a set has, as a part of a larger query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()


def _figure(tally: Tally, counts: Mapping[str, int]) -> Figure:
    return Figure(tally.label, counts[tally.label], tally.calls, tally.url)
