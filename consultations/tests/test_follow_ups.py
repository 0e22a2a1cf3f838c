"""What was agreed is somebody's until it is done."""

from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.actors import user_actor
from atelier.people.models import Client
from atelier.people.tests.factories import make_client, make_staff
from atelier.people.tests.racing import at_once
from consultations.actions.followups import (
    NewFollowUp,
    add_follow_up,
    finish_follow_up,
    reopen_follow_up,
)
from consultations.actions.outcomes import record
from consultations.models import FollowUp
from consultations.tests.factories import STAFF, make_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
FRIDAY = date(2026, 11, 27)


def _add(**over):
    wish: dict[str, Any] = {"what": "Order a wax", "due_on": FRIDAY, "by": STAFF} | over
    wish.setdefault("client", make_client())
    wish.setdefault("assignee", make_staff())
    return add_follow_up(**wish)


def test_they_come_with_the_record():
    held = make_appointment(starts_at=timezone.now() - timedelta(hours=1))
    bo = make_staff()
    tasks = [
        NewFollowUp("Two sapphires on memo", bo, FRIDAY),
        NewFollowUp("Three sketches", bo, date(2026, 11, 30), is_shared=True),
    ]
    said: dict[str, Any] = {"attended": "Both", "notes": "", "summary": ""}
    record(appointment=held, by=STAFF, follow_ups=tasks, **said)
    found = FollowUp.objects.values_list("what", "assignee", "due_on", "is_shared", "client")
    assert list(found) == [
        ("Two sapphires on memo", bo.pk, FRIDAY, False, held.client_id),
        ("Three sketches", bo.pk, date(2026, 11, 30), True, held.client_id),
    ]
    assert held.follow_ups.count() == 2


def test_a_bad_task_leaves_the_whole_record_unwritten():
    held = make_appointment(starts_at=timezone.now() - timedelta(hours=1))
    tasks = [NewFollowUp("Two sapphires", make_staff(), date(2026, 11, 22))]
    with pytest.raises(Refusal, match="That day has passed"):
        record(appointment=held, attended="Both", notes="", summary="", by=STAFF, follow_ups=tasks)
    held.refresh_from_db()
    assert held.status == "booked"


def test_the_same_again_is_one_task_while_it_is_open():
    client, bo = make_client(), make_staff()
    first = _add(client=client, assignee=bo)
    assert _add(client=client, assignee=bo) == first
    finish_follow_up(follow_up=first, by=user_actor(bo))
    assert _add(client=client, assignee=bo) != first


def test_it_says_what_and_is_for_somebody_who_works_here():
    with pytest.raises(Refusal, match="what is to be done"):
        _add(what=" ")
    with pytest.raises(Refusal, match="Bo Lind does not work here"):
        _add(assignee=make_staff(name="Bo Lind", is_active=False))
    with pytest.raises(Refusal, match="does not work here"):
        _add(assignee=make_client().user)


def test_the_first_to_finish_it_stays():
    task, bo, amelie = _add(), make_staff(), make_staff()
    finish_follow_up(follow_up=task, by=user_actor(bo), outcome="Ordered")
    again = finish_follow_up(follow_up=task, by=user_actor(amelie), outcome="Ordered twice")
    assert (again.done_by, again.outcome, again.done_at) == (bo, "Ordered", timezone.now())
    assert Event.objects.filter(kind="follow_up.finished").count() == 1


def test_it_can_be_opened_again():
    task, bo = _add(), make_staff()
    finish_follow_up(follow_up=task, by=user_actor(bo), outcome="Ordered")
    for _ in range(2):
        reopen_follow_up(follow_up=task, by=STAFF)
    task.refresh_from_db()
    assert (task.done_at, task.done_by, task.outcome) == (None, None, "")
    assert Event.objects.filter(kind="follow_up.reopened").count() == 1


def test_the_software_finishes_nothing():
    with pytest.raises(NotAllowed, match="A person finishes a task"):
        finish_follow_up(follow_up=_add(), by=Actor.system())


@pytest.mark.django_db(transaction=True)
def test_a_record_does_not_wait_for_whoever_receives_the_clients_goods():
    """They hold the client, then the appointment: the other way round would be a deadlock."""
    held, bo = make_appointment(starts_at=timezone.now() - timedelta(hours=1)), make_staff()
    tasks, locked, written = [NewFollowUp("A wax", bo, FRIDAY)], Barrier(2), Barrier(2)

    def receive() -> None:
        with transaction.atomic():
            Client.objects.select_for_update(no_key=True).get(pk=held.client_id)
            locked.wait(timeout=30)
            written.wait(timeout=30)

    def write() -> None:
        locked.wait(timeout=30)
        record(appointment=held, attended="Both", notes="", summary="", by=STAFF, follow_ups=tasks)
        written.wait(timeout=30)

    assert at_once([receive, write]) == [None, None]
    assert FollowUp.objects.get().appointment == held
