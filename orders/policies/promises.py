"""When the promised days may be moved, and what must be written down with it."""

from datetime import date

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal, WrongState
from orders.models import Commission
from orders.policies.quotes import allowed, today
from orders.policies.sides import check_house
from orders.statuses import CommissionStatus

# Once it is finished the promise is kept or broken; no new one is made of it.
PROMISED = frozenset({CommissionStatus.APPROVED, CommissionStatus.MAKING})


def check_may_move(commission: Commission, by: Actor) -> None:
    """Refuse anybody but the house, and a piece that is not being made. Raises `Refusal`."""
    check_house(by)
    if commission.status not in PROMISED or commission.promised_to is None:
        raise WrongState("Only the days of a piece that is being made can be moved.")


def check_move(
    commission: Commission, *, first: date, last: date, reason: str, consent: str, by: Actor
) -> None:
    """Refuse a range that is none or over, and silence about why and how. Raises `Refusal`."""
    check_may_move(commission, by)
    if first > last:
        raise Refusal("The later day comes second.")
    if last < today():
        raise Refusal("That promises a day that is already over.")
    if not reason.strip():
        raise Refusal("Please say why: the client reads it.")
    if not consent.strip():
        raise Refusal("Please say how the client agreed: by telephone, in a message, in person.")


def can_move(commission: Commission, by: Actor) -> bool:
    """Tell whether the button belongs on this person's page."""
    return allowed(check_may_move, commission, by)
