"""What the commission's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from atelier.journal.models import Event
from atelier.materials.models import Receipt
from atelier.portal.my.access import own_commissions
from atelier.portal.my.asking import money_annotations
from atelier.portal.my.records import held_rows, question_rows, shared_rows
from atelier.portal.my.titles import PIECES
from consultations.models import Appointment, Invitation
from consultations.statuses import AppointmentStatus, InvitationStatus
from orders.models import (
    Approval,
    Cancellation,
    ChangeOrder,
    Commission,
    Message,
    Payment,
    Quote,
    Revision,
)
from orders.policies.changes import holding_change
from orders.statuses import QuoteStatus, RevisionStatus
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


@dataclass(frozen=True)
class ToChoose:
    """Times the house proposed, good until `expires_at`."""

    public_id: UUID
    expires_at: datetime


@dataclass(frozen=True)
class SentChange:
    """A change order the client was sent, as the commission's page names it."""

    number: int
    title: str
    status: str
    closed_at: datetime | None


@dataclass(frozen=True)
class Delay:
    """The promised days moved: to `first` and `last`, from a range that ended on `before`."""

    first: date
    last: date
    before: date
    reason: str
    consent: str

    @property
    def is_later(self) -> bool:
        """Whether it became later rather than sooner."""
        return self.last > self.before


def commission_with_its_things(request: HttpRequest, public_id: UUID) -> Commission:
    """Return one of the client's commissions with all its page asks for, in two queries.

    What hangs on it comes as JSON from subqueries, because every further query of this page
    would be paid on each of the many times a client looks in.
    """
    related = ("client__user", "advisor", "approval__option", "cancellation")
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


def open_invitation(commission: Commission) -> ToChoose | None:
    """Read the times the house proposed, while they wait for an answer, off a commission."""
    raw: dict[str, Any] | None = commission.open_invitation  # type: ignore[attr-defined]
    if raw is None:
        return None
    return ToChoose(UUID(raw["public_id"]), datetime.fromisoformat(raw["expires_at"]))


def changes_of(commission: Commission) -> list[SentChange]:
    """Read the changes the client was sent off a gathered commission, in their order."""
    rows: list[dict[str, Any]] = commission.sent_changes  # type: ignore[attr-defined]
    return [
        SentChange(
            number=row["number"],
            title=row["title"],
            status=row["status"],
            closed_at=datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else None,
        )
        for row in rows
    ]


def payments_of(commission: Commission) -> list[Payment]:
    """Read what was paid and reversed off a gathered commission, as it was recorded."""
    rows: list[dict[str, Any]] = commission.paid  # type: ignore[attr-defined]
    return [
        Payment(**row | {"received_on": date.fromisoformat(row["received_on"])}) for row in rows
    ]


def receipts_of(commission: Commission) -> list[Receipt]:
    """Read the custody receipts both sides signed off a gathered commission."""
    rows: list[dict[str, Any]] = commission.signed_receipts  # type: ignore[attr-defined]
    return [Receipt(**row | {"at": datetime.fromisoformat(row["at"])}) for row in rows]


def waiting_number(commission: Commission) -> int | None:
    """Read the number of the change that waits for a signature off a gathered commission."""
    raw: dict[str, Any] | None = commission.waiting_change  # type: ignore[attr-defined]
    return raw["number"] if raw else None


def delays_of(commission: Commission) -> list[Delay]:
    """Read every move of the promised days off a gathered commission, the latest first."""
    rows: list[dict[str, Any]] = commission.delays  # type: ignore[attr-defined]
    return [
        Delay(
            first=date.fromisoformat(row["first"]),
            last=date.fromisoformat(row["last"]),
            before=date.fromisoformat(row["from_last"]),
            reason=row["reason"],
            consent=row["consent"],
        )
        for row in rows
    ]


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
        "open_invitation": _one(_invitations(), "public_id", "expires_at"),
        "next_appointment": _one(_upcoming(), *_APPOINTMENT, advisor=F("advisor__name")),
        "latest_offer": _one(_offers(), "number", "status", "valid_until", "sent_at"),
        "waiting_change": holding_change("pk"),
        "shared_drawing": Subquery(_drawings().values("number")[:1]),
        "has_unread": Exists(messages.filter(from_client=False, read_at__isnull=True)),
        **money_annotations(),
    }


def _gathered() -> dict[str, Any]:
    held, fields, more = held_rows()
    (shared, shared_fields), (asked, asked_fields) = shared_rows(), question_rows()
    return _next_steps() | {
        "consulted_at": Subquery(_held().values("starts_at")[:1]),
        "held_consultations": _all(held, *fields, **more),
        "shared_follow_ups": _all(shared, *shared_fields),
        "written_questions": _all(asked, *asked_fields),
        "certificate": Subquery(_certificates().values("public_id")[:1]),
        "sent_changes": _all(_changes(), "number", "title", "status", "closed_at"),
        "delays": ArraySubquery(_moves().values_list("data", flat=True)),
        "paid": _all(_payments(), "number", "received_on", "direction", "reverses_id"),
        "signed_receipts": _all(_receipts(), "public_id", "number", "at", "kind"),
    }


_APPOINTMENT = ("public_id", "starts_at", "ends_at", "channel", "video_link")


def _upcoming() -> QuerySet[Appointment]:
    booked = Appointment.objects.filter(
        commission=OuterRef("pk"),
        status=AppointmentStatus.BOOKED,
        ends_at__gte=timezone.now(),
    )
    return booked.order_by("starts_at")


def _held() -> QuerySet[Appointment]:
    done = Appointment.objects.filter(commission=OuterRef("pk"), status=AppointmentStatus.DONE)
    return done.order_by("starts_at")


def _invitations() -> QuerySet[Invitation]:
    """Return the times proposed about a commission that wait for its client to choose."""
    open_ = {"status": InvitationStatus.OPEN, "expires_at__gt": timezone.now()}
    return Invitation.objects.filter(commission=OuterRef("pk"), **open_).order_by("-created_at")


def _offers() -> QuerySet[Quote]:
    shown = Quote.objects.filter(commission=OuterRef("pk"), sent_at__isnull=False)
    return shown.exclude(status=QuoteStatus.DRAFT).order_by("-number")


def _changes() -> QuerySet[ChangeOrder]:
    sent = ChangeOrder.objects.filter(commission=OuterRef("pk"), sent_at__isnull=False)
    return sent.order_by("number")


def _moves() -> QuerySet[Event]:
    moved = Event.objects.filter(commission_id=OuterRef("pk"), kind="promise.moved")
    return moved.order_by("-id")


def _payments() -> QuerySet[Payment]:
    return Payment.objects.filter(commission=OuterRef("pk")).order_by("pk")


def _receipts() -> QuerySet[Receipt]:
    """Those of this commission and of none: a stone may come in before it has a piece."""
    meant = Q(commission_id=OuterRef("pk")) | Q(commission_id__isnull=True)
    return Receipt.objects.filter(meant, client=OuterRef("client")).order_by("pk")


def _drawings() -> QuerySet[Revision]:
    return Revision.objects.filter(commission=OuterRef("pk"), status=RevisionStatus.SHARED)


def _certificates() -> QuerySet[Certificate]:
    return Certificate.objects.filter(serial__job__commission=OuterRef("pk")).order_by("-pk")


def _all(rows: QuerySet[Any], *fields: str, **more: F) -> ArraySubquery:
    named = {each: F(each) for each in fields}
    return ArraySubquery(rows.values(json=JSONObject(**named, **more)))


def _one(rows: QuerySet[Any], *fields: str, **more: F) -> Subquery:
    return Subquery(rows.values(json=JSONObject(**{each: F(each) for each in fields}, **more))[:1])


def approval_of(commission: Commission) -> Approval | None:
    """Return the approval of a commission loaded with it, or nothing."""
    return getattr(commission, "approval", None)


def cancellation_of(commission: Commission) -> Cancellation | None:
    """Return the settlement of a commission loaded with it, or nothing."""
    return getattr(commission, "cancellation", None)
