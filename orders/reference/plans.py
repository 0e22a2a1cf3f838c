"""The plans by which a house divides a price; every one is the owner's to edit."""

from collections.abc import Iterable

from django.db import transaction

from atelier.house.defaults import Row, give
from orders.models import PaymentPlan
from orders.models.quotes import InstalmentWhen as When

_PLANS: tuple[tuple[str, tuple[tuple[str, When], ...]], ...] = (
    ("Half and half", (("50", When.APPROVAL), ("50", When.HAND_OVER))),
    (
        "40, 40 and 20",
        (("40", When.APPROVAL), ("40", When.CASTING), ("20", When.HAND_OVER)),
    ),
    ("All at once", (("100", When.APPROVAL),)),
)


@transaction.atomic
def load() -> None:
    """Make the usual plans where a house has none; never change or bring back one."""
    if not PaymentPlan.objects.exists():
        give(PaymentPlan, "name", rows=_rows())


def _rows() -> Iterable[Row]:
    for order, (name, parts) in enumerate(_PLANS):
        yield {
            "name": name,
            "parts": [{"percent": percent, "when": when.value} for percent, when in parts],
            "is_default": order == 0,
            "order": order,
        }
