"""The papers of a commission, as its client finds them on its page.

A room that makes a paper adds a source, a function from the gathered commission to its papers
without a query of its own, and a line in `SOURCES`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from atelier.materials.models.custody import ReceiptKind
from atelier.portal.my.pages import (
    approval_of,
    cancellation_of,
    changes_of,
    latest_offer,
    payments_of,
    receipts_of,
)
from orders.documents.receipt import kind_of
from orders.models import Commission
from orders.statuses import ChangeStatus


@dataclass(frozen=True)
class Paper:
    """A document to open: its name, where it lies, the day it is of, and a word more."""

    name: str
    address: str
    on: date | datetime | None = None
    note: str = ""


def papers_of(commission: Commission) -> list[Paper]:
    """Return every paper of a commission gathered for its page, in the order of `SOURCES`."""
    return [paper for source in SOURCES for paper in source(commission)]


def _offer(commission: Commission) -> Iterator[Paper]:
    offer = latest_offer(commission)
    if offer:
        where = reverse("my:offer_pdf", args=[commission.public_id, offer.number])
        yield Paper(f"Your options, version {offer.number}", where, offer.sent_at, "PDF")


def _agreement(commission: Commission) -> Iterator[Paper]:
    approval = approval_of(commission)
    if approval:
        where = reverse("my:approval_pdf", args=[commission.public_id])
        yield Paper("Your agreement", where, approval.at, "PDF")


def _changes(commission: Commission) -> Iterator[Paper]:
    for change in changes_of(commission):
        if change.status == ChangeStatus.SIGNED:
            where = reverse("my:change_pdf", args=[commission.public_id, change.number])
            yield Paper(f"Change {change.number}: {change.title}", where, change.closed_at, "PDF")


def _settlement(commission: Commission) -> Iterator[Paper]:
    cancellation = cancellation_of(commission)
    if cancellation:
        where = reverse("my:cancellation_pdf", args=[commission.public_id])
        yield Paper("The settlement", where, cancellation.at, "PDF")


def _receipts(commission: Commission) -> Iterator[Paper]:
    for receipt in receipts_of(commission):
        where = reverse("my:receipt", args=[commission.public_id, receipt.public_id])
        gave = "Goods received" if receipt.kind == ReceiptKind.RECEIVED else "Goods handed back"
        yield Paper(f"{gave}, {receipt.number}", where, receipt.at, "PDF")


def _payments(commission: Commission) -> Iterator[Paper]:
    for payment in payments_of(commission):
        where = reverse("my:payment_paper", args=[commission.public_id, payment.number])
        name = f"{kind_of(payment)} {payment.number}"
        yield Paper(name, where, payment.received_on, "PDF")


SOURCES: tuple[Callable[[Commission], Iterable[Paper]], ...] = (
    _offer,
    _agreement,
    _changes,
    _receipts,
    _payments,
    _settlement,
)
