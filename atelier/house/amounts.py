"""Money and measures in words, for pages and papers alike."""

from decimal import Decimal

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CHF": "CHF\u00a0", "CAD": "CA$"}


def money_words(amount: Decimal | str, currency: str) -> str:
    """Return "$4,025.87" or "−$50.00", always to the cent (ISO 4217 `currency`)."""
    value = Decimal(amount)
    sign = SIGNS.get(currency, f"{currency}\u00a0")
    return f"{'−' if value < 0 else ''}{sign}{abs(value):,.2f}"


def plain(number: Decimal | str) -> str:
    """Return a quantity without the zeros that say nothing: 4.200 → 4.2, 1.000 → 1."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
