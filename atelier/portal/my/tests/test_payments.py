"""A client's payments: in words and sums, their own alone, and a card page that pays nothing."""

import pytest
from django.urls import reverse

from atelier.people.tests.factories import make_client
from orders.actions.payments import reverse_payment
from orders.balances import balance_of
from orders.models import Checkout, Commission, Payment
from orders.tests.factories import make_approved, make_payment, staff_actor
from orders.tests.test_cards import api  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission():
    return make_approved().commission


@pytest.fixture
def mine(client, commission):
    client.force_login(commission.client.user)
    return client


@pytest.fixture
def _takes_cards(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", "whsec_test"


def page(commission, name="payments", *more):
    return reverse(f"my:{name}", args=[commission.public_id, *more])


def words(sum_):
    return f"${sum_:,.2f}"


def test_it_says_what_is_due_and_how_to_pay(mine, commission):
    body = mine.get(page(commission)).content.decode()
    assert f"{words(balance_of(commission).due)} is due" in body
    assert commission.reference in body
    assert "by card" not in body


def test_the_overview_says_whose_move_it_is(mine, commission):
    due = words(balance_of(commission).due)
    body = mine.get(reverse("my:commission", args=[commission.public_id])).content.decode()
    assert f"Your deposit of {due} is due by" in body
    make_payment(commission, str(balance_of(commission).due))
    body = mine.get(reverse("my:commission", args=[commission.public_id])).content.decode()
    assert "Your deposit of" not in body


def test_receipts_are_there_to_be_read(mine, commission):
    payment = make_payment(commission, "100.00")
    reversal = reverse_payment(payment=payment, reason="Bounced", by=staff_actor())
    body = mine.get(page(commission)).content.decode()
    assert payment.number in body
    assert "−$100.00" in body
    for row in (payment, reversal):
        answer = mine.get(page(commission, "payment_paper", row.number))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_a_foreign_client_finds_nothing(client, commission):
    payment = make_payment(commission)
    client.force_login(make_client().user)
    assert client.get(page(commission)).status_code == 404
    assert client.get(page(commission, "payment_paper", payment.number)).status_code == 404
    assert client.post(page(commission, "pay_by_card"), {"amount": "1"}).status_code == 404


def test_a_paper_of_another_commission_is_not_there(mine, commission):
    other = make_payment(make_approved().commission)
    assert mine.get(page(commission, "payment_paper", other.number)).status_code == 404


@pytest.mark.usefixtures("_takes_cards")
class TestCards:
    def pay(self, browser, commission, amount=None):
        due = balance_of(commission).due
        return browser.post(page(commission, "pay_by_card"), {"amount": amount or due})

    def test_the_button_leads_to_stripe(self, mine, commission, api):  # noqa: F811
        shown = mine.get(page(commission))
        due = words(balance_of(commission).due)
        assert f"Pay {due} by card" in shown.content.decode()
        assert (
            "form-action 'self' https://checkout.stripe.com" in (shown["Content-Security-Policy"])
        )
        answer = self.pay(mine, commission)
        assert (answer.status_code, answer["Location"]) == (
            302,
            "https://checkout.stripe.com/c/pay/cs_1",
        )

    def test_coming_back_pays_nothing(self, mine, commission):
        body = mine.get(page(commission), {"card": "back"}).content.decode()
        assert "We are told by the card provider in a moment" in body
        assert not Payment.objects.exists()

    def test_a_provider_that_is_away_is_said_with_the_transfer(self, mine, commission, settings):
        settings.STRIPE_API_BASE = "http://127.0.0.1:9"
        answer = self.pay(mine, commission)
        assert answer.status_code == 503
        assert "nothing was paid" in answer.content.decode()
        assert "By transfer" in answer.content.decode()

    def test_another_sum_asks_to_look_again(self, mine, commission):
        assert self.pay(mine, commission, "1.00").status_code == 409
        assert self.pay(mine, commission, "words").status_code == 409
        assert not Checkout.objects.exists()

    def test_looking_opens_no_page(self, mine, commission):
        assert mine.get(page(commission, "pay_by_card")).status_code == 405


def test_without_a_provider_no_form_leads_elsewhere(mine, commission):
    assert "form-action 'self';" in mine.get(page(commission))["Content-Security-Policy"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same(mine, commission, rows, django_assert_num_queries):
    for _ in range(rows):
        make_payment(commission, "1.00")
    mine.get(page(commission))
    with django_assert_num_queries(8):
        mine.get(page(commission))


def test_a_piece_not_agreed_yet_asks_for_nothing(mine, commission):
    commission.instalments.all().delete()
    Commission.objects.update(status="quoted")
    assert "Nothing is to be paid" in mine.get(page(commission)).content.decode()
