"""Two answers to one offer at the same moment: one holds, the other is told kindly.

Each race is first shown to happen: the same two acts, with the lock taken away, do both.
"""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Refusal, WrongState
from atelier.people.tests.factories import client_actor, staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import approvals, commissions, expiry, quotes
from orders.actions.reissuing import reissue_quote
from orders.models import Approval, Commission, Quote, QuoteOption
from orders.policies import quotes as policies
from orders.policies.quotes import today
from orders.statuses import CommissionStatus, QuoteStatus
from orders.tests.factories import approve, mailed_code, make_sent_quote
from orders.tests.test_metal_moves import gold_at, make_priced_quote

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5
Act = Callable[[], Any]


def approving(quote: Quote, position: int = 1) -> Act:
    """The act of approving one option, its code already in hand."""
    option = quote.options.get(position=position)
    code = mailed_code(option, by=client_actor(quote.commission.client))
    return lambda: approve(QuoteOption.objects.get(pk=option.pk), code=code)


def expiring(quote: Quote) -> Act:
    Quote.objects.filter(pk=quote.pk).update(valid_until=today())
    return lambda: expiry.expire_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())


def superseding(quote: Quote) -> Act:
    def act() -> Quote:
        commission = Commission.objects.get(pk=quote.commission_id)
        return quotes.send_quote(
            quote=quotes.start_quote(commission=commission, by=staff_actor()), by=staff_actor()
        )

    return act


def withdrawing(quote: Quote) -> Act:
    commission = Commission.objects.get(pk=quote.commission_id)
    by = client_actor(commission.client)
    return lambda: commissions.withdraw(commission=commission, by=by)


@pytest.fixture
def past_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever expires it is the day after the last one; for who approves it is not yet."""

    def after() -> date:
        return today() + timedelta(days=1)

    monkeypatch.setattr(expiry, "today", after)


def test_approving_the_same_option_twice_at_once_is_one_approval() -> None:
    for _ in range(ROUNDS):
        act = approving(make_sent_quote())
        first, second = at_once([act, act])
        assert first == second
        assert isinstance(first, Approval)
    assert Event.objects.filter(kind="quote.approved").count() == ROUNDS
    assert OutgoingMessage.objects.filter(kind="quote.approved").count() == 2 * ROUNDS


def test_approving_two_options_at_once_approves_one() -> None:
    for _ in range(ROUNDS):
        quote = make_sent_quote()
        answers = at_once([approving(quote, 1), approving(quote, 2)])
        assert {type(answer) for answer in answers} == {Approval, WrongState}


@pytest.mark.usefixtures("past_midnight")
def test_approving_and_expiring_at_once_is_one_of_the_two() -> None:
    for _ in range(ROUNDS):
        quote = make_sent_quote()
        approved, expired = at_once([approving(quote), expiring(quote)])
        assert isinstance(approved, Approval) != bool(expired)
        assert standing(quote) in {
            (QuoteStatus.APPROVED, CommissionStatus.APPROVED),
            (QuoteStatus.EXPIRED, CommissionStatus.QUOTING),
        }


def test_approving_while_a_new_version_replaces_it_is_one_of_the_two() -> None:
    for _ in range(ROUNDS):
        quote = make_sent_quote()
        approved, replaced = at_once([approving(quote), superseding(quote)])
        assert isinstance(approved, Approval) != isinstance(replaced, Quote)
        assert isinstance(approved, Refusal) != isinstance(replaced, Refusal)


def test_approving_while_it_is_withdrawn_is_one_of_the_two() -> None:
    for _ in range(ROUNDS):
        quote = make_sent_quote()
        approved, withdrawn = at_once([approving(quote), withdrawing(quote)])
        assert isinstance(approved, Approval) != isinstance(withdrawn, Commission)


def reissuing(quote: Quote) -> Act:
    return lambda: reissue_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())


@pytest.fixture
def gold_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever issues it again knows the new price of gold; who approves has just read the old."""
    monkeypatch.setattr(policies, "check_metal", lambda quote: None)


@pytest.mark.usefixtures("gold_moves")
def test_approving_and_issuing_again_at_once_is_one_of_the_two() -> None:
    for _ in range(ROUNDS):
        quote = make_priced_quote()
        acts = [approving(quote), reissuing(quote)]
        gold_at("2200")
        approved, reissued = at_once(acts)
        assert isinstance(approved, Approval) != isinstance(reissued, Quote)
        assert isinstance(approved, Refusal) != isinstance(reissued, Refusal)


def standing(quote: Quote) -> tuple[str, str]:
    found = Quote.objects.select_related("commission").get(pk=quote.pk)
    return found.status, found.commission.status


class TestWithoutTheLock:
    """The canaries: what the lock is for."""

    def test_two_options_end_in_an_error_of_the_database(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        quote = make_sent_quote()
        acts = [approving(quote, 1), approving(quote, 2)]
        take_the_lock_away(monkeypatch)
        assert {type(answer) for answer in at_once(acts)} == {Approval, IntegrityError}

    @pytest.mark.usefixtures("past_midnight")
    def test_it_is_approved_and_expired(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.both_happen(expiring, monkeypatch) == {"quote.approved", "quote.expired"}

    def test_it_is_approved_and_withdrawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        both = {"quote.approved", "commission.withdrawn"}
        assert self.both_happen(withdrawing, monkeypatch) == both

    def test_it_is_approved_and_a_new_one_is_begun(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def starting(quote: Quote) -> Act:
            commission = Commission.objects.get(pk=quote.commission_id)
            return lambda: quotes.start_quote(commission=commission, by=staff_actor())

        assert self.both_happen(starting, monkeypatch) == {"quote.approved", "quote.started"}

    @pytest.mark.usefixtures("gold_moves")
    def test_it_is_approved_and_closed_for_its_metal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def closing(quote: Quote) -> Act:
            gold_at("2200")
            return lambda: expiry.close_moved_quote(quote=quote, by=staff_actor())

        both = {"quote.approved", "quote.metal_moved"}
        assert self.both_happen(closing, monkeypatch, make_priced_quote) == both

    def both_happen(
        self,
        other: Callable[[Quote], Act],
        monkeypatch: pytest.MonkeyPatch,
        make: Callable[[], Quote] = make_sent_quote,
    ) -> set[str]:
        """Approve and do the other at once, unlocked; return what the journal says."""
        quote = make()
        acts = [approving(quote), other(quote)]
        before = set(Event.objects.values_list("pk", flat=True))
        take_the_lock_away(monkeypatch)
        at_once(acts)
        told = (
            "quote.approved",
            "quote.expired",
            "quote.metal_moved",
            "quote.started",
            "commission.withdrawn",
        )
        happened = Event.objects.exclude(pk__in=before).filter(kind__in=told)
        return set(happened.values_list("kind", flat=True))


def take_the_lock_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two acts read, wait until the other has read too, and only then go on."""
    together = Barrier(2)

    def read_quote(quote: Quote) -> Quote:
        found = Quote.objects.select_related("commission").get(pk=quote.pk)
        together.wait(timeout=30)
        return found

    def read_commission(commission_id: int) -> Commission:
        found = Commission.objects.get(pk=commission_id)
        together.wait(timeout=30)
        return found

    monkeypatch.setattr(approvals, "locked_quote", read_quote)
    monkeypatch.setattr(quotes, "locked_quote", read_quote)
    monkeypatch.setattr(expiry, "locked_quote", read_quote)
    monkeypatch.setattr(quotes, "locked_commission", read_commission)
    monkeypatch.setattr(commissions, "locked_commission", read_commission)
