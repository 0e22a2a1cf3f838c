"""Who may write into a commission's conversation."""

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from orders.models import Commission
from orders.policies.sides import check_client
from orders.statuses import CommissionStatus

LONGEST = 4000


def check_message(commission: Commission, *, body: str, by: Actor, from_client: bool) -> None:
    """Refuse an empty or too long note, or one from the wrong side. Raises `Refusal`."""
    if commission.status == CommissionStatus.DRAFT:
        raise WrongState("This request has not been sent yet.")
    if from_client:
        check_client(commission, by)
    elif by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the atelier writes for the atelier.")
    if not body.strip():
        raise Refusal("Please write a word or two.")
    if len(body) > LONGEST:
        raise Refusal(f"That is longer than {LONGEST} characters. Please send it in two parts.")
