"""Two acts on one design at the same moment: one holds, the other is told kindly.

Each race is first shown to happen: the same two acts, with the lock taken away, do both.
"""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict
from atelier.people.tests.factories import client_actor, staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import revision_approvals, revisions
from orders.models import Commission, Revision, RevisionApproval
from orders.statuses import RevisionStatus
from orders.tests.drawing import (
    approve_drawing,
    mailed_revision_code,
    make_drawing,
    make_shared,
)

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5
Act = Callable[[], Any]


def approving(revision: Revision) -> Act:
    """The act of approving, its code already in hand."""
    code = mailed_revision_code(revision, by=client_actor(revision.commission.client))
    return lambda: approve_drawing(Revision.objects.get(pk=revision.pk), code=code)


def sharing(draft: Revision) -> Act:
    by = staff_actor()
    return lambda: revisions.share_revision(
        revision=Revision.objects.get(pk=draft.pk), note="Finer.", by=by
    )


def standing(commission: Commission) -> list[str]:
    return list(commission.revisions.order_by("number").values_list("status", flat=True))


def test_approving_twice_at_once_is_one_approval() -> None:
    for _ in range(ROUNDS):
        act = approving(make_shared())
        first, second = at_once([act, act])
        assert first == second
        assert isinstance(first, RevisionApproval)
    assert Event.objects.filter(kind="revision.approved").count() == ROUNDS


def test_approving_while_a_newer_one_is_shared_never_holds_both() -> None:
    for _ in range(ROUNDS):
        shared = make_shared()
        draft = make_drawing(shared.commission)
        approved, newer = at_once([approving(shared), sharing(draft)])
        assert isinstance(newer, Revision)
        assert isinstance(approved, RevisionApproval | Conflict)
        assert standing(shared.commission) == [RevisionStatus.SUPERSEDED, RevisionStatus.SHARED]


def test_sharing_the_same_twice_at_once_is_one_sharing() -> None:
    for _ in range(ROUNDS):
        act = sharing(make_drawing())
        first, second = at_once([act, act])
        assert (first, first.version) == (second, 1)
    assert Event.objects.filter(kind="revision.shared").count() == ROUNDS


def test_two_begun_at_once_are_one_draft() -> None:
    for _ in range(ROUNDS):
        commission, by = make_shared().commission, staff_actor()

        def begin(commission: Commission = commission, by: Any = by) -> Revision:
            return revisions.start_revision(commission=commission, by=by)

        first, second = at_once([begin, begin])
        assert (first, first.number) == (second, 2)


class TestWithoutTheLock:
    """The canaries: what the lock is for."""

    def test_a_drawing_is_approved_that_was_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shared = make_shared()
        acts = [approving(shared), sharing(make_drawing(shared.commission))]
        take_the_lock_away(monkeypatch)
        answers = at_once(acts)
        # Either both held, one over the other, or Postgres alone kept them apart.
        assert not any(isinstance(each, Conflict) for each in answers)
        assert isinstance(answers[0], RevisionApproval)

    def test_one_is_shared_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        act = sharing(make_drawing())
        take_the_lock_away(monkeypatch)
        answers = at_once([act, act])
        told = Event.objects.filter(kind="revision.shared").count()
        assert told == 2 or any(isinstance(each, IntegrityError) for each in answers)


def take_the_lock_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two acts read, wait until the other has read too, and only then go on."""
    together = Barrier(2)

    def read(revision: Revision) -> Revision:
        found = Revision.objects.select_related("commission__client").get(pk=revision.pk)
        together.wait(timeout=30)
        return found

    monkeypatch.setattr(revision_approvals, "locked_revision", read)
    monkeypatch.setattr(revisions, "locked_revision", read)
