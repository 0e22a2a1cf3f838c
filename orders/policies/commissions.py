"""Whether a commission may take its next step: the table says when, these rules say who."""

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from orders.models import Commission
from orders.policies.sides import check_bench, check_client, check_house
from orders.statuses import COMMISSIONS

_WHO = {
    "consult": check_house,
    "decline": check_house,
    "deliver": check_house,
    "make": check_bench,
    "finish": check_bench,
}


def check_step(commission: Commission, event: str, by: Actor) -> None:
    """Refuse `event` from the wrong side or in the wrong state. Raises `Refusal`."""
    if event == "withdraw":
        check_client(commission, by)
    else:
        _WHO[event](by)
    COMMISSIONS.after(event, commission.status)


def can_step(commission: Commission, event: str, by: Actor) -> bool:
    """Tell whether the button for `event` belongs on this person's page."""
    try:
        check_step(commission, event, by)
    except Refusal:
        return False
    return True
