"""What the house asks of a card provider, in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from orders.models import Checkout


class Unreachable(Exception):
    """The provider did not answer, or did not open a page."""


class BadSignature(Exception):
    """A message that the provider did not sign, or too long ago."""


class Outcome(StrEnum):
    """What a message says about a payment page."""

    PAID = "paid"
    PENDING = "pending"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDED = "refunded"
    OTHER = "other"


@dataclass(frozen=True)
class Urls:
    """Where the provider sends the client afterwards."""

    success: str
    cancel: str


@dataclass(frozen=True)
class CardEvent:
    """A message whose signature was checked.

    `checkout` is the public id that was given to the provider, `reference` the provider's own
    number of the payment; `body` is what the house keeps, without names and card digits.
    """

    event_id: str
    kind: str
    outcome: Outcome
    checkout: str = ""
    session: str = ""
    reference: str = ""
    amount: Decimal | None = None
    currency: str = ""
    body: dict[str, Any] = field(default_factory=dict)


class CardProvider(Protocol):
    """A provider with a page of its own and signed messages."""

    name: str
    hosts: frozenset[str]

    def open_checkout(self, checkout: Checkout, urls: Urls) -> tuple[str, str]:
        """Open a payment page; return the session's id and the page's address.

        Called outside any transaction. Raises `Unreachable`.
        """
        ...

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> CardEvent:
        """Check the signature over the raw body, and return the message. Raises `BadSignature`."""
        ...
