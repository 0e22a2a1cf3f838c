"""Change orders: what they cost, who may do what when, what a signature freezes and moves."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from orders.actions import changes
from orders.actions.commissions import withdraw
from orders.actions.promises import move_promise
from orders.actions.quotes import send_quote
from orders.changes import agreed_total, change_total
from orders.freezing import sha256_of
from orders.models import ChangeOrder, ChangeSignature, Commission, Instalment
from orders.policies.changes import holds
from orders.policies.sides import client_of
from orders.statuses import CHANGES, ChangeStatus, CommissionStatus
from orders.tests.changing import (
    PAVE,
    PLAINER,
    make_change,
    make_sent_change,
    make_signed_change,
    shown,
    sign,
    signing_code,
    words,
)
from orders.tests.factories import (
    approve,
    make_approved,
    make_commission,
    make_draft,
    make_sent_quote,
)

pytestmark = pytest.mark.django_db
TAX = Decimal("1.08875")


def test_lines_add_up_with_tax_half_up() -> None:
    change = make_change(lines=[PAVE, PLAINER])
    totals = change_total(change)
    assert (totals.subtotal, totals.tax, totals.total) == (
        Decimal("359.50"),
        Decimal("31.91"),
        Decimal("391.41"),
    )


def test_what_is_taken_away_is_rounded_as_what_is_added() -> None:
    added, taken = Decimal("10.01"), Decimal("-10.01")
    line = PLAINER
    more = change_total(make_change(lines=[_with(line, added)])).total
    less = change_total(make_change(lines=[_with(line, taken)])).total
    assert more == -less == Decimal("10.90")


def test_agreed_is_the_approval_and_every_signed_change() -> None:
    approval = make_approved()
    assert agreed_total(approval.commission) == approval.total == Decimal("4025.87")
    make_signed_change(approval.commission)
    make_signed_change(approval.commission, lines=[PLAINER], days=0)
    make_sent_change(approval.commission)
    assert agreed_total(approval.commission) == Decimal("4025.87") + Decimal("522.60") - Decimal(
        "131.19"
    )


def test_nothing_is_agreed_before_the_approval() -> None:
    assert agreed_total(make_commission()) == Decimal("0.00")


def test_a_change_keeps_the_tax_that_was_approved() -> None:
    commission = make_approved().commission
    House.objects.update(tax_rate=Decimal("9.5"), currency="EUR")
    change = make_change(commission)
    assert (change.tax_rate, change.currency) == (Decimal("8.875"), "USD")


class TestWriting:
    """Drafts."""

    def test_only_the_house_writes(self) -> None:
        commission = make_approved().commission
        with pytest.raises(NotAllowed):
            changes.write_change(
                commission=commission, words=words(), by=client_actor(commission.client)
            )

    @pytest.mark.parametrize("missing", ["title", "reason"])
    def test_it_needs_its_name_and_its_reason(self, missing: str) -> None:
        commission = make_approved().commission
        with pytest.raises(Refusal):
            make_change(commission, **{missing: "  "})
        assert not commission.changes.exists()

    def test_numbers_count_up_and_a_draft_is_rewritten(self) -> None:
        first = make_change()
        second = make_change(first.commission)
        again = changes.write_change(
            commission=first.commission,
            words=words(title="Another", lines=[PLAINER]),
            change=first,
            version=first.version,
            by=staff_actor(),
        )
        assert (first.number, second.number, again.number) == (1, 2, 1)
        assert [line.amount for line in again.lines.all()] == [Decimal("-120.50")]

    def test_who_read_an_older_version_is_told(self) -> None:
        change = make_change()
        with pytest.raises(Conflict):
            changes.write_change(
                commission=change.commission,
                words=words(title="Late"),
                change=change,
                version=change.version - 1,
                by=staff_actor(),
            )
        assert ChangeOrder.objects.get().title == "A pavé band"

    def test_what_was_sent_is_not_rewritten(self) -> None:
        change = make_sent_change()
        with pytest.raises(WrongState, match="was sent"):
            changes.write_change(
                commission=change.commission,
                words=words(),
                change=change,
                version=change.version,
                by=staff_actor(),
            )

    @pytest.mark.parametrize("status", CommissionStatus.values)
    def test_it_belongs_between_approval_and_hand_over(self, status: str) -> None:
        commission = make_approved().commission
        delivered = {"delivered_at": commission.created_at} if status == "delivered" else {}
        Commission.objects.filter(pk=commission.pk).update(status=status, **delivered)
        if status in {"approved", "making", "ready"}:
            assert make_change(commission).number == 1
        else:
            with pytest.raises(WrongState):
                make_change(commission)


class TestSending:
    """One to sign at a time; what it touches waits."""

    def test_the_client_is_told_and_its_stages_wait(self) -> None:
        change = make_sent_change(stages=[80, 90])
        assert change.sent_at is not None
        assert {n: each.number for n, each in holds(change.commission).items()} == {80: 1, 90: 1}
        mail = OutgoingMessage.objects.get(kind="change.sent")
        assert "$522.60" in mail.text
        assert f"/my/{change.commission.public_id}/changes/1/" in mail.text

    def test_sent_twice_is_sent_once(self) -> None:
        change = make_sent_change()
        assert changes.send_change(change=change, by=staff_actor()) == change
        assert OutgoingMessage.objects.filter(kind="change.sent").count() == 1

    def test_a_second_waits_for_the_first(self) -> None:
        first = make_sent_change()
        second = make_change(first.commission)
        with pytest.raises(WrongState, match="Change 1 waits for the client's signature"):
            changes.send_change(change=second, by=staff_actor())

    def test_the_database_too_lets_one_wait(self) -> None:
        first = make_sent_change()
        second = make_change(first.commission)
        with pytest.raises(IntegrityError, match="change_one_to_sign"), transaction.atomic():
            ChangeOrder.objects.filter(pk=second.pk).update(
                status=ChangeStatus.SENT, sent_at=first.sent_at
            )

    def test_what_changes_nothing_is_not_sent(self) -> None:
        change = make_change(lines=[], days=0, stages=[], instructions="")
        with pytest.raises(Refusal, match="changes nothing"):
            changes.send_change(change=change, by=staff_actor())

    def test_no_more_is_taken_away_than_was_agreed(self) -> None:
        change = make_change(lines=[_with(PLAINER, Decimal("-3697.71"))])
        with pytest.raises(Refusal, match="more than was agreed"):
            changes.send_change(change=change, by=staff_actor())

    def test_holds_asks_once(self, django_assert_num_queries: Any) -> None:
        change = make_sent_change()
        with django_assert_num_queries(1):
            holds(change.commission)


class TestSigning:
    """The signature binds exactly what was shown."""

    def test_it_is_frozen_with_who_when_and_from_where(self) -> None:
        signature = make_signed_change()
        frozen = signature.frozen
        assert signature.sha256 == sha256_of(frozen)
        assert signature.total == Decimal("522.60")
        assert frozen["price"]["total"] == "522.60"
        assert frozen["price"]["lines"] == [
            {
                "kind": "setting",
                "description": "Twelve more stones in the band",
                "amount": "480.00",
            }
        ]
        assert (frozen["timeline"]["days"], frozen["stages"]) == (7, [80])
        assert (signature.signed_name, signature.signed_by) == (
            "A Client",
            client_of(signature.change.commission).user,
        )

    def test_what_was_frozen_stays(self) -> None:
        signature = make_signed_change()
        before, sha = signature.frozen, signature.sha256
        ChangeOrder.objects.update(title="Other", days=99, stages=[])
        signature.change.lines.update(amount=Decimal("1.00"))
        found = ChangeSignature.objects.get()
        assert (found.frozen, found.sha256, found.total) == (before, sha, Decimal("522.60"))
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            ChangeSignature.objects.update(total=Decimal("1.00"))

    def test_its_price_is_owed_at_the_hand_over(self) -> None:
        signature = make_signed_change()
        owed = Instalment.objects.get(change=signature.change)
        assert (owed.amount, owed.when, owed.due_on) == (Decimal("522.60"), "hand_over", None)

    def test_what_is_taken_away_is_owed_less(self) -> None:
        signature = make_signed_change(lines=[PLAINER])
        assert Instalment.objects.get(change=signature.change).amount == Decimal("-131.19")

    def test_it_is_owed_at_once_where_all_was_due_at_the_approval(self) -> None:
        draft = make_draft()
        draft.schedule = [{"percent": "100", "when": "approval"}]
        draft.save(update_fields=["schedule"])
        quote = send_quote(quote=draft, by=staff_actor())
        approval = approve(quote.options.get(position=1))
        signature = make_signed_change(approval.commission)
        owed = Instalment.objects.get(change=signature.change)
        due = House.current().today() + timedelta(days=House.current().payment_days)
        assert (owed.when, owed.due_on) == ("approval", due)

    def test_a_change_without_a_price_owes_nothing(self) -> None:
        signature = make_signed_change(lines=[])
        assert signature.total == Decimal("0.00")
        assert not Instalment.objects.filter(change=signature.change).exists()

    def test_its_days_move_the_promise_and_the_journal_says_why(self) -> None:
        commission = make_approved().commission
        commission.refresh_from_db()
        first, last = commission.promised_from, commission.promised_to
        assert first
        assert last
        make_signed_change(commission)
        commission.refresh_from_db()
        assert commission.promised_from == first + timedelta(days=7)
        assert commission.promised_to == last + timedelta(days=7)
        moved = Event.objects.get(kind="promise.moved").data
        assert moved["from_last"] == last.isoformat()
        assert moved["last"] == (last + timedelta(days=7)).isoformat()
        assert moved["reason"] == "You asked for it after the try-on."
        assert moved["consent"] == "Signed with change 1"

    def test_what_it_held_goes_on(self) -> None:
        signature = make_signed_change()
        assert holds(signature.change.commission) == {}

    def test_another_total_or_version_is_a_conflict(self) -> None:
        change = make_sent_change()
        code = signing_code(change)
        for wrong in ({"total": Decimal("522.59")}, {"version": change.version - 1}):
            with pytest.raises(Conflict) as refused:
                sign(change, code=code, **wrong)
            assert refused.value.details["total"] == "522.60"
        assert not ChangeSignature.objects.exists()

    def test_a_promise_that_moved_meanwhile_is_a_conflict(self) -> None:
        change = make_sent_change()
        code, before = signing_code(change), shown(change)
        promised = change.commission.promised_to
        assert promised
        later = promised + timedelta(days=3)
        move_promise(
            commission=change.commission,
            first=later,
            last=later,
            reason="A stone is late.",
            consent="By telephone",
            by=staff_actor(),
        )
        with pytest.raises(Conflict):
            changes.sign_change(change=change, code=code, **before)

    def test_a_wrong_code_binds_nothing(self) -> None:
        change = make_sent_change()
        signing_code(change)
        with pytest.raises(Refusal):
            sign(change, code="000000x")
        assert change.commission.changes.get().status == ChangeStatus.SENT

    def test_the_code_of_one_change_opens_no_other(self) -> None:
        first, second = make_sent_change(), make_sent_change()
        code = signing_code(first)
        with pytest.raises(Refusal):
            sign(second, code=code)

    def test_signed_twice_is_one_signature(self) -> None:
        change = make_sent_change()
        code, eyes = signing_code(change), shown(change)
        first = changes.sign_change(change=change, code=code, **eyes)
        assert changes.sign_change(change=change, code=code, **eyes) == first
        assert Event.objects.filter(kind="change.signed").count() == 1

    def test_nobody_else_signs(self) -> None:
        change = make_sent_change()
        for stranger in (client_actor(make_client()), staff_actor()):
            with pytest.raises(NotAllowed):
                sign(change, code="123456", by=stranger)

    def test_a_surprise_stays_one(self) -> None:
        commission = make_approved(make_commission(is_surprise=True)).commission
        make_signed_change(commission)
        mails = OutgoingMessage.objects.filter(kind__startswith="change.").exclude(
            subject__startswith=commission.reference
        )
        assert mails.count() == 2
        assert all("pavé" not in mail.text and "522.60" not in mail.text for mail in mails)


class TestEnding:
    """Declined, taken back, closed."""

    def test_the_client_declines_in_their_words_once(self) -> None:
        change = make_sent_change()
        by = client_actor(change.commission.client)
        for _ in range(2):
            changes.decline_change(change=change, reason="Rather plain.", by=by)
        change.refresh_from_db()
        assert (change.status, change.decline_reason) == ("declined", "Rather plain.")
        assert OutgoingMessage.objects.filter(kind="change.declined").count() == 1
        assert holds(change.commission) == {}

    def test_declining_asks_for_a_word(self) -> None:
        change = make_sent_change()
        with pytest.raises(Refusal):
            changes.decline_change(
                change=change, reason=" ", by=client_actor(change.commission.client)
            )

    def test_the_house_takes_it_back_once(self) -> None:
        change = make_sent_change()
        for _ in range(2):
            changes.withdraw_change(change=change, by=staff_actor())
        assert OutgoingMessage.objects.filter(kind="change.withdrawn").count() == 1
        assert holds(change.commission) == {}

    def test_a_draft_is_dropped_without_a_word_to_the_client(self) -> None:
        changes.withdraw_change(change=make_change(), by=staff_actor())
        assert not OutgoingMessage.objects.filter(kind="change.withdrawn").exists()

    def test_what_was_signed_is_not_taken_back(self) -> None:
        change = make_signed_change().change
        with pytest.raises(WrongState, match="only another one undoes it"):
            changes.withdraw_change(change=change, by=staff_actor())

    @pytest.mark.parametrize("status", ChangeStatus.values)
    @pytest.mark.parametrize("event", ["send", "sign", "decline", "withdraw"])
    def test_every_pair_of_status_and_event(self, status: str, event: str) -> None:
        change = _in(status)
        repeats = {"send": "sent", "sign": "signed", "decline": "declined"}
        repeats["withdraw"] = "withdrawn"
        allowed = CHANGES.allows(event, status) or repeats[event] == status
        try:
            _ACTS[event](change)
        except Refusal:
            assert not allowed
            change.refresh_from_db()
            assert change.status == status
        else:
            assert allowed
            change.refresh_from_db()
            assert change.status == repeats[event]


def test_a_request_that_was_withdrawn_has_no_changes() -> None:
    commission = make_sent_quote().commission
    withdraw(commission=commission, by=client_actor(commission.client))
    with pytest.raises(WrongState):
        make_change(commission)


def _with(line: Any, amount: Decimal) -> Any:
    return type(line)(line.kind, line.description, amount)


def _in(status: str) -> ChangeOrder:
    """A change in `status`, brought there by the actions."""
    if status == "draft":
        return make_change()
    change = make_sent_change()
    if status == "signed":
        sign(change)
    elif status != "sent":
        _ACTS[{"declined": "decline", "withdrawn": "withdraw"}[status]](change)
    change.refresh_from_db()
    return change


def _sign(change: ChangeOrder) -> object:
    code = signing_code(change) if change.status == ChangeStatus.SENT else "000000"
    return sign(change, code=code)


_ACTS: dict[str, Any] = {
    "send": lambda change: changes.send_change(change=change, by=staff_actor()),
    "sign": _sign,
    "decline": lambda change: changes.decline_change(
        change=change, reason="No.", by=client_actor(change.commission.client)
    ),
    "withdraw": lambda change: changes.withdraw_change(change=change, by=staff_actor()),
}
