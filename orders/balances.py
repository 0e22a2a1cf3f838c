"""What was agreed, paid, due and open, worked out from the payments and never stored.

Payments fill the instalments in the order in which they fall due. What a change order takes off
the price comes off the last instalments first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Coalesce

from atelier.house.models import House
from orders.models import Cancellation, Commission, Instalment, Payment
from orders.models.payments import Direction
from orders.models.quotes import InstalmentWhen
from orders.schedules import moments_up_to

NOTHING = Decimal("0.00")
_NAMES = {
    InstalmentWhen.APPROVAL: "Deposit",
    InstalmentWhen.MODEL: "For the model",
    InstalmentWhen.CASTING: "For casting",
    InstalmentWhen.SETTING: "For setting",
    InstalmentWhen.HAND_OVER: "The balance",
}
# Money in counts for, money out against.
SIGNED = Case(When(direction=Direction.IN, then=F("amount")), default=-F("amount"))


@dataclass(frozen=True)
class InstalmentState:
    """One instalment as it stands: `amount` after what changes took off, and what came in of it."""

    instalment: Instalment
    name: str
    amount: Decimal
    covered: Decimal
    today: date

    @property
    def open(self) -> Decimal:
        """What is not paid of it."""
        return self.amount - self.covered

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left of it."""
        return self.open <= 0

    @property
    def has_fallen_due(self) -> bool:
        """Whether its moment has come."""
        return self.instalment.due_on is not None

    @property
    def is_due(self) -> bool:
        """Whether it is asked for now."""
        return self.has_fallen_due and not self.is_paid

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over."""
        last = self.instalment.due_on
        return last is not None and last < self.today and not self.is_paid

    @property
    def standing(self) -> str:
        """Return one word: "paid", "overdue", "due" or "later"."""
        if self.is_paid:
            return "paid"
        if self.is_overdue:
            return "overdue"
        return "due" if self.is_due else "later"


@dataclass(frozen=True)
class Balance:
    """A commission's money, two decimals, in `currency`; `open` below nothing is owed back."""

    currency: str
    agreed: Decimal
    paid: Decimal
    instalments: tuple[InstalmentState, ...]

    @property
    def open(self) -> Decimal:
        """What is agreed and not paid, due or not; negative when too much came in."""
        return self.agreed - self.paid

    @property
    def due(self) -> Decimal:
        """What is asked for now, overdue or not."""
        return sum((each.open for each in self.instalments if each.is_due), NOTHING)

    @property
    def overdue(self) -> Decimal:
        """What should have been paid before today."""
        return sum((each.open for each in self.instalments if each.is_overdue), NOTHING)

    @property
    def owed_back(self) -> Decimal:
        """What came in beyond what was agreed."""
        return max(-self.open, NOTHING)

    @property
    def next_due(self) -> InstalmentState | None:
        """The instalment that is to be paid first of those asked for."""
        due = [each for each in self.instalments if each.is_due]
        return min(due, key=lambda each: _by_day(each.instalment)) if due else None


def balance_of(commission: Commission) -> Balance:
    """Return how a commission's money stands today, in four queries."""
    house = House.current()
    settled = Cancellation.objects.filter(commission=commission).first()
    return weigh_up(
        list(commission.instalments.filter(withdrawn_at__isnull=True)),
        paid_of(commission),
        today=house.today(),
        currency=house.currency,
        kept=settled.kept if settled else None,
    )


def weigh_up(
    rows: Sequence[Instalment],
    paid: Decimal,
    *,
    today: date,
    currency: str,
    kept: Decimal | None = None,
) -> Balance:
    """Return the balance of instalments that still stand and of what was paid.

    `currency` counts where nothing is agreed; `kept` is what a settled cancellation asks instead.
    """
    asked = sum((row.amount for row in rows), NOTHING)
    agreed = asked if kept is None else kept
    return Balance(
        currency=rows[0].currency if rows else currency,
        agreed=agreed,
        paid=paid,
        # What a settlement still asks comes on top of what was paid until then.
        instalments=_states(rows, paid - (agreed - asked), today),
    )


def paid_of(commission: Commission) -> Decimal:
    """Return what came in, less what was reversed or paid back."""
    sums: dict[str, Decimal] = commission.payments.aggregate(paid=Coalesce(Sum(SIGNED), NOTHING))
    return sums["paid"]


def is_paid(commission: Commission, when: str) -> bool:
    """Tell whether everything up to the moment `when` is paid; nothing agreed counts as paid."""
    asked = commission.instalments.filter(withdrawn_at__isnull=True).aggregate(
        then=Coalesce(Sum("amount", filter=Q(when__in=moments_up_to(when), amount__gt=0)), NOTHING),
        ever=Coalesce(Sum("amount"), NOTHING),
    )
    return paid_of(commission) >= min(asked["then"], asked["ever"])


def payments_of(commission: Commission) -> Sequence[Payment]:
    """Return every payment and reversal, the latest first, each with what it reverses."""
    return list(commission.payments.select_related("reverses", "reversal"))


def name_of(row: Instalment, rows: Sequence[Instalment]) -> str:
    """Return what an instalment is called among all of its commission: "Deposit"."""
    if row.change_id:
        return "Change to what was agreed"
    agreed = [each for each in rows if not each.change_id]
    return _NAMES[InstalmentWhen(row.when)] if len(agreed) > 1 else "The whole price"


def _states(rows: Sequence[Instalment], paid: Decimal, today: date) -> tuple[InstalmentState, ...]:
    asked = _less_what_was_taken_off(rows)
    covered = _spread(paid, rows, asked)
    return tuple(
        InstalmentState(row, name_of(row, rows), asked[row.pk], covered[row.pk], today)
        for row in rows
    )


def _spread(
    paid: Decimal, rows: Sequence[Instalment], asked: dict[int, Decimal]
) -> dict[int, Decimal]:
    """Fill the instalments with what was paid; what was taken off the price needs no payment."""
    covered, left = dict(asked), max(paid, NOTHING)
    for row in sorted((row for row in rows if row.amount > 0), key=_by_day):
        covered[row.pk] = min(left, asked[row.pk])
        left -= covered[row.pk]
    return covered


def _less_what_was_taken_off(rows: Sequence[Instalment]) -> dict[int, Decimal]:
    """Return what is asked for each: a change's credit comes off the last ones first."""
    credit = -sum((row.amount for row in rows if row.amount < 0), NOTHING)
    asked = {row.pk: row.amount for row in rows if row.amount <= 0}
    for row in sorted((row for row in rows if row.amount > 0), key=_by_day, reverse=True):
        taken = min(credit, row.amount)
        asked[row.pk] = row.amount - taken
        credit -= taken
    return asked


def _by_day(row: Instalment) -> tuple[date, int]:
    return row.due_on or date.max, row.position
