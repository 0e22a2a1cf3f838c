"""The same sums as `orders.balances`, in SQL: for lists, and for a stage that waits for money.

What is asked up to a moment or a day is never more than everything agreed, because a change
order's credit comes off the last instalments.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    DecimalField,
    Exists,
    Expression,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Least, StrIndex
from django.db.models.lookups import LessThanOrEqual

from orders.balances import SIGNED
from orders.models import Cancellation, Commission, Instalment, Payment
from orders.models.quotes import InstalmentWhen
from orders.schedules import MOMENTS

_MONEY = DecimalField(max_digits=14, decimal_places=2)
_NOTHING = Value(Decimal(0), output_field=_MONEY)
_ORDER = Value(",".join(MOMENTS))


def open_before(commission: str, moment: str) -> Expression:
    """Return what is open of everything up to the moment in the field `moment`.

    `commission` and `moment` are fields of the outer query; nothing or less means it is paid.
    """
    up_to = LessThanOrEqual(StrIndex(_ORDER, F("when")), StrIndex(_ORDER, OuterRef(moment)))
    return _asked(commission, Q(up_to)) - paid_sum(commission)


def overdue(commissions: QuerySet[Commission], today: date) -> QuerySet[Commission]:
    """Return those with money that should have come in before `today`."""
    return _short_of(commissions, Q(due_on__lt=today))


def awaiting_deposit(commissions: QuerySet[Commission]) -> QuerySet[Commission]:
    """Return those whose first part was asked for and is not paid."""
    return _short_of(commissions, Q(when=InstalmentWhen.APPROVAL, due_on__isnull=False))


def owed_back(commissions: QuerySet[Commission]) -> QuerySet[Commission]:
    """Return those to whom the house owes money: more came in than is agreed, or was kept."""
    kept = Cancellation.objects.filter(commission=OuterRef("pk")).values("kept")
    standing = _one(_living("pk").order_by().values("commission").annotate(total=Sum("amount")))
    agreed = Coalesce(Subquery(kept, output_field=_MONEY), standing)
    paid = commissions.filter(Exists(Payment.objects.filter(commission=OuterRef("pk"))))
    return paid.annotate(beyond=paid_sum("pk") - agreed).filter(beyond__gt=0)


def _short_of(commissions: QuerySet[Commission], which: Q) -> QuerySet[Commission]:
    # Most commissions have nothing asked of them: the index answers for those.
    asked = _living("pk").filter(which, amount__gt=0)
    short = commissions.filter(Exists(asked)).annotate(short=_asked("pk", which) - paid_sum("pk"))
    return short.filter(short__gt=0)


def _living(commission: str) -> QuerySet[Instalment]:
    return Instalment.objects.filter(commission=OuterRef(commission), withdrawn_at__isnull=True)


def _asked(commission: str, which: Q) -> Expression:
    then = Coalesce(Sum("amount", filter=which & Q(amount__gt=0)), _NOTHING)
    sums = _living(commission).order_by().values("commission")
    return _one(sums.annotate(total=Least(then, Sum("amount"))))


def paid_sum(commission: str) -> Expression:
    """Return what came in, less what went back; `commission` is a field of the outer query."""
    rows = Payment.objects.filter(commission=OuterRef(commission)).order_by()
    return _one(rows.values("commission").annotate(total=Sum(SIGNED)))


def _one(sums: QuerySet[Any, Any]) -> Expression:
    return Coalesce(Subquery(sums.values("total"), output_field=_MONEY), _NOTHING)
