"""When a piece may be cancelled, on exactly the settlement that was shown."""

from decimal import Decimal

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, Refusal, WrongState
from orders.cancellations import Settlement
from orders.models import Commission
from orders.policies.quotes import allowed
from orders.policies.sides import check_client, check_house
from orders.statuses import COMMISSIONS


def check_may_cancel(commission: Commission, by: Actor) -> None:
    """Refuse anybody but the house, and a piece that is not agreed or is over. Raises `Refusal`."""
    check_house(by)
    _check_standing(commission)


def check_may_ask(commission: Commission, by: Actor) -> None:
    """Refuse a client's question about another's piece, or about one that is over."""
    check_client(commission, by)
    _check_standing(commission)


def check_cancel(
    commission: Commission, settlement: Settlement, *, refund: Decimal, reason: str, by: Actor
) -> None:
    """Refuse to settle on anything but what was shown, or without a reason. Raises `Refusal`.

    Another sum is a `Conflict` whose details hold the new `refund`.
    """
    check_may_cancel(commission, by)
    if not reason.strip():
        raise Refusal("Please say why: the client reads it, and it is kept for good.")
    if settlement.refund != refund:
        raise Conflict(
            "The sum changed while you were reading. Please look at it again.",
            refund=str(settlement.refund),
            currency=settlement.currency,
        )


def can_cancel(commission: Commission, by: Actor) -> bool:
    """Tell whether the house may cancel this piece now."""
    return allowed(check_may_cancel, commission, by)


def can_ask(commission: Commission, by: Actor) -> bool:
    """Tell whether the client may ask for it to be cancelled."""
    return allowed(check_may_ask, commission, by)


def _check_standing(commission: Commission) -> None:
    if not COMMISSIONS.allows("cancel", commission.status):
        raise WrongState(
            "Only a piece that was approved and is not handed over yet can be cancelled."
        )
