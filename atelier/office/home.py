"""Home: what needs somebody today, each number beside the list it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.materials.models import BroughtPiece, Incident, Stone, SupplierStatement
from atelier.materials.models.stones import MEMO_NOTICE
from atelier.materials.models.suppliers import STATEMENT_NOTICE
from atelier.office.needs import NEEDS
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from consultations.times import day_span, house_zone
from orders.models import Commission
from orders.policies.quotes import today

_DIARY = "consultations.view_appointment"


@dataclass(frozen=True)
class Figure:
    """A number on home: what it counts, what it asks for, and the list behind it."""

    label: str
    count: int
    calls: str
    url: str


def home(request: HttpRequest) -> dict[str, Any]:
    """Return what this person may see of it; as many queries whatever the house holds."""
    day = today()
    may = request.user.has_perm
    return {
        "on_desk": True,
        "day": day,
        "appointments": list(_appointments(day)) if may(_DIARY) else [],
        "figures": _commissions(day) if may("orders.view_commission") else [],
        "other_figures": _others(day, may),
    }


def _others(day: date, may: Callable[[str], bool]) -> list[Figure]:
    figures = []
    if may(_DIARY):
        figures += _consultations()
    if may("materials.view_stone"):
        figures += _stones(day)
    if may("materials.view_incident"):
        figures += _incidents()
    if may("materials.view_supplierstatement"):
        figures += _statements(day)
    if may("journal.view_outgoingmessage"):
        figures += _mails()
    return figures


def _appointments(day: date) -> Any:
    standing = Appointment.objects.exclude(status=AppointmentStatus.CANCELLED)
    return standing.with_people().starting_within(day_span(day, house_zone()))


def _commissions(day: date) -> list[Figure]:
    url = reverse("admin:orders_commission_changelist")
    return [
        Figure(
            need.label,
            need.of(Commission.objects.all(), day).count(),
            need.calls,
            f"{url}?needs={need.key}",
        )
        for need in NEEDS
    ]


def _consultations() -> list[Figure]:
    url = reverse("admin:consultations_appointment_changelist")
    count = Appointment.objects.to_record().count()
    return [
        Figure(
            "Consultations to record",
            count,
            "Write down what was said",
            f"{url}?past=yes",
        )
    ]


def _stones(day: date) -> list[Figure]:
    held = Stone.objects.held_for_clients().count()
    memo = Stone.objects.memo_due_by(day + MEMO_NOTICE).count()
    stones = reverse("admin:materials_stone_changelist")
    pieces = BroughtPiece.objects.held_for_clients().count()
    brought = reverse("admin:materials_broughtpiece_changelist")
    return [
        Figure("Stones held for clients", held, "In the house's care", f"{stones}?care=held"),
        Figure("Pieces held for clients", pieces, "Brought to be used", f"{brought}?care=held"),
        Figure("Memo stones due", memo, "Return, buy or extend", f"{stones}?care=memo"),
    ]


def _incidents() -> list[Figure]:
    unsettled = Incident.objects.filter(outcome__isnull=True).count()
    incidents = reverse("admin:materials_incident_changelist")
    return [Figure("Incidents to settle", unsettled, "Say how it ended", f"{incidents}?settled=no")]


def _statements(day: date) -> list[Figure]:
    ending = SupplierStatement.objects.ending_by(day + STATEMENT_NOTICE, day).count()
    url = f"{reverse('admin:materials_supplierstatement_changelist')}?force=ending"
    return [Figure("Suppliers' statements ending", ending, "Ask for the next one", url)]


def _mails() -> list[Figure]:
    parked = OutgoingMessage.objects.filter(parked_at__isnull=False).count()
    mails = reverse("admin:journal_outgoingmessage_changelist")
    return [Figure("Parked mails", parked, "Could not be sent", f"{mails}?status=parked")]
