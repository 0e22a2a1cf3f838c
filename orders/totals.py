"""What an option costs: rounded half up per line, tax on the sum, the deposit of the total."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from atelier.materials.rounding import money
from orders.lines import PricedLine
from orders.models import Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class LineTotal:
    """One row as the client reads it; the house's own cost is not among its fields."""

    kind: str
    label: str
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """Money with two decimals, in the quote's currency."""

    lines: tuple[LineTotal, ...]
    subtotal: Decimal
    tax: Decimal
    total: Decimal
    deposit: Decimal


def option_total(option: QuoteOption) -> Totals:
    """Add an option up, discounts being negative lines.

    Reads `option.lines` and `option.quote` as they are loaded, so prefetch both for a page.
    """
    return total_of(option.lines.all(), option.quote)


def total_of(priced: Iterable[QuoteLine | PricedLine], quote: Quote) -> Totals:
    """Add lines up on a quote's terms, written down or still being typed."""
    lines = tuple(_line_total(line) for line in priced)
    subtotal = sum((line.amount for line in lines), Decimal("0.00"))
    tax = money(subtotal * quote.tax_rate / _HUNDRED)
    total = subtotal + tax
    deposit = money(total * quote.deposit_percent / _HUNDRED)
    return Totals(lines=lines, subtotal=subtotal, tax=tax, total=total, deposit=deposit)


def _line_total(line: QuoteLine | PricedLine) -> LineTotal:
    return LineTotal(
        kind=line.kind,
        label=LineKind(line.kind).label,
        description=line.description,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        amount=money(line.quantity * line.unit_price),
    )
