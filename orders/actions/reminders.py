"""Reminds of what is overdue: each instalment at most once a week, and not for ever."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders import emails_payments
from orders.balances import InstalmentState, balance_of
from orders.locks import locked_commission
from orders.models import Instalment

WEEK = timedelta(days=7)
# After a month of letters somebody should speak with the client instead.
LETTERS = 4


@transaction.atomic
def remind_of(*, instalment: Instalment, by: Actor) -> bool:
    """Remind the client of one overdue instalment, and tell whether a mail was written.

    Nothing is written when it was paid meanwhile, or was reminded of in the same week since its
    last day.
    """
    commission = locked_commission(instalment.commission_id)
    state = _state_of(instalment, balance_of(commission).instalments)
    if state is None or not state.is_overdue:
        return False
    week = _week(state)
    if week >= LETTERS or _reminded_in(state, week):
        return False
    _note(state, by)
    emails_payments.remind(state, week=week)
    return True


def _state_of(
    instalment: Instalment, states: tuple[InstalmentState, ...]
) -> InstalmentState | None:
    return next((each for each in states if each.instalment.pk == instalment.pk), None)


def _week(state: InstalmentState) -> int:
    """Return how many whole weeks ago it became overdue."""
    return (state.today - _first_day(state)).days // WEEK.days


def _first_day(state: InstalmentState) -> date:
    assert state.instalment.due_on is not None  # It would not be overdue.
    return state.instalment.due_on + timedelta(days=1)


def _reminded_in(state: InstalmentState, week: int) -> bool:
    last = state.instalment.reminded_at
    if last is None:
        return False
    return last.astimezone(House.current().zone).date() >= _first_day(state) + week * WEEK


def _note(state: InstalmentState, by: Actor) -> None:
    instalment = state.instalment
    instalment.reminded_at = timezone.now()
    instalment.save(update_fields=["reminded_at"])
    record(
        "instalment.reminded",
        instalment,
        by=by,
        commission_id=instalment.commission_id,
        amount=f"{state.open} {instalment.currency}",
    )
