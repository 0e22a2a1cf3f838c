"""The price an approval freezes: lines, tax, total and how it is divided; never the cost."""

from decimal import Decimal
from typing import Any

from atelier.materials.rounding import money
from orders.models import Quote
from orders.schedules import amounts
from orders.totals import LineTotal, Totals

# Domain: grams and carats have three decimals.
GRAMS_AND_CARATS = Decimal("0.001")


def frozen_price(quote: Quote, totals: Totals) -> dict[str, Any]:
    """Return every amount as a text, the schedule with what each part comes to."""
    return {
        "currency": quote.currency,
        "lines": [_line(line) for line in totals.lines],
        "subtotal": str(totals.subtotal),
        "tax_name": quote.tax_name,
        "tax_rate": str(quote.tax_rate),
        "tax": str(totals.tax),
        "total": str(totals.total),
        "deposit_percent": f"{quote.deposit_percent.normalize():f}",
        "schedule": _schedule(quote, totals.total),
        "deposit": str(totals.deposit),
    }


def _schedule(quote: Quote, total: Decimal) -> list[dict[str, str]]:
    parts = quote.schedule
    return [
        {"percent": str(part["percent"]), "when": str(part["when"]), "amount": str(amount)}
        for part, amount in zip(parts, amounts(total, parts) if parts else (), strict=True)
    ]


def _line(line: LineTotal) -> dict[str, str]:
    return {
        "kind": line.kind,
        "description": line.description,
        "quantity": str(line.quantity.quantize(GRAMS_AND_CARATS)),
        "unit": line.unit,
        "unit_price": str(money(line.unit_price)),
        "amount": str(line.amount),
    }
