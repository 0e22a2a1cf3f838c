"""What was agreed to be done: given to somebody, finished, opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed
from atelier.people.models import Client, User
from consultations import policies
from consultations.models import Appointment, FollowUp, WrittenConsultation
from orders.models import Commission


@dataclass(frozen=True)
class NewFollowUp:
    """A task as it is agreed; a shared one stands in what the client reads."""

    what: str
    assignee: User
    due_on: date
    is_shared: bool = False


@transaction.atomic
def add_follow_up(
    *,
    client: Client,
    what: str,
    assignee: User,
    due_on: date,
    by: Actor,
    commission: Commission | None = None,
    appointment: Appointment | None = None,
    written: WrittenConsultation | None = None,
    is_shared: bool = False,
) -> FollowUp:
    """Give somebody of the house a task for a client; it stays on their home until it is done.

    The very same again, while the first is open, returns the first. Raises `Refusal` for a day
    that has passed, and for somebody who does not work here.
    """
    policies.check_keeps_diary(by)
    policies.check_task(what, assignee, due_on)
    # Two sendings of one form wait for each other here.
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    return _add(
        by,
        client=client,
        what=what.strip(),
        assignee=assignee,
        due_on=due_on,
        commission=commission,
        appointment=appointment,
        written=written,
        is_shared=is_shared,
    )


def add_follow_ups(
    new: Sequence[NewFollowUp], *, of: Appointment | WrittenConsultation, by: Actor
) -> None:
    """Add what was agreed at one consultation; call it inside that change, which holds it.

    The client is not locked here: goods received at the table hold the client first, then the
    appointment.
    """
    for each in new:
        policies.check_task(each.what, each.assignee, each.due_on)
        _add(
            by,
            client=of.client,
            commission=of.commission,
            what=each.what.strip(),
            assignee=each.assignee,
            due_on=each.due_on,
            is_shared=each.is_shared,
            appointment=of if isinstance(of, Appointment) else None,
            written=of if isinstance(of, WrittenConsultation) else None,
        )


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, by: Actor, outcome: str = "") -> FollowUp:
    """Note that a task is done, by whom, and what came of it; the first to do so stays."""
    policies.check_keeps_diary(by)
    if by.user_id is None:
        raise NotAllowed("A person finishes a task, not the software.")
    now = _lock(follow_up)
    if now.done_at is not None:
        return now
    now.done_at, now.done_by_id, now.outcome = timezone.now(), by.user_id, outcome.strip()
    now.save(update_fields=["done_at", "done_by", "outcome"])
    _record("follow_up.finished", now, by, outcome=now.outcome)
    return now


@transaction.atomic
def reopen_follow_up(*, follow_up: FollowUp, by: Actor) -> FollowUp:
    """Put a task back on its assignee's home; an open one stays as it is."""
    policies.check_keeps_diary(by)
    now = _lock(follow_up)
    if now.done_at is None:
        return now
    now.done_at, now.done_by, now.outcome = None, None, ""
    now.save(update_fields=["done_at", "done_by", "outcome"])
    _record("follow_up.reopened", now, by)
    return now


def _add(by: Actor, **wish: Any) -> FollowUp:
    """Write a checked task down; the very same, while it is open, stays the one there is."""
    if same := FollowUp.objects.open().filter(**wish).first():
        return same
    added = FollowUp.objects.create(**wish)
    due_on, assignee = added.due_on, str(added.assignee)
    _record("follow_up.added", added, by, due_on=due_on, assignee=assignee)
    return added


def _lock(follow_up: FollowUp) -> FollowUp:
    everything = FollowUp.objects.select_related("client", "assignee", "done_by")
    return everything.select_for_update(of=("self",), no_key=True).get(pk=follow_up.pk)


def _record(kind: str, task: FollowUp, by: Actor, **data: object) -> None:
    record(kind, task, by=by, commission_id=task.commission_id, what=task.what, **data)
