"""What happens once an option is approved: its money, its days, its makers."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from atelier.house.models import House
from orders.comparison import Part, parts_of
from orders.models import Approval


@dataclass(frozen=True)
class Next:
    """The parts of the price as agreed, the first with its day; the range promised."""

    parts: tuple[Part, ...]
    deposit: Decimal
    deposit_by: date | None
    finished_from: date | None
    finished_to: date | None


def whats_next(approval: Approval) -> Next:
    """Return what a client may expect, from the frozen price and the house's days to pay.

    The day is the first instalment's own, where it has been drawn up.
    """
    price, commission = approval.frozen["price"], approval.commission
    parts = parts_of(price.get("schedule", ()), Decimal(price["total"]))
    return Next(
        parts=parts,
        deposit=parts[0].amount if parts else Decimal(price.get("deposit", 0)),
        deposit_by=_deposit_by(approval),
        finished_from=commission.promised_from,
        finished_to=commission.promised_to,
    )


def _deposit_by(approval: Approval) -> date | None:
    first = approval.commission.instalments.order_by("position").first()
    if first:
        return first.due_on
    house = House.current()
    return approval.at.astimezone(house.zone).date() + timedelta(days=house.payment_days)
