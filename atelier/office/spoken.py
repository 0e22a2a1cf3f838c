"""Everything spoken and agreed with a client, or about one commission."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from atelier.people.models import Client
from consultations.models import (
    Appointment,
    FollowUp,
    Invitation,
    WaitingListEntry,
    WrittenConsultation,
)
from consultations.statuses import AppointmentStatus, InvitationStatus, WaitingStatus
from orders.models import Commission

# What was done stays in sight for this long, so that a wrong press can be taken back.
UNDO = timedelta(minutes=15)


def still_shown() -> Q:
    """Follow-ups that are open, or were done a moment ago."""
    return Q(done_at__isnull=True) | Q(done_at__gte=timezone.now() - UNDO)


def is_still_shown(follow_up: FollowUp) -> bool:
    """Say the same of one that was read."""
    return follow_up.done_at is None or follow_up.done_at >= timezone.now() - UNDO


@dataclass(frozen=True)
class Spoken:
    """Read lazily, a query for each kind; narrowed to `commission` where one is given."""

    client: Client
    commission: Commission | None = None

    @cached_property
    def appointments(self) -> list[Appointment]:
        """All of them, the latest first."""
        found = Appointment.objects.with_people().filter(**self._mine)
        return list(found.prefetch_related("companions__advisor").order_by("-starts_at"))

    @property
    def coming(self) -> list[Appointment]:
        """Those that stand and are not over, the next first."""
        now = timezone.now()
        return [each for each in reversed(self.appointments) if self._is_coming(each, now)]

    @property
    def past(self) -> list[Appointment]:
        """The others: held, waiting to be recorded, missed, called off."""
        now = timezone.now()
        return [each for each in self.appointments if not self._is_coming(each, now)]

    def _is_coming(self, each: Appointment, now: Any) -> bool:
        return each.status == AppointmentStatus.BOOKED and each.ends_at > now

    @cached_property
    def invitations(self) -> list[Invitation]:
        """Times that were proposed and are not answered, or ended without one."""
        told = (InvitationStatus.OPEN, InvitationStatus.EXPIRED)
        found = Invitation.objects.filter(**self._mine, status__in=told)
        return list(found.select_related("advisor"))

    @cached_property
    def waiting(self) -> list[WaitingListEntry]:
        """Where they wait for a time to become free."""
        living = (WaitingStatus.WAITING, WaitingStatus.OFFERED)
        found = WaitingListEntry.objects.filter(**self._mine, status__in=living)
        return list(found.select_related("advisor"))

    @cached_property
    def written(self) -> list[WrittenConsultation]:
        """What was asked in writing, the latest first."""
        found = WrittenConsultation.objects.filter(**self._mine)
        return list(found.select_related("advisor").order_by("-created_at"))

    @cached_property
    def _agreed(self) -> list[FollowUp]:
        found = FollowUp.objects.filter(**self._mine).select_related("assignee", "done_by")
        return list(found)

    @property
    def follow_ups(self) -> list[FollowUp]:
        """What is to be done, or was done a moment ago."""
        return [each for each in self._agreed if is_still_shown(each)]

    @property
    def settled(self) -> list[FollowUp]:
        """What was done before that."""
        return [each for each in self._agreed if not is_still_shown(each)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever arranged."""
        return not (self.appointments or self.invitations or self.waiting or self.written)

    @property
    def _mine(self) -> dict[str, Any]:
        return {"commission": self.commission} if self.commission else {"client": self.client}
