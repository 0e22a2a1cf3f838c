"""The agreed version as PDF, set from the approval's frozen words alone."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from atelier.house.amounts import money_words, plain
from atelier.house.models import House
from atelier.paper import house_block, typeset
from orders.comparison import parts_of, quantity_words
from orders.documents.agreed import (
    Frozen,
    Rows,
    capital,
    claims_in,
    drawing_rows,
    joined,
    piece_rows,
    stone_rows,
    warnings_in,
)
from orders.models import Approval

_TEMPLATE = Path(__file__).with_name("agreement.typ")


def agreement_pdf(approval: Approval) -> bytes:
    """Return what was agreed, by whom, when and from where, with its SHA-256, as PDF."""
    return typeset(_TEMPLATE, agreement_words(approval) | {"house": house_block()})


def agreement_words(approval: Approval) -> dict[str, Any]:
    """Return every word of the paper; prices, measures and hashes are the frozen ones."""
    frozen = approval.frozen
    signed_at = timezone.localtime(approval.at, House.current().zone)
    return {
        "date": approval.at,
        "reference": frozen["commission"],
        "title": frozen["option"]["title"],
        "trade_off": frozen["option"].get("trade_off", ""),
        "facts": [*_made(frozen["option"]), *piece_rows(frozen)],
        "stones": stone_rows(frozen),
        "claims": claims_in(frozen),
        "drawings": drawing_rows(frozen),
        "lines": _lines(frozen["price"]),
        "sums": _sums(frozen["price"]),
        "payments": payment_rows(frozen["price"]),
        "promises": _promises(frozen, signed_at),
        "warnings": warnings_in(frozen),
        "terms": frozen.get("terms", {}).get("text", ""),
        "signature": approval.signed_name,
        "signed_at": f"{signed_at:%-d %B %Y, %H:%M %Z}",
        "address": approval.address or "",
        "sha256": approval.sha256,
    }


def payment_rows(price: Frozen) -> Rows:
    """Return the parts of the price with their sums, or the deposit where only that was agreed."""
    currency = price["currency"]
    if parts := parts_of(price.get("schedule", ()), Decimal(price["total"])):
        return [(capital(part.words), money_words(part.amount, currency)) for part in parts]
    if "deposit" in price:
        share = plain(price["deposit_percent"])
        return [(f"Deposit, {share} %", money_words(price["deposit"], currency))]
    return []


def _made(option: Frozen) -> Rows:
    metal = option.get("metal", {})
    stamped = f"stamped {metal['stamp']}" if metal.get("stamp") else ""
    return [
        ("Metal", joined(metal.get("name", ""), stamped)),
        ("Stones", option.get("stone", "")),
        ("Treatment", option.get("treatment", "")),
        ("Durability", option.get("durability", "")),
        ("Upkeep", option.get("upkeep", "")),
    ]


def _lines(price: Frozen) -> list[tuple[str, str, str]]:
    return [
        (line["description"], _quantity(line), money_words(line["amount"], price["currency"]))
        for line in price["lines"]
    ]


def _quantity(line: Frozen) -> str:
    quantity, unit = Decimal(line["quantity"]), line.get("unit", "")
    return quantity_words(line["kind"], quantity, unit, line["description"])


def _sums(price: Frozen) -> Rows:
    amounts = (
        ("Before tax", price["subtotal"]),
        (f"{price['tax_name']} {plain(price['tax_rate'])} %", price["tax"]),
        ("Total", price["total"]),
    )
    return [(name, money_words(amount, price["currency"])) for name, amount in amounts]


def _promises(frozen: Frozen, signed_at: datetime) -> Rows:
    return [
        ("Finished", _finished(frozen.get("timeline", {}), signed_at)),
        ("Tolerances", "\n".join(frozen.get("tolerances", ()))),
        ("Revisions", _revisions(frozen.get("terms", {}), frozen["price"]["currency"])),
    ]


def _finished(weeks: Frozen, signed_at: datetime) -> str:
    if "weeks_max" not in weeks:
        return ""
    ends = (signed_at.date() + timedelta(weeks=weeks[end]) for end in ("weeks_min", "weeks_max"))
    return "Between {:%-d %B %Y} and {:%-d %B %Y}".format(*ends)


def _revisions(terms: Frozen, currency: str) -> str:
    if "revision_price" not in terms:
        return ""
    more = money_words(terms["revision_price"], currency)
    return f"{terms['revisions_included']} included; a further one is {more}"
