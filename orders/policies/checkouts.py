"""When a card page may be opened, and whether what it brought is what was asked."""

from decimal import Decimal

from atelier.house.amounts import money_words
from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, WrongState
from orders.balances import NOTHING, balance_of
from orders.cards.provider import CardEvent
from orders.models import Checkout, Commission
from orders.policies.payments import check_payable
from orders.policies.sides import check_client
from orders.statuses import CommissionStatus


def check_checkout(commission: Commission, amount: Decimal, by: Actor) -> str:
    """Refuse a page for anything but what is due now; return the currency. Raises `Refusal`."""
    check_client(commission, by)
    check_payable(commission)
    balance = balance_of(commission)
    if balance.due <= 0:
        raise WrongState("Nothing is due at the moment. Thank you.")
    if amount != balance.due:
        now = money_words(balance.due, balance.currency)
        raise Conflict(f"Another sum is due meanwhile: {now}. Please look again.")
    return balance.currency


def why_parked(checkout: Checkout, event: CardEvent) -> str:
    """Return in what a payment does not fit its page, or "" when it does."""
    asked = money_words(checkout.amount, checkout.currency)
    if event.amount is None or (event.amount, event.currency) != (
        checkout.amount,
        checkout.currency,
    ):
        told = money_words(event.amount or NOTHING, event.currency or "?")
        return f"A card paid {told} where {asked} was asked. Nothing was recorded."
    if checkout.session and event.session != checkout.session:
        return f"A card paid {asked} on a page that is not the one we opened. Not recorded."
    if checkout.commission.status == CommissionStatus.CANCELLED:
        return f"A card paid {asked} after the cancellation. Refund it at the card provider."
    return ""
