"""Two acts on one change at the same moment: one holds, the other is told kindly.

Each race is first shown to happen: the same two acts, with the lock taken away, do both.
"""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Refusal
from atelier.people.tests.factories import staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import cancelling, changes, signing
from orders.actions.cancelling import cancel, preview
from orders.changes import agreed_total
from orders.models import (
    Cancellation,
    CancellationTier,
    ChangeOrder,
    ChangeSignature,
    Commission,
    Instalment,
)
from orders.tests.changing import make_change, make_sent_change, shown, signing_code

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
Act = Callable[[], Any]


def signing_of(change: ChangeOrder) -> Act:
    """The act of signing, its code already in hand."""
    code, eyes = signing_code(change), shown(change)
    return lambda: changes.sign_change(
        change=ChangeOrder.objects.get(pk=change.pk), code=code, **eyes
    )


def withdrawing(change: ChangeOrder) -> Act:
    return lambda: changes.withdraw_change(
        change=ChangeOrder.objects.get(pk=change.pk), by=staff_actor()
    )


def ending(change: ChangeOrder) -> Act:
    commission = Commission.objects.get(pk=change.commission_id)
    tier = CancellationTier.objects.get(code="after_model")
    seen = preview(commission=commission, tier=tier)
    return lambda: cancel(
        commission=commission,
        tier=tier,
        returnable=[line.key for line in seen.stones],
        refund=seen.refund,
        reason="They move abroad.",
        by=staff_actor(),
    )


def test_signing_twice_at_once_is_one_signature() -> None:
    for _ in range(ROUNDS):
        act = signing_of(make_sent_change())
        first, second = at_once([act, act])
        assert first == second
        assert isinstance(first, ChangeSignature)
    assert Instalment.objects.filter(change__isnull=False).count() == ROUNDS
    assert OutgoingMessage.objects.filter(kind="change.signed").count() == 2 * ROUNDS


def test_signing_while_it_is_taken_back_is_one_of_the_two() -> None:
    for _ in range(ROUNDS):
        change = make_sent_change()
        signed, withdrawn = at_once([signing_of(change), withdrawing(change)])
        assert isinstance(signed, ChangeSignature) != isinstance(withdrawn, ChangeOrder)
        assert isinstance(signed, Refusal) != isinstance(withdrawn, Refusal)
        change.refresh_from_db()
        owed = Instalment.objects.filter(change=change).exists()
        assert (
            (change.status == "signed")
            == owed
            == ChangeSignature.objects.filter(change=change).exists()
        )


def test_sending_two_at_once_lets_one_wait() -> None:
    for _ in range(ROUNDS):
        first = make_change()
        second = make_change(first.commission)
        answers = at_once([sending(first), sending(second)])
        assert sum(isinstance(answer, ChangeOrder) for answer in answers) == 1
        assert sum(isinstance(answer, Refusal) for answer in answers) == 1


def test_signing_while_the_piece_is_cancelled_settles_on_what_was_shown() -> None:
    for _ in range(ROUNDS):
        change = make_sent_change(stages=[])
        commission = change.commission
        signed, ended = at_once([signing_of(change), ending(change)])
        if isinstance(ended, Cancellation) and isinstance(signed, ChangeSignature):
            assert ended.kept <= agreed_total(commission)
            assert "Twelve more stones" in str(ended.lines)
        else:
            assert isinstance(ended, Cancellation)
            assert isinstance(signed, Refusal)


def sending(change: ChangeOrder) -> Act:
    return lambda: changes.send_change(
        change=ChangeOrder.objects.get(pk=change.pk), by=staff_actor()
    )


class TestWithoutTheLock:
    """The canaries: what the lock is for."""

    def test_two_signatures_end_in_an_error_of_the_database(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        act = signing_of(make_sent_change())
        take_the_lock_away(monkeypatch)
        kinds = {type(answer) for answer in at_once([act, act])}
        assert ChangeSignature in kinds
        assert kinds & {IntegrityError, signing.codes.WrongCode}

    def test_it_is_signed_and_taken_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        change = make_sent_change()
        acts = [signing_of(change), withdrawing(change)]
        take_the_lock_away(monkeypatch)
        at_once(acts)
        told = ("change.signed", "change.withdrawn")
        happened = Event.objects.filter(kind__in=told).values_list("kind", flat=True)
        assert set(happened) == set(told)

    def test_two_wait_but_for_the_constraint(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = make_change()
        second = make_change(first.commission)
        acts = [sending(first), sending(second)]
        take_the_lock_away(monkeypatch)
        assert {type(answer) for answer in at_once(acts)} == {ChangeOrder, IntegrityError}


def take_the_lock_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two acts read, wait until the other has read too, and only then go on."""
    together = Barrier(2)

    def read(change: ChangeOrder) -> ChangeOrder:
        found = ChangeOrder.objects.select_related("commission").get(pk=change.pk)
        together.wait(timeout=30)
        return found

    for module in (signing, changes):
        monkeypatch.setattr(module, "locked_change", read)
    monkeypatch.setattr(cancelling, "locked_commission", lambda key: Commission.objects.get(pk=key))
