"""What the client keeps of a consultation: the advisor's summary, and what was agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet

from atelier.people.models import Channel
from consultations.models import Appointment, FollowUp, WrittenConsultation
from consultations.statuses import AppointmentStatus, WrittenStatus
from orders.models import Commission


@dataclass(frozen=True)
class Agreed:
    """A follow-up the client may read."""

    what: str
    due_on: date
    is_done: bool


@dataclass(frozen=True)
class Record:
    """One consultation as its client reads it; `public_id` is the appointment's."""

    public_id: UUID
    at: datetime
    channel: str
    advisor: str
    summary: str
    agreed: list[Agreed]


@dataclass(frozen=True)
class Question:
    """A consultation in writing, as the commission's page names it."""

    public_id: UUID
    question: str
    due_on: date
    is_answered: bool


def record_of(appointment: Appointment) -> Record | None:
    """Return what the client keeps of one appointment, in one query; None before it is held."""
    if appointment.status != AppointmentStatus.DONE:
        return None
    shared = appointment.follow_ups.filter(is_shared=True)
    return Record(
        public_id=appointment.public_id,
        at=appointment.starts_at,
        channel=appointment.get_channel_display(),
        advisor=str(appointment.advisor),
        summary=appointment.summary,
        agreed=[Agreed(each.what, each.due_on, each.done_at is not None) for each in shared],
    )


def records_of(commission: Commission) -> list[Record]:
    """Read every consultation that was held off a gathered commission, the latest first."""
    rows: list[dict[str, Any]] = commission.held_consultations  # type: ignore[attr-defined]
    shared: list[dict[str, Any]] = commission.shared_follow_ups  # type: ignore[attr-defined]
    found = [_record(row, shared) for row in rows]
    return [each for each in found if each.summary or each.agreed]


def questions_of(commission: Commission) -> list[Question]:
    """Read what was asked in writing off a gathered commission, the latest first."""
    rows: list[dict[str, Any]] = commission.written_questions  # type: ignore[attr-defined]
    return [
        Question(
            public_id=UUID(row["public_id"]),
            question=row["question"],
            due_on=date.fromisoformat(row["due_on"]),
            is_answered=row["status"] == WrittenStatus.ANSWERED,
        )
        for row in rows
    ]


def held_rows() -> tuple[QuerySet[Appointment], tuple[str, ...], dict[str, F]]:
    """Return what `records_of` reads of appointments, for a subquery of a commission."""
    held = Appointment.objects.filter(commission=OuterRef("pk"), status=AppointmentStatus.DONE)
    fields = ("pk", "public_id", "starts_at", "channel", "summary")
    return held.order_by("-starts_at"), fields, {"advisor": F("advisor__name")}


def shared_rows() -> tuple[QuerySet[FollowUp], tuple[str, ...]]:
    """Return what `records_of` reads of follow-ups."""
    shared = FollowUp.objects.filter(commission=OuterRef("pk"), is_shared=True)
    return shared.order_by("due_on", "pk"), ("what", "due_on", "done_at", "appointment_id")


def question_rows() -> tuple[QuerySet[WrittenConsultation], tuple[str, ...]]:
    """Return what `questions_of` reads."""
    asked = WrittenConsultation.objects.filter(commission=OuterRef("pk"))
    living = asked.exclude(status=WrittenStatus.WITHDRAWN).order_by("-created_at")
    return living, ("public_id", "question", "due_on", "status")


def _record(row: Mapping[str, Any], shared: Iterable[Mapping[str, Any]]) -> Record:
    return Record(
        public_id=UUID(row["public_id"]),
        at=datetime.fromisoformat(row["starts_at"]),
        channel=Channel(row["channel"]).label,
        advisor=row["advisor"],
        summary=row["summary"],
        agreed=[_agreed(each) for each in shared if each["appointment_id"] == row["pk"]],
    )


def _agreed(row: Mapping[str, Any]) -> Agreed:
    return Agreed(row["what"], date.fromisoformat(row["due_on"]), row["done_at"] is not None)
