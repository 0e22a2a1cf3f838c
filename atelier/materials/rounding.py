"""How many decimals the trade writes: money 2, grams 3, carats 3, always half up."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
THOUSANDTH = Decimal("0.001")


def money(amount: Decimal) -> Decimal:
    """Round an amount of money to the cent, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def weight(amount: Decimal) -> Decimal:
    """Round grams or carats to a thousandth, half up."""
    return amount.quantize(THOUSANDTH, ROUND_HALF_UP)
