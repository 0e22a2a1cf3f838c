"""`{{ amount|money:house.currency }}`: an amount as people read it."""

from decimal import ROUND_HALF_UP, Decimal

from django import template

from atelier.house.amounts import SIGNS

register = template.Library()


@register.filter
def money(amount: Decimal | int | None, currency: str = "USD") -> str:
    """Return "$2,400" or "$2,400.50" (ISO 4217 `currency`); cents only where there are any."""
    if amount is None:
        return ""
    exact = Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    places = 0 if exact == exact.to_integral_value() else 2
    sign = SIGNS.get(currency, f"{currency}\u00a0")
    return f"{'−' if exact < 0 else ''}{sign}{abs(exact):,.{places}f}"
