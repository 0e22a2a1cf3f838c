"""Money: recorded once, reversed once, weighed up to the cent, its papers mailed once."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.house.spreadsheets import csv_of
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.actors import user_actor
from atelier.people.tests.factories import client_actor, make_staff, staff_actor
from orders import tasks
from orders.actions.commissions import deliver, finish
from orders.actions.payments import fall_due, pay_back, reverse_payment
from orders.arrears import awaiting_deposit, overdue, owed_back
from orders.balances import balance_of, is_paid
from orders.documents.receipt import receipt_name, receipt_pdf
from orders.models import ChangeOrder, Commission, Instalment, Payment
from orders.policies.payments import OverPayment
from orders.statuses import CommissionStatus
from orders.tests.factories import make_approved, make_commission, make_payment

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def commission():
    return make_approved().commission


def halves(commission):
    return [each.amount for each in commission.instalments.all()]


def standing(commission):
    return [each.standing for each in balance_of(commission).instalments]


class TestRecording:
    def test_a_payment_is_kept_with_its_number_and_told(self, commission):
        payment = make_payment(commission, "100.00", by=staff_actor(name="Ines Roth"))
        year = House.current().today().year % 100
        assert payment.number == f"P{year:02d}-00001"
        assert (payment.by_name, payment.currency) == ("Ines Roth", "USD")
        assert Event.objects.filter(kind="payment.recorded").count() == 1

    def test_the_same_form_twice_is_one_payment(self, commission):
        form = uuid.uuid4()
        first = make_payment(commission, "100.00", request_id=form)
        assert make_payment(commission, "100.00", request_id=form) == first
        assert Payment.objects.count() == 1

    def test_the_same_form_with_another_sum_is_told_apart(self, commission):
        form = uuid.uuid4()
        make_payment(commission, "100.00", request_id=form)
        with pytest.raises(Conflict, match="was sent before"):
            make_payment(commission, "200.00", request_id=form)

    def test_numbers_have_no_gaps_where_one_was_refused(self, commission):
        make_payment(commission, "1.00")
        with pytest.raises(OverPayment):
            make_payment(commission, "99999.00")
        assert make_payment(commission, "1.00").number.endswith("-00002")

    @pytest.mark.parametrize("amount", ["0.00", "-5.00", "1.005"])
    def test_a_sum_that_is_none_is_refused(self, commission, amount):
        with pytest.raises(Refusal, match="above nothing"):
            make_payment(commission, amount)

    def test_another_currency_is_refused(self, commission):
        with pytest.raises(Refusal, match="in USD, not in EUR"):
            make_payment(commission, "100.00", currency="EUR")

    def test_a_day_that_has_not_come_is_refused(self, commission):
        tomorrow = House.current().today() + timedelta(days=1)
        with pytest.raises(Refusal, match="has not come yet"):
            make_payment(commission, "100.00", received_on=tomorrow)

    def test_more_than_is_open_is_asked_once_and_then_taken(self, commission):
        much = balance_of(commission).agreed + 5
        with pytest.raises(OverPayment, match=r"\$5.00 more than is open"):
            make_payment(commission, str(much))
        make_payment(commission, str(much), over_confirmed=True)
        assert balance_of(commission).owed_back == 5

    def test_nothing_is_taken_before_the_approval(self):
        with pytest.raises(WrongState, match="Nothing is agreed yet"):
            make_payment(make_commission(), "100.00")

    def test_a_cancelled_commission_takes_nothing(self, commission):
        Commission.objects.filter(pk=commission.pk).update(status=CommissionStatus.CANCELLED)
        commission.instalments.update(withdrawn_at=timezone.now())
        with pytest.raises(Refusal):
            make_payment(commission, "1.00")

    def test_a_client_records_nothing(self, commission):
        with pytest.raises(NotAllowed):
            make_payment(commission, "1.00", by=client_actor(commission.client))

    def test_postgres_itself_refuses_an_edit(self, commission):
        payment = make_payment(commission)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(amount=1)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            payment.delete()


class TestReversing:
    def test_a_reversal_has_a_number_and_takes_the_money_back(self, commission):
        payment = make_payment(commission, "100.00")
        row = reverse_payment(payment=payment, reason="The cheque bounced", by=staff_actor())
        assert (row.number[-5:], row.reverses, row.reason) == (
            "00002",
            payment,
            "The cheque bounced",
        )
        assert balance_of(commission).paid == 0

    def test_once(self, commission):
        payment = make_payment(commission, "100.00")
        rows = [reverse_payment(payment=payment, reason="Once", by=staff_actor()) for _ in range(2)]
        assert rows[0] == rows[1]
        assert Event.objects.filter(kind="payment.reversed").count() == 1

    def test_not_without_a_reason_nor_a_reversal_again_nor_by_the_client(self, commission):
        payment = make_payment(commission, "100.00")
        with pytest.raises(Refusal, match="say why"):
            reverse_payment(payment=payment, reason=" ", by=staff_actor())
        with pytest.raises(NotAllowed):
            reverse_payment(payment=payment, reason="No", by=client_actor(commission.client))
        row = reverse_payment(payment=payment, reason="Wrong client", by=staff_actor())
        with pytest.raises(WrongState, match="not reversed"):
            reverse_payment(payment=row, reason="Again", by=staff_actor())

    def test_an_instalment_that_was_paid_is_open_again(self, commission):
        payment = make_payment(commission, str(halves(commission)[0]))
        assert is_paid(commission, "approval")
        reverse_payment(payment=payment, reason="Bounced", by=staff_actor())
        assert not is_paid(commission, "approval")
        kinds = Event.objects.filter(kind__startswith="instalment.").order_by("id")
        assert list(kinds.values_list("kind", flat=True)) == [
            "instalment.due",
            "instalment.paid",
            "instalment.reopened",
        ]


class TestPayingBack:
    def back(self, commission, amount, **over):
        given: dict[str, Any] = {
            "method": "transfer",
            "paid_on": House.current().today(),
            "reference": "",
            "reason": "Paid twice",
            "request_id": uuid.uuid4(),
            "by": staff_actor(),
        } | over
        return pay_back(commission=commission, amount=D(amount), **given)

    def test_what_is_owed_goes_back_and_no_more(self, commission):
        agreed = balance_of(commission).agreed
        make_payment(commission, str(agreed + 50), over_confirmed=True)
        assert owed_back(Commission.objects.all()).get() == commission
        with pytest.raises(Refusal, match=r"\$50.00 is owed back"):
            self.back(commission, "50.01")
        form = uuid.uuid4()
        row = self.back(commission, "50.00", request_id=form)
        assert self.back(commission, "50.00", request_id=form) == row
        assert balance_of(commission).open == 0
        assert not owed_back(Commission.objects.all()).exists()

    def test_nothing_is_owed_where_nothing_came_in(self, commission):
        with pytest.raises(Refusal, match="is owed back"):
            self.back(commission, "1.00")


class TestBalances:
    def test_payments_fill_what_is_due_first(self, commission):
        first, second = halves(commission)
        make_payment(commission, str(first + 10))
        states = balance_of(commission).instalments
        assert [each.covered for each in states] == [first, 10]
        assert [each.standing for each in states] == ["paid", "later"]
        assert balance_of(commission).due == 0
        assert balance_of(commission).open == second - 10

    def test_a_credit_comes_off_the_last_part(self, commission):
        first, second = halves(commission)
        Instalment.objects.create(
            commission=commission,
            position=3,
            when="hand_over",
            amount=-second,
            currency="USD",
            change=make_change(commission),
        )
        assert [each.amount for each in balance_of(commission).instalments] == [first, 0, -second]
        make_payment(commission, str(first))
        assert balance_of(commission).open == 0
        assert is_paid(commission, "hand_over")

    def test_what_falls_due_is_told_once(self, commission):
        by = staff_actor()
        assert len(fall_due(commission=commission, when="hand_over", by=by)) == 1
        assert fall_due(commission=commission, when="hand_over", by=by) == []
        assert OutgoingMessage.objects.filter(kind="payment.due").count() == 2

    def test_what_was_paid_beforehand_is_not_asked_for(self, commission):
        make_payment(commission, str(balance_of(commission).agreed))
        fall_due(commission=commission, when="hand_over", by=staff_actor())
        assert OutgoingMessage.objects.filter(kind="payment.due").count() == 1

    @pytest.mark.parametrize("paid", ["0.00", "0.01", "deposit", "deposit - 0.01", "all"])
    def test_the_lists_count_as_the_pages_do(self, commission, paid):
        first, second = halves(commission)
        sums = {"deposit": first, "deposit - 0.01": first - D("0.01"), "all": first + second}
        amount = sums.get(paid) or D(paid)
        if amount:
            make_payment(commission, str(amount))
        later = House.current().today() + timedelta(days=30)
        everything = Commission.objects.all()
        assert awaiting_deposit(everything).exists() == (not is_paid(commission, "approval"))
        with time_machine.travel(timezone.now() + timedelta(days=30)):
            assert overdue(everything, later).exists() == bool(balance_of(commission).overdue)


class TestReminders:
    def days_later(self, days):
        return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)

    def test_once_a_week_and_not_for_ever(self, commission):
        due = House.current().payment_days
        sent = []
        for day in range(due, due + 45):
            with self.days_later(day):
                sent.append(tasks.remind_payments() + tasks.remind_payments())
        assert sum(sent) == 4
        assert [number for number, count in enumerate(sent) if count] == [1, 8, 15, 22]

    def test_letters_that_could_not_leave_do_not_pile_up(self, commission):
        for day in (8, 15, 22):
            with self.days_later(day):
                tasks.remind_payments()
        assert OutgoingMessage.objects.filter(kind="payment.overdue").count() == 1

    def test_what_is_paid_is_no_longer_reminded_of(self, commission):
        with self.days_later(10):
            tasks.remind_payments()
            make_payment(commission, str(halves(commission)[0]))
            assert not OutgoingMessage.objects.filter(kind="payment.overdue").exists()
        with self.days_later(20):
            assert tasks.remind_payments() == 0


class TestPapers:
    def test_a_receipt_is_mailed_once_with_its_pdf(self, commission):
        payment = make_payment(commission)
        assert (tasks.mail_papers(), tasks.mail_papers()) == (1, 0)
        mail = OutgoingMessage.objects.get(kind="payment.paper")
        [part] = mail.attachments
        assert (part["name"], part["type"]) == (receipt_name(payment), "application/pdf")
        assert payment.number in mail.subject

    def test_a_surprise_keeps_the_paper_behind_the_sign_in(self, commission):
        Commission.objects.filter(pk=commission.pk).update(is_surprise=True)
        make_payment(commission)
        tasks.mail_papers()
        mail = OutgoingMessage.objects.get(kind="payment.paper")
        assert mail.attachments == []
        assert "P26" not in mail.subject + mail.text
        assert "$" not in mail.text

    def test_the_same_row_gives_the_same_bytes_whatever_follows(self, commission):
        payment = make_payment(commission, "100.00")
        before = receipt_pdf(Payment.objects.get(pk=payment.pk))
        make_payment(commission, "200.00")
        fall_due(commission=commission, when="hand_over", by=staff_actor())
        assert receipt_pdf(Payment.objects.get(pk=payment.pk)) == before
        assert before.startswith(b"%PDF-1.7")


class TestHandingOver:
    @pytest.fixture
    def ready(self, commission):
        Commission.objects.filter(pk=commission.pk).update(status=CommissionStatus.MAKING)
        return finish(commission=commission, by=staff_actor())

    def test_finishing_asks_for_the_rest(self, ready):
        assert standing(ready) == ["due", "due"]

    def test_it_stays_until_it_is_paid(self, ready):
        with pytest.raises(WrongState, match="is not paid yet"):
            deliver(commission=ready, by=staff_actor())
        make_payment(ready, str(balance_of(ready).open))
        assert deliver(commission=ready, by=staff_actor()).status == CommissionStatus.DELIVERED

    def test_the_owner_may_let_it_go_with_a_reason(self, ready):
        advisor = staff_actor(is_superuser=False)
        with pytest.raises(NotAllowed, match="Only the owner"):
            deliver(commission=ready, by=advisor, waiver="An old friend of the house")
        deliver(commission=ready, by=staff_actor(), waiver="An old friend of the house")
        told = Event.objects.get(kind="commission.payment_waived")
        assert told.data["reason"] == "An old friend of the house"
        assert D(told.data["amount"]) == balance_of(ready).open

    def test_a_house_that_trusts_asks_nothing(self, ready):
        House.objects.update(hand_over_needs_payment=False)
        deliver(commission=ready, by=staff_actor())
        assert not Event.objects.filter(kind="commission.payment_waived").exists()


def test_a_spreadsheet_runs_nothing():
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "plain", D("-120.00")]
    [row] = csv_of(["a"], [cells]).decode("utf-8-sig").split("\r\n", 1)[1:]
    assert row == "'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",plain,-120.00\r\n"


def make_change(commission):
    return ChangeOrder.objects.create(
        commission=commission,
        number=1,
        title="Plain",
        reason="Wished",
        currency="USD",
        tax_name="Tax",
        tax_rate=D("0"),
    )


def test_staff_are_named_on_their_payments(commission):
    user = make_staff(name="Ines Roth")
    assert make_payment(commission, by=user_actor(user)).recorded_by == user
