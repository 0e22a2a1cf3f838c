"""Cards: real signed bodies, a real server in Stripe's place, and never a payment twice."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.db import IntegrityError
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, WrongState
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import checkouts, payments
from orders.actions.checkouts import NoCardPage, open_checkout
from orders.balances import balance_of
from orders.cards import card_provider
from orders.models import Checkout, Commission, Payment, ProviderEvent
from orders.statuses import CommissionStatus
from orders.tests.factories import make_approved, make_payment

pytestmark = pytest.mark.django_db
SECRET, HOOK = "whsec_test", "/payments/stripe/"


@pytest.fixture(autouse=True)
def _configured(settings):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET


@pytest.fixture
def commission():
    return make_approved().commission


def make_checkout(commission, session="cs_1"):
    due = balance_of(commission)
    return Checkout.objects.create(
        commission=commission,
        amount=due.due,
        currency=due.currency,
        provider="stripe",
        session=session,
    )


def message(checkout, kind="checkout.session.completed", **over):
    told = {
        "id": checkout.session,
        "object": "checkout.session",
        "client_reference_id": str(checkout.public_id),
        "payment_intent": "pi_1",
        "payment_status": "paid",
        "amount_total": int(checkout.amount * 100),
        "currency": "usd",
        "customer_details": {"email": "somebody@example.com", "name": "Somebody"},
    } | over
    event = over.pop("event", None) or f"evt_{uuid.uuid4().hex}"
    told.pop("event", None)
    return {"id": event, "object": "event", "type": kind, "data": {"object": told}}


def signature(body, *, secret=SECRET, age=0):
    moment = int(time.time()) - age
    mac = hmac.new(secret.encode(), f"{moment}.{body}".encode(), hashlib.sha256)
    return f"t={moment},v1={mac.hexdigest()}"


def send(client, told, *, signed=None, **over):
    body = told if isinstance(told, str) else json.dumps(told)
    headers = {"Stripe-Signature": signature(body, **over) if signed is None else signed}
    return client.post(HOOK, body, content_type="application/json", headers=headers)


class TestSigned:
    def test_a_paid_page_is_a_payment_with_its_receipt(self, client, commission):
        checkout = make_checkout(commission)
        assert send(client, message(checkout)).status_code == 200
        payment = Payment.objects.get()
        assert (payment.method, payment.reference, payment.by_name) == ("online", "pi_1", "Stripe")
        assert payment.amount == checkout.amount
        checkout.refresh_from_db()
        assert checkout.status == Checkout.Status.PAID
        assert balance_of(commission).due == 0

    def test_a_replay_is_answered_and_changes_nothing(self, client, commission):
        told = message(make_checkout(commission))
        assert [send(client, told).status_code for _ in range(3)] == [200, 200, 200]
        assert (Payment.objects.count(), ProviderEvent.objects.count()) == (1, 1)

    def test_two_messages_of_one_page_are_one_payment(self, client, commission):
        checkout = make_checkout(commission)
        send(client, message(checkout))
        send(client, message(checkout, "checkout.session.async_payment_succeeded"))
        assert Payment.objects.count() == 1
        assert ProviderEvent.objects.parked().count() == 0

    def test_a_bank_that_takes_its_time(self, client, commission):
        checkout = make_checkout(commission)
        send(client, message(checkout, payment_status="unpaid"))
        assert not Payment.objects.exists()
        send(client, message(checkout, "checkout.session.async_payment_succeeded"))
        assert Payment.objects.count() == 1

    @pytest.mark.parametrize(
        ("kind", "status"),
        [
            ("checkout.session.async_payment_failed", Checkout.Status.FAILED),
            ("checkout.session.expired", Checkout.Status.EXPIRED),
        ],
    )
    def test_a_page_that_came_to_nothing(self, client, commission, kind, status):
        checkout = make_checkout(commission)
        send(client, message(checkout, kind, payment_status="unpaid"))
        checkout.refresh_from_db()
        assert (checkout.status, Payment.objects.count()) == (status, 0)

    def test_paid_after_all_wins_over_expired(self, client, commission):
        checkout = make_checkout(commission)
        send(client, message(checkout, "checkout.session.expired", payment_status="unpaid"))
        send(client, message(checkout))
        assert Payment.objects.count() == 1

    @pytest.mark.parametrize("over", [{"amount_total": 1}, {"currency": "eur"}, {"id": "cs_other"}])
    def test_what_does_not_fit_is_parked_and_told(self, client, commission, over):
        checkout = make_checkout(commission)
        assert send(client, message(checkout, **over)).status_code == 200
        assert not Payment.objects.exists()
        [event] = ProviderEvent.objects.parked()
        assert event.commission == commission
        assert OutgoingMessage.objects.filter(kind="payment.card").count() == 1

    def test_money_for_a_cancelled_piece_is_parked(self, client, commission):
        checkout = make_checkout(commission)
        Commission.objects.update(status=CommissionStatus.CANCELLED)
        send(client, message(checkout))
        assert (Payment.objects.count(), ProviderEvent.objects.parked().count()) == (0, 1)

    def test_a_refund_at_the_provider_is_told_and_recorded_by_staff(self, client, commission):
        checkout = make_checkout(commission)
        send(client, message(checkout))
        refund = message(checkout, "charge.refunded", id="ch_1", amount_refunded=100)
        refund["data"]["object"]["metadata"] = {"checkout": str(checkout.public_id)}
        assert send(client, refund).status_code == 200
        assert Payment.objects.count() == 1
        [event] = ProviderEvent.objects.parked()
        assert event.outcome.startswith("$1.00 in all was refunded")

    def test_an_unknown_kind_is_kept_and_answered(self, client, commission):
        told = message(make_checkout(commission), "invoice.paid")
        assert send(client, told).status_code == 200
        assert ProviderEvent.objects.get().outcome == "Nothing to do."

    def test_a_page_of_another_shop_is_kept_and_answered(self, client, commission):
        told = message(make_checkout(commission), client_reference_id=str(uuid.uuid4()))
        assert send(client, told).status_code == 200
        assert not Payment.objects.exists()

    def test_names_addresses_and_digits_are_not_kept(self, client, commission):
        send(client, message(make_checkout(commission)))
        kept = json.dumps(ProviderEvent.objects.get().body)
        assert "Somebody" not in kept
        assert "example.com" not in kept

    def test_money_beside_it_is_owed_back(self, client, commission):
        checkout = make_checkout(commission)
        make_payment(commission, str(balance_of(commission).agreed))
        send(client, message(checkout))
        assert balance_of(commission).owed_back == checkout.amount


class TestUnsigned:
    @pytest.mark.parametrize(
        "forged",
        [
            {"secret": "whsec_other"},
            {"age": 301},
            {"signed": ""},
            {"signed": "t=1,v1=00"},
            {"signed": "nonsense"},
        ],
    )
    def test_is_refused_without_a_row(self, client, commission, forged):
        assert send(client, message(make_checkout(commission)), **forged).status_code == 400
        assert (Payment.objects.count(), ProviderEvent.objects.count()) == (0, 0)

    def test_a_body_changed_by_a_letter_is_refused(self, client, commission):
        body = json.dumps(message(make_checkout(commission)))
        changed = body.replace("pi_1", "pi_2")
        assert send(client, changed, signed=signature(body)).status_code == 400
        assert not ProviderEvent.objects.exists()

    def test_what_is_no_json_is_refused(self, client):
        assert send(client, "{").status_code == 400

    def test_too_much_is_refused_unread(self, client):
        assert send(client, "x" * (256 * 1024 + 1)).status_code == 413

    def test_a_flood_of_forgeries_is_slowed(self, client):
        address = {"REMOTE_ADDR": "198.51.100.77"}
        answers = {
            client.post(HOOK, "{}", content_type="application/json", **address).status_code
            for _ in range(40)
        }
        assert answers == {400, 429}

    def test_looking_is_not_for_browsers(self, client):
        assert client.get(HOOK).status_code == 405

    def test_off_until_configured(self, client, settings, commission):
        settings.STRIPE_WEBHOOK_SECRET = ""
        assert send(client, message(make_checkout(commission))).status_code == 404


class _Api(BaseHTTPRequestHandler):
    """Answers as Stripe's API does, and keeps what it was asked."""

    asked: list = []
    answer: tuple = (200, {})

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.asked.append((self.path, dict(self.headers), self.rfile.read(length).decode()))
        status, told = self.answer
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def api(settings):
    page = "https://checkout.stripe.com/c/pay/cs_1"
    handler = type("Api", (_Api,), {"asked": [], "answer": (200, {"id": "cs_1", "url": page})})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()


class TestOpening:
    def open(self, commission, **over):
        given: dict[str, Any] = {
            "amount": balance_of(commission).due,
            "by": client_actor(commission.client),
        }
        return open_checkout(commission=commission, **given | over)

    def test_the_page_is_stripes_and_the_sum_what_is_due(self, api, commission):
        due = balance_of(commission).due
        assert self.open(commission) == "https://checkout.stripe.com/c/pay/cs_1"
        checkout = Checkout.objects.get()
        assert (checkout.session, checkout.amount, checkout.status) == ("cs_1", due, "open")
        [(path, headers, body)] = api.asked
        asked = {name: value[0] for name, value in parse_qs(body).items()}
        assert path == "/v1/checkout/sessions"
        assert headers["Authorization"] == "Bearer sk_test_x"
        assert headers["Idempotency-Key"] == f"checkout-{checkout.public_id}"
        assert asked["line_items[0][price_data][unit_amount]"] == str(int(due * 100))
        assert asked["line_items[0][price_data][currency]"] == "usd"
        assert asked["client_reference_id"] == str(checkout.public_id)
        assert asked["success_url"].endswith(f"/my/{commission.public_id}/payments/?card=back")
        assert commission.client.name not in body

    @pytest.mark.parametrize(
        "answer",
        [
            (200, {"id": "cs_1", "url": "https://checkout.stripe.com.evil.example/"}),
            (200, {"id": "cs_1", "url": "http://checkout.stripe.com/c/pay"}),
            (200, {"id": "cs_1", "url": None}),
            (402, {"error": {"type": "card_error", "message": "No"}}),
            (500, {"error": {"type": "api_error", "message": "Away"}}),
        ],
    )
    def test_no_page_is_told_kindly_and_nothing_is_paid(self, api, commission, answer):
        api.answer = answer
        with pytest.raises(NoCardPage, match="nothing was paid"):
            self.open(commission)
        assert Checkout.objects.get().status == Checkout.Status.FAILED

    def test_a_provider_that_is_away_is_told_kindly(self, settings, commission):
        settings.STRIPE_API_BASE = "http://127.0.0.1:9"
        with pytest.raises(NoCardPage, match="by transfer"):
            self.open(commission)

    def test_another_sum_is_a_conflict(self, api, commission):
        with pytest.raises(Conflict, match="Another sum is due"):
            self.open(commission, amount=balance_of(commission).due - 1)
        assert not Checkout.objects.exists()

    def test_nothing_due_opens_nothing(self, api, commission):
        due = balance_of(commission).due
        make_payment(commission, str(due))
        with pytest.raises(WrongState, match="Nothing is due"):
            self.open(commission, amount=due)

    def test_only_for_ones_own(self, api, commission):
        for stranger in (client_actor(make_client()), staff_actor()):
            with pytest.raises(NotAllowed):
                self.open(commission, by=stranger)

    def test_off_until_configured(self, settings, commission):
        settings.STRIPE_SECRET_KEY = ""
        assert card_provider() is None
        with pytest.raises(NoCardPage):
            self.open(commission)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def delivering(self, told):
        body = json.dumps(told)
        provider = card_provider()
        assert provider is not None

        def act():
            event = provider.read_event(body.encode(), {"Stripe-Signature": signature(body)})
            return checkouts.take_event(event=event, provider="stripe").outcome

        return act

    def test_ten_deliveries_are_one_payment(self):
        checkout = make_checkout(make_approved().commission)
        told = message(checkout)
        outcomes = at_once([self.delivering(told)] * 10)
        assert len(set(outcomes)) == 1
        assert (Payment.objects.count(), ProviderEvent.objects.count()) == (1, 1)

    def test_ten_messages_of_one_page_are_one_payment(self):
        checkout = make_checkout(make_approved().commission)
        at_once([self.delivering(message(checkout)) for _ in range(10)])
        assert (Payment.objects.count(), ProviderEvent.objects.count()) == (1, 10)

    def test_the_canary_without_the_lock_both_find_it_unpaid(self, monkeypatch):
        """What the lock is for: only the constraint stops the second, with an error."""
        checkout = make_checkout(make_approved().commission)
        acts = [self.delivering(message(checkout)) for _ in range(2)]
        self.take_the_lock_away(monkeypatch)
        assert {type(outcome) for outcome in at_once(acts)} == {str, IntegrityError}

    def test_the_canary_without_the_lock_a_doubled_form_ends_in_an_error(self, monkeypatch):
        acts = [self.recording(make_approved().commission)] * 2
        self.take_the_lock_away(monkeypatch)
        assert {type(outcome) for outcome in at_once(acts)} == {Payment, IntegrityError}

    def take_the_lock_away(self, monkeypatch):
        """Let two acts read, wait until the other has read too, and only then write."""
        together = Barrier(2)

        def unlocked(commission_id):
            return Commission.objects.get(pk=commission_id)

        monkeypatch.setattr(checkouts, "locked_commission", unlocked)
        monkeypatch.setattr(payments, "locked_commission", unlocked)
        # The page's own row would hold the second one back too.
        monkeypatch.setattr(checkouts, "_close", lambda checkout, status: None)
        monkeypatch.setattr(payments, "check_not_over", lambda *a, **k: together.wait(timeout=30))

    def test_a_form_sent_twice_at_once_is_one_payment(self):
        commission = make_approved().commission
        first, second = at_once([self.recording(commission)] * 2)
        assert first == second
        assert isinstance(first, Payment)

    def test_a_payment_reversed_twice_at_once_is_reversed_once(self):
        payment = make_payment(make_approved().commission)
        by = staff_actor()

        def act():
            return payments.reverse_payment(payment=payment, reason="Bounced", by=by)

        first, second = at_once([act, act])
        assert first == second
        assert Payment.objects.count() == 2

    def recording(self, commission):
        given = {"request_id": uuid.uuid4(), "by": staff_actor()}
        return lambda: make_payment(commission, "100.00", **given)


def test_the_library_is_not_loaded_where_no_card_is_taken():
    code = "import django, sys; django.setup(); import atelier.urls; print('stripe' in sys.modules)"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "atelier.settings"},
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_the_address_is_where_the_documents_say():
    assert reverse("stripe") == HOOK
