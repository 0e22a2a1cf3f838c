"""A signed change order as PDF, set from its frozen words alone."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from atelier.house.amounts import money_words, plain
from atelier.house.models import House
from atelier.paper import house_block, typeset
from orders.models import ChangeSignature

_TEMPLATE = Path(__file__).with_name("change.typ")

Rows = list[tuple[str, str]]


def change_pdf(signature: ChangeSignature) -> bytes:
    """Return what was changed, by whom it was signed, when and from where, as PDF."""
    return typeset(_TEMPLATE, change_words(signature))


def change_words(signature: ChangeSignature) -> dict[str, Any]:
    """Return every word of the paper; prices and days are the frozen ones."""
    frozen = signature.frozen
    change = frozen["change"]
    signed_at = timezone.localtime(signature.at, House.current().zone)
    return {
        "house": house_block(),
        "date": signature.at,
        "reference": frozen["commission"],
        "number": change["number"],
        "title": change["title"],
        "reason": change["reason"],
        "instructions": change["instructions"],
        "sums": price_rows(frozen["price"]),
        "days": _days(frozen["timeline"]),
        "signature": signature.signed_name,
        "signed_at": f"{signed_at:%-d %B %Y, %H:%M %Z}",
        "address": signature.address or "",
        "sha256": signature.sha256,
    }


def price_rows(price: dict[str, Any]) -> Rows:
    """Return the rows of a frozen change's price; none where it changes no price."""
    if not price["lines"]:
        return []
    amounts = [(line["description"], line["amount"]) for line in price["lines"]]
    amounts += [
        (f"{price['tax_name']} {plain(price['tax_rate'])} %", price["tax"]),
        ("In all", price["total"]),
    ]
    return [(name, money_words(amount, price["currency"])) for name, amount in amounts]


def days_words(days: int) -> str:
    """Return "7 days later", "1 day sooner" or "The days stay as promised"."""
    if not days:
        return "The days stay as promised"
    one = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {one} {'later' if days > 0 else 'sooner'}"


def range_words(days: list[str]) -> str:
    """Return "3 March 2026 to 17 March 2026" of two ISO days; nothing without them."""
    return " to ".join(f"{date.fromisoformat(day):%-d %B %Y}" for day in days)


def _days(timeline: dict[str, Any]) -> Rows:
    if not timeline["days"]:
        return [("Time", days_words(0))]
    return [
        ("Time", days_words(timeline["days"])),
        ("Promised before", range_words(timeline["before"])),
        ("Promised now", range_words(timeline["after"])),
    ]
