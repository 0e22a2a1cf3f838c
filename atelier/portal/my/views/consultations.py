"""Everything a client has arranged with the house: to come, to answer, in writing, over."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from atelier.portal.my.access import show
from atelier.portal.my.doors import Visit, consultation_page
from atelier.portal.my.summaries import When
from consultations.models import (
    Appointment,
    Hold,
    Invitation,
    SlotOffer,
    WaitingListEntry,
    WrittenConsultation,
)
from consultations.statuses import (
    WAITING_LIST,
    WRITTEN,
    AppointmentStatus,
    SlotOfferStatus,
    WaitingStatus,
)

_PAST_SHOWN = 30


@require_safe
@consultation_page
def consultations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list, each part in one query."""
    appointments = [_row(each, visit) for each in _appointments(visit)]
    context = {
        "visit": visit,
        "coming": [row for row in reversed(appointments) if row["is_coming"]],
        "past": [row for row in appointments if not row["is_coming"]][:_PAST_SHOWN],
        "invitations": _invitations(visit),
        "waiting": [(each, WAITING_LIST.sentences[each.status]) for each in _waiting(visit)],
        "offers": _offers(visit),
        "written": [(each, WRITTEN.sentences[each.status]) for each in _written(visit)],
        "kept": _kept(visit),
    }
    return show(request, "consultations/list", context)


def _row(appointment: Appointment, visit: Visit) -> dict[str, object]:
    booked = appointment.status == AppointmentStatus.BOOKED
    return {
        "appointment": appointment,
        "when": When(appointment.starts_at, appointment.ends_at, visit.clock),
        "is_coming": booked and appointment.ends_at > timezone.now(),
    }


def _appointments(visit: Visit) -> QuerySet[Appointment]:
    rows = Appointment.objects.of_client(visit.client).order_by("-starts_at")
    return rows.select_related("advisor", "topic", "commission")


def _invitations(visit: Visit) -> QuerySet[Invitation]:
    open_ = Invitation.objects.open().filter(client=visit.client, expires_at__gt=timezone.now())
    return open_.select_related("advisor")


def _waiting(visit: Visit) -> QuerySet[WaitingListEntry]:
    living = (WaitingStatus.WAITING, WaitingStatus.OFFERED)
    rows = WaitingListEntry.objects.filter(client=visit.client, status__in=living)
    return rows.select_related("advisor", "topic")


def _offers(visit: Visit) -> QuerySet[SlotOffer]:
    """Return the freed times that are kept for the client now."""
    open_ = {"status": SlotOfferStatus.OPEN, "expires_at__gt": timezone.now()}
    rows = SlotOffer.objects.filter(entry__client=visit.client, hold__isnull=False, **open_)
    return rows.select_related("advisor", "hold", "entry")


def _written(visit: Visit) -> QuerySet[WrittenConsultation]:
    rows = WrittenConsultation.objects.of_client(visit.client).order_by("-created_at")
    return rows.select_related("advisor", "topic")


def _kept(visit: Visit) -> Hold | None:
    rows = Hold.objects.living().filter(client=visit.client, moving=None, offer=None)
    return rows.select_related("advisor").first()
