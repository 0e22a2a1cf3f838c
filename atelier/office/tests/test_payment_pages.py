"""Money on a commission's page: recorded, reversed, let go; lists and the accountant's file."""

import uuid
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from atelier.house.models import House
from atelier.people.tests.factories import make_client, make_staff
from orders.balances import balance_of
from orders.models import Commission, Payment, PaymentPlan
from orders.statuses import CommissionStatus
from orders.tests.factories import make_approved, make_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission():
    return make_approved().commission


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def page(commission):
    return reverse("admin:commission", args=[commission.reference, "payments"])


def form(amount, **over):
    today = House.current().today().isoformat()
    fields = {"request_id": uuid.uuid4(), "amount": amount, "method": "transfer", "on": today}
    return fields | over


def record(browser, commission, amount, **over):
    url = reverse("admin:payment_record", args=[commission.reference])
    return browser.post(url, form(amount, **over))


def test_a_payment_is_recorded_and_stands_on_the_page(staff, commission):
    assert record(staff, commission, "100.00").status_code == 302
    body = staff.get(page(commission)).content.decode()
    assert Payment.objects.get().number in body
    assert "$100.00" in body


def test_a_doubled_form_is_one_payment(staff, commission):
    twice = uuid.uuid4()
    for _ in range(2):
        assert record(staff, commission, "100.00", request_id=twice).status_code == 302
    assert Payment.objects.count() == 1


def test_too_much_is_asked_and_the_form_keeps_what_was_typed(staff, commission):
    much = str(balance_of(commission).agreed + 1)
    answer = record(staff, commission, much, reference="Typed with care")
    assert answer.status_code == 409
    assert "Typed with care" in answer.content.decode()
    assert "$1.00 more than is open" in answer.content.decode()
    assert record(staff, commission, much, over_confirmed="on").status_code == 302


@pytest.mark.parametrize("over", [{"on": "2999-01-01"}, {"amount": "-1"}, {"method": "online"}])
def test_what_cannot_be_is_said_on_the_same_page(staff, commission, over):
    assert record(staff, commission, **{"amount": "1.00"} | over).status_code == 400
    assert not Payment.objects.exists()


def test_a_payment_is_reversed_with_a_reason(staff, commission):
    payment = make_payment(commission)
    url = reverse("admin:payment_reverse", args=[commission.reference, payment.public_id])
    assert staff.post(url, {"reason": ""}).status_code == 400
    assert staff.post(url, {"reason": "The cheque bounced"}).status_code == 302
    assert "Reversed, " in staff.get(page(commission)).content.decode()


def test_a_payment_of_another_commission_is_not_there(staff, commission):
    other = make_payment(make_approved().commission)
    url = reverse("admin:payment_reverse", args=[commission.reference, other.public_id])
    assert staff.post(url, {"reason": "Mistaken"}).status_code == 404


def test_an_unpaid_piece_stays_until_the_owner_lets_it_go(staff, commission):
    Commission.objects.update(status=CommissionStatus.READY)
    deliver = reverse("admin:do", args=[commission.reference, "deliver"])
    answer = staff.post(deliver)
    assert answer.status_code == 409
    assert "is not paid yet" in answer.content.decode()
    waive = reverse("admin:payment_waive", args=[commission.reference])
    assert staff.post(waive, {"waiver": "An old friend"}).status_code == 302
    assert Commission.objects.get().status == CommissionStatus.DELIVERED


def test_what_each_right_opens(client, commission):
    payment = make_payment(commission)
    clerk = make_staff(is_superuser=False)
    rights = ["view_commission", "change_commission", "view_payment", "add_payment"]
    clerk.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(clerk)
    assert record(client, commission, "1.00").status_code == 302
    assert client.get(reverse("admin:payment_paper", args=[payment.public_id])).status_code == 200
    reverse_url = reverse("admin:payment_reverse", args=[commission.reference, payment.public_id])
    for url in (
        reverse_url,
        reverse("admin:payment_back", args=[commission.reference]),
        reverse("admin:payment_waive", args=[commission.reference]),
    ):
        assert client.post(url, {"reason": "x", "waiver": "x"}).status_code == 403


def test_clients_and_strangers_stay_outside(client, commission):
    assert record(client, commission, "1.00").status_code == 302
    client.force_login(make_client().user)
    assert record(client, commission, "1.00").status_code in {302, 403}
    assert not Payment.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_section_asks_the_same_however_much_came_in(
    staff, commission, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_payment(commission, "1.00")
    staff.get(page(commission))
    with django_assert_num_queries(23):
        staff.get(page(commission))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same(staff, commission, rows, django_assert_num_queries):
    for _ in range(rows):
        make_payment(commission, "1.00")
    url = reverse("admin:orders_payment_changelist")
    staff.get(url)
    with django_assert_num_queries(4):
        assert staff.get(url).status_code == 200


def test_the_accountants_file_runs_nothing(staff, commission):
    payment = make_payment(commission, "12.50", reference="=cmd()")
    url = reverse("admin:orders_payment_changelist")
    answer = staff.post(url, {"action": "as_csv", "_selected_action": [payment.pk]})
    text = answer.content.decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "12.50" in text


class TestPlans:
    def save(self, staff, **over):
        plan = PaymentPlan.objects.get(name="Half and half")
        given = {"name": plan.name, "order": 0, "is_default": "on"} | over
        return staff.post(reverse("admin:orders_paymentplan_change", args=[plan.pk]), given)

    def test_a_plan_is_shares_at_moments(self, staff):
        assert self.save(staff, approval="30", casting="40", hand_over="30").status_code == 302
        assert PaymentPlan.objects.get(name="Half and half").parts == [
            {"percent": "30", "when": "approval"},
            {"percent": "40", "when": "casting"},
            {"percent": "30", "when": "hand_over"},
        ]

    def test_less_than_a_hundred_is_said(self, staff):
        answer = self.save(staff, approval="30", hand_over="30")
        assert answer.status_code == 200
        assert "100 % in all; these are 60 %" in answer.content.decode()

    def test_another_usual_plan_takes_the_place(self, staff):
        plan = PaymentPlan.objects.get(name="All at once")
        given = {"name": plan.name, "order": 2, "is_default": "on", "approval": "100"}
        url = reverse("admin:orders_paymentplan_change", args=[plan.pk])
        assert staff.post(url, given).status_code == 302
        assert PaymentPlan.objects.get(is_default=True) == plan


def test_home_counts_what_waits(staff, commission):
    body = staff.get(reverse("admin:index")).content.decode()
    assert "Deposits waiting" in body
    listed = staff.get(reverse("admin:orders_commission_changelist"), {"needs": "deposit"})
    assert commission.reference in listed.content.decode()
    make_payment(commission, str(balance_of(commission).due + Decimal(0)))
    listed = staff.get(reverse("admin:orders_commission_changelist"), {"needs": "deposit"})
    assert commission.reference not in listed.content.decode()
