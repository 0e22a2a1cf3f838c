"""How money and weights read on a client's pages."""

from decimal import Decimal

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

register = template.Library()
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


@register.filter
def money(amount: Decimal | str, currency: str) -> str:
    """Return "$4,025.87", "−$50.00", or "CHF 4,025.87" where the currency has no sign here."""
    value = Decimal(amount)
    digits = intcomma(f"{abs(value):.2f}", use_l10n=False)
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{'−' if value < 0 else ''}{sign}{digits}"


@register.filter
def plain(number: Decimal) -> str:
    """Return a quantity without the zeros that say nothing: 4.200 → 4.2, 1.000 → 1."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
