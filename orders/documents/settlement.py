"""The settlement of a cancelled piece as PDF, set from the words that were kept."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from atelier.house.amounts import money_words, plain
from atelier.house.models import House
from atelier.paper import house_block, typeset
from orders.models import Cancellation

_TEMPLATE = Path(__file__).with_name("settlement.typ")


def settlement_pdf(cancellation: Cancellation) -> bytes:
    """Return what was kept and why, line by line, and what goes back, as PDF."""
    return typeset(_TEMPLATE, settlement_words(cancellation))


def settlement_words(cancellation: Cancellation) -> dict[str, Any]:
    """Return every word of the paper."""
    at = timezone.localtime(cancellation.at, House.current().zone)
    return {
        "house": house_block(),
        "date": cancellation.at,
        "reference": cancellation.commission.reference,
        "client": str(cancellation.commission.client),
        "on": f"{at:%-d %B %Y}",
        "tier": cancellation.tier_name,
        "sentence": cancellation.tier.sentence,
        "reason": cancellation.reason,
        "lines": [_line(line, cancellation.currency) for line in cancellation.lines],
        "sums": _sums(cancellation),
    }


def percent_words(line: dict[str, str]) -> str:
    """Return "25 %" of a settled line, or nothing where no per cent was reckoned."""
    return f"{plain(line['percent'])} %" if line["percent"] else ""


def _line(line: dict[str, str], currency: str) -> list[str]:
    why = line.get("why", "")
    return [
        line["description"],
        why,
        money_words(line["price"], currency),
        percent_words(line),
        money_words(line["kept"], currency),
    ]


def _sums(cancellation: Cancellation) -> list[tuple[str, str]]:
    currency, refund = cancellation.currency, cancellation.refund
    last = ("Paid back to you", refund) if refund >= 0 else ("Still due", -refund)
    amounts = [("Kept in all", cancellation.kept), ("Paid so far", cancellation.paid), last]
    return [(name, money_words(amount, currency)) for name, amount in amounts]
