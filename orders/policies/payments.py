"""When money may be recorded, reversed and paid back; each rule in words for the person."""

from datetime import date
from decimal import Decimal

from atelier.house.amounts import money_words as in_words
from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.rounding import CENT
from atelier.people.models import User
from orders.balances import Balance, balance_of
from orders.models import Commission, Payment
from orders.policies.sides import check_house
from orders.statuses import CommissionStatus

_S = CommissionStatus
# From the approval on there is something to pay; of a cancelled one only what is still owed.
PAYABLE = frozenset({_S.APPROVED, _S.MAKING, _S.READY, _S.DELIVERED, _S.CANCELLED})


class OverPayment(Refusal):
    """More than is open; the same sum is taken when it is confirmed."""

    code = "over-payment"
    status = 409


def check_record(
    commission: Commission, amount: Decimal, currency: str, received_on: date, by: Actor
) -> Balance:
    """Refuse money that cannot have come in for this commission; return its balance.

    Raises `Refusal`: nobody of the house, nothing agreed yet, cancelled and settled, a sum that
    is none, another currency, a day that has not come.
    """
    check_house(by)
    check_payable(commission)
    balance = balance_of(commission)
    check_money(amount, currency, balance)
    check_day(received_on)
    if commission.status == _S.CANCELLED and amount > balance.open:
        raise WrongState("This commission was cancelled: only what its settlement left open.")
    return balance


def check_payable(commission: Commission) -> None:
    """Refuse where nothing is agreed yet. Raises `WrongState`."""
    if commission.status not in PAYABLE:
        raise WrongState("Nothing is agreed yet, so nothing is to be paid.")


def check_money(amount: Decimal, currency: str, balance: Balance) -> None:
    """Refuse a sum that is none, and another currency than the agreed one. Raises `Refusal`."""
    if amount <= 0 or amount != amount.quantize(CENT):
        raise Refusal("Please give a sum above nothing, with two decimals at most.")
    if currency != balance.currency:
        raise Refusal(f"This commission is in {balance.currency}, not in {currency or 'none'}.")


def check_day(day: date) -> None:
    """Refuse a day that has not come at the house. Raises `Refusal`."""
    if day > House.current().today():
        raise Refusal("That day has not come yet: record money once it is there.")


def check_not_over(amount: Decimal, balance: Balance, *, confirmed: bool) -> None:
    """Raise `OverPayment` for more than is open, unless it was confirmed."""
    if confirmed or amount <= balance.open:
        return
    over = in_words(amount - max(balance.open, Decimal(0)), balance.currency)
    raise OverPayment(f"That is {over} more than is open. Tick that it is meant so, or correct it.")


def check_reverse(payment: Payment, reason: str, by: Actor) -> None:
    """Refuse to reverse a reversal, and without a reason. Raises `Refusal`."""
    check_house(by)
    if payment.reverses_id is not None:
        raise WrongState("A reversal is not reversed; record the payment again.")
    if not reason.strip():
        raise Refusal("Please say why: the client reads it on the paper.")


def check_pay_back(
    commission: Commission, amount: Decimal, paid_on: date, reason: str, by: Actor
) -> Balance:
    """Refuse to pay back more than came in beyond what is agreed; return the balance.

    Raises `Refusal`.
    """
    check_house(by)
    balance = balance_of(commission)
    check_money(amount, balance.currency, balance)
    check_day(paid_on)
    if not reason.strip():
        raise Refusal("Please say why: the client reads it on the paper.")
    if amount > balance.owed_back:
        owed = in_words(balance.owed_back, balance.currency)
        raise Refusal(f"{owed} is owed back. Less is agreed by a change order first.")
    return balance


def hand_over_block(commission: Commission) -> str:
    """Return what keeps a finished piece in the house until it is paid; empty when nothing."""
    if not House.current().hand_over_needs_payment:
        return ""
    balance = balance_of(commission)
    if balance.open <= 0:
        return ""
    return f"{in_words(balance.open, balance.currency)} is not paid yet."


def check_hand_over(commission: Commission, waiver: str, by: Actor) -> bool:
    """Refuse to hand over what is not paid; tell whether it goes by the owner's `waiver`.

    Raises `Refusal`.
    """
    block = hand_over_block(commission)
    if not block:
        return False
    if not waiver.strip():
        raise WrongState(f"{block} It stays with us until then, or until the owner lets it go.")
    if not may_waive(by):
        raise NotAllowed("Only the owner lets a piece go before it is paid.")
    return True


def may_waive(by: Actor) -> bool:
    """Tell whether this person may let a piece go before it is paid."""
    user = User.objects.filter(pk=by.user_id or 0, is_active=True, is_staff=True).first()
    return user is not None and user.has_perm("orders.waive_payment")
