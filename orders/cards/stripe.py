"""Stripe: its hosted Checkout page and its signed webhook, through the official library.

https://docs.stripe.com/checkout and https://docs.stripe.com/webhooks
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import stripe

from orders.cards.provider import BadSignature, CardEvent, Outcome, Unreachable, Urls
from orders.models import Checkout

TIMEOUT_SECONDS = 8
# A signed message older than this is not taken: it may be a copy.
TOLERANCE_SECONDS = 300
SIGNATURE = "Stripe-Signature"
# ISO 4217 currencies that Stripe counts in whole units: https://docs.stripe.com/currencies
_WHOLE = frozenset(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split()  # noqa: SIM905
)
_OUTCOMES = {
    "checkout.session.async_payment_succeeded": Outcome.PAID,
    "checkout.session.async_payment_failed": Outcome.FAILED,
    "checkout.session.expired": Outcome.EXPIRED,
    "charge.refunded": Outcome.REFUNDED,
}
_KEPT = (
    "id",
    "object",
    "payment_intent",
    "payment_status",
    "client_reference_id",
    "amount_total",
    "amount",
    "amount_refunded",
    "currency",
)


class Stripe:
    """The provider. `base` replaces the API's address, for a test that stands in for it."""

    name = "stripe"
    hosts = frozenset({"checkout.stripe.com"})

    def __init__(self, *, key: str, secret: str, base: str = "") -> None:
        self._secret = secret
        self._client = stripe.StripeClient(
            key,
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
            base_addresses={"api": base} if base else {},
            max_network_retries=1,
        )

    def open_checkout(self, checkout: Checkout, urls: Urls) -> tuple[str, str]:
        """Open a hosted page for one sum; asked twice for one checkout, Stripe opens one page."""
        try:
            session = self._client.v1.checkout.sessions.create(
                params=_params(checkout, urls),  # type: ignore[arg-type]
                options={"idempotency_key": f"checkout-{checkout.public_id}"},
            )
        except stripe.StripeError as error:
            raise Unreachable(type(error).__name__) from error
        return session.id, _safe(session.url or "", self.hosts)

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> CardEvent:
        """Check Stripe's signature and read the few words the house needs."""
        try:
            text = body.decode()
            stripe.WebhookSignature.verify_header(
                text, headers.get(SIGNATURE, ""), self._secret, TOLERANCE_SECONDS
            )
            return _event(json.loads(text))
        except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError) as error:
            raise BadSignature(type(error).__name__) from error


def _params(checkout: Checkout, urls: Urls) -> dict[str, Any]:
    public_id, reference = str(checkout.public_id), checkout.commission.reference
    return {
        "mode": "payment",
        "client_reference_id": public_id,
        "metadata": {"checkout": public_id},
        # The charge inherits this, so that a refund names its checkout too.
        "payment_intent_data": {"metadata": {"checkout": public_id}, "description": reference},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": checkout.currency.lower(),
                    "unit_amount": _to_units(checkout.amount, checkout.currency),
                    "product_data": {"name": f"Commission {reference}"},
                },
            }
        ],
        "success_url": urls.success,
        "cancel_url": urls.cancel,
    }


def _event(message: dict[str, Any]) -> CardEvent:
    told = (message.get("data") or {}).get("object") or {}
    kind, currency = str(message["type"]), str(told.get("currency") or "").upper()
    units = told.get("amount_refunded" if kind == "charge.refunded" else "amount_total")
    checkout = (told.get("metadata") or {}).get("checkout") or told.get("client_reference_id")
    return CardEvent(
        event_id=str(message["id"]),
        kind=kind,
        outcome=_outcome(kind, told),
        checkout=str(checkout or ""),
        session=str(told.get("id") or "") if kind.startswith("checkout.session.") else "",
        reference=str(told.get("payment_intent") or ""),
        amount=None if units is None else _from_units(int(units), currency),
        currency=currency,
        body={"type": kind} | {name: told[name] for name in _KEPT if name in told},
    )


def _outcome(kind: str, told: dict[str, Any]) -> Outcome:
    if kind == "checkout.session.completed":
        return Outcome.PENDING if told.get("payment_status") == "unpaid" else Outcome.PAID
    return _OUTCOMES.get(kind, Outcome.OTHER)


def _to_units(amount: Decimal, currency: str) -> int:
    return int(amount if currency in _WHOLE else amount * 100)


def _from_units(units: int, currency: str) -> Decimal:
    return Decimal(units) if currency in _WHOLE else Decimal(units).scaleb(-2)


def _safe(address: str, hosts: frozenset[str]) -> str:
    """Return the page's address, when it is the provider's own. Raises `Unreachable`."""
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.hostname not in hosts:
        raise Unreachable("The page is not the provider's own.")
    return address
