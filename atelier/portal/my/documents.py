"""The agreed version as PDF, set from the frozen words alone."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from atelier.house.amounts import money_words, plain
from atelier.paper import house_block, typeset
from orders.models import Approval

_TEMPLATE = Path(__file__).with_name("approval.typ")


def approval_pdf(approval: Approval) -> bytes:
    """Return the PDF: PDF/A-2b, or plain PDF where a glyph forbids the archive form."""
    return typeset(_TEMPLATE, _data(approval))


def _data(approval: Approval) -> dict[str, Any]:
    commission = approval.commission
    return {
        "house": house_block(),
        "date": approval.at,
        "client": str(commission.client),
        "signed_name": approval.signed_name,
        "signed_at": f"{timezone.localtime(approval.at):%-d %B %Y, %H:%M %Z}",
        "address": approval.address or "",
        "sha256": approval.sha256,
        "promised": [_day(commission.promised_from), _day(commission.promised_to)],
        "frozen": approval.frozen,
        "sums": _sums(approval.frozen["price"]),
        "revision_price": money_words(
            approval.frozen["terms"]["revision_price"], approval.frozen["price"]["currency"]
        ),
    }


def _sums(price: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the rows of the price in reading order: the total, then what of it is due first."""
    amounts = [(line["description"], line["amount"]) for line in price["lines"]]
    amounts += [
        ("Before tax", price["subtotal"]),
        (f"{price['tax_name']} {plain(Decimal(price['tax_rate']))} %", price["tax"]),
        ("Total", price["total"]),
        (f"Deposit, {price['deposit_percent']} %", price["deposit"]),
    ]
    return [(name, money_words(amount, price["currency"])) for name, amount in amounts]


def _day(day: Any) -> str:
    return f"{day:%-d %B %Y}" if day else ""
