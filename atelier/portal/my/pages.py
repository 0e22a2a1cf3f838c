"""What the commission's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from atelier.portal.my.access import own_commissions
from atelier.portal.my.titles import PIECES
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from orders.models import Approval, Commission, Message, Quote
from orders.statuses import QuoteStatus
from ownership.models import Certificate


@dataclass(frozen=True)
class NextAppointment:
    """The next time the client and the house meet."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    channel: str
    advisor: str
    video_link: str


def commission_with_its_things(request: HttpRequest, public_id: UUID) -> Commission:
    """Return one of the client's commissions with all its page asks for, in two queries.

    What hangs on it comes as JSON from subqueries, because every further query of this page
    would be paid on each of the many times a client looks in.
    """
    related = ("client__user", "advisor", "approval__option")
    mine = own_commissions(request).select_related(*related).prefetch_related(PIECES)
    gathered = mine.annotate(**_gathered())
    return get_object_or_404(gathered, public_id=public_id)


def commissions_with_next_steps(request: HttpRequest) -> QuerySet[Commission]:
    """Return all the client's commissions with what their one line says, in two queries."""
    return own_commissions(request).prefetch_related(PIECES).annotate(**_next_steps())


def next_appointment(commission: Commission) -> NextAppointment | None:
    """Read the next appointment off a gathered commission."""
    raw: dict[str, Any] | None = commission.next_appointment  # type: ignore[attr-defined]
    if raw is None:
        return None
    times = {key: datetime.fromisoformat(raw[key]) for key in ("starts_at", "ends_at")}
    return NextAppointment(**raw | times | {"public_id": UUID(raw["public_id"])})


def latest_offer(commission: Commission) -> Quote | None:
    """Read the newest version the client may see off a gathered commission."""
    raw: dict[str, Any] | None = commission.latest_offer  # type: ignore[attr-defined]
    if raw is None:
        return None
    return Quote(
        number=raw["number"],
        status=raw["status"],
        valid_until=date.fromisoformat(raw["valid_until"]) if raw["valid_until"] else None,
        sent_at=datetime.fromisoformat(raw["sent_at"]) if raw["sent_at"] else None,
    )


def _next_steps() -> dict[str, Any]:
    messages = Message.objects.filter(commission=OuterRef("pk"))
    return {
        "next_appointment": _one(_upcoming(), *_APPOINTMENT, advisor=F("advisor__name")),
        "latest_offer": _one(_offers(), "number", "status", "valid_until", "sent_at"),
        "has_unread": Exists(messages.filter(from_client=False, read_at__isnull=True)),
    }


def _gathered() -> dict[str, Any]:
    return _next_steps() | {
        "certificate": Subquery(_certificates().values("public_id")[:1]),
    }


_APPOINTMENT = ("public_id", "starts_at", "ends_at", "channel", "video_link")


def _upcoming() -> QuerySet[Appointment]:
    booked = Appointment.objects.filter(
        commission=OuterRef("pk"),
        status=AppointmentStatus.BOOKED,
        ends_at__gte=timezone.now(),
    )
    return booked.order_by("starts_at")


def _offers() -> QuerySet[Quote]:
    shown = Quote.objects.filter(commission=OuterRef("pk"), sent_at__isnull=False)
    return shown.exclude(status=QuoteStatus.DRAFT).order_by("-number")


def _certificates() -> QuerySet[Certificate]:
    return Certificate.objects.filter(serial__job__commission=OuterRef("pk")).order_by("-pk")


def _one(rows: QuerySet[Any], *fields: str, **more: F) -> Subquery:
    return Subquery(rows.values(json=JSONObject(**{each: F(each) for each in fields}, **more))[:1])


def approval_of(commission: Commission) -> Approval | None:
    """Return the approval of a commission loaded with it, or nothing."""
    return getattr(commission, "approval", None)
