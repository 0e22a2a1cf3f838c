"""What a client is asked to pay now, read off a gathered commission."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef
from django.db.models.functions import Cast, JSONObject
from django.utils.formats import date_format

from atelier.house.amounts import money_words
from atelier.house.models import House
from orders.arrears import paid_sum
from orders.balances import weigh_up
from orders.models import Commission, Instalment
from orders.models.quotes import InstalmentWhen
from orders.statuses import CommissionStatus

_ENDED = frozenset({CommissionStatus.CANCELLED, CommissionStatus.DELIVERED})


@dataclass(frozen=True)
class Asked:
    """What is due: "Your deposit of $3,120.00 is due by Monday 30 November."."""

    sentence: str


def money_annotations() -> dict[str, Any]:
    """Return what a commission is annotated with to say what is due, without a query more."""
    rows = Instalment.objects.filter(commission=OuterRef("pk"), withdrawn_at__isnull=True)
    fields = ("id", "position", "when", "currency", "due_on", "change_id")
    # As text: a number in JSON would be a float.
    written = JSONObject(amount=Cast("amount", CharField()), **{name: F(name) for name in fields})
    return {
        "instalment_rows": ArraySubquery(rows.order_by("position").values(json=written)),
        "paid_sum": paid_sum("pk"),
    }


def asked_of(commission: Commission, house: House) -> Asked | None:
    """Return what is due now, or None."""
    if commission.status in _ENDED:
        return None
    raw: list[dict[str, Any]] = commission.instalment_rows  # type: ignore[attr-defined]
    paid: Decimal = commission.paid_sum  # type: ignore[attr-defined]
    rows = [_instalment(each) for each in raw]
    balance = weigh_up(rows, paid, today=house.today(), currency=house.currency)
    first = balance.next_due
    if first is None or first.instalment.due_on is None:
        return None
    sum_ = money_words(balance.due, balance.currency)
    is_deposit = first.instalment.when == InstalmentWhen.APPROVAL and len(rows) > 1
    what = f"Your deposit of {sum_}" if is_deposit else sum_
    day = date_format(first.instalment.due_on, "l j F")
    return Asked(f"{what} was due by {day}." if first.is_overdue else f"{what} is due by {day}.")


def _instalment(raw: dict[str, Any]) -> Instalment:
    due_on = date.fromisoformat(raw["due_on"]) if raw["due_on"] else None
    return Instalment(**raw | {"amount": Decimal(raw["amount"]), "due_on": due_on})
