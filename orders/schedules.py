"""How a price is divided: the house's plans, the parts of one quote, and each part's amount."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from atelier.journal.refusals import Refusal
from atelier.materials.rounding import money
from orders.models import PaymentPlan
from orders.models.quotes import InstalmentWhen, default_schedule

Parts = Sequence[dict[str, Any]]

# In the order in which they come.
MOMENTS: tuple[str, ...] = tuple(InstalmentWhen.values)
_WHOLE = Decimal(100)
_CENTS = Decimal("0.01")


def default_parts() -> list[dict[str, str]]:
    """Return the parts of the house's usual plan; half and half while it has none."""
    plan = PaymentPlan.objects.filter(is_default=True).first()
    return list(plan.parts) if plan else default_schedule()


def check_parts(parts: Parts) -> None:
    """Refuse parts that are not 100 % in all, or not at known moments in their order.

    Each moment comes once, each part is more than nothing. Raises `Refusal`.
    """
    percents = [_percent(part) for part in parts]
    if (whole := sum(percents, Decimal(0))) != _WHOLE:
        raise Refusal(f"The parts are 100 % in all; these are {whole:f} %.")
    moments = [str(part.get("when", "")) for part in parts]
    if unknown := set(moments) - set(MOMENTS):
        raise Refusal(f"“{min(unknown)}” is no moment at which a part falls due.")
    places = [MOMENTS.index(moment) for moment in moments]
    if places != sorted(set(places)):
        raise Refusal("Each part falls due at its own moment, in their order.")


def amounts(total: Decimal, parts: Parts) -> list[Decimal]:
    """Return the amount of each part, with two decimals; together they are exactly `total`.

    Each is rounded half up, the last takes the cents that are left.
    """
    left, shares = total, []
    for part in parts[:-1]:
        share = min(money(total * _percent(part) / _WHOLE), left)
        shares.append(share)
        left -= share
    return [*shares, left]


def moments_up_to(when: str) -> tuple[str, ...]:
    """Return the moments that have come once `when` has: itself and those before it."""
    return MOMENTS[: MOMENTS.index(when) + 1]


def _percent(part: dict[str, Any]) -> Decimal:
    try:
        percent = Decimal(str(part.get("percent", "")))
    except InvalidOperation:
        raise Refusal(f"“{part.get('percent')}” is no share of a price.") from None
    if not (percent.is_finite() and percent > 0 and percent == percent.quantize(_CENTS)):
        raise Refusal("A part is more than nothing, with two decimals at most.")
    return percent
