"""Who may act for the house, and who for the client."""

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed
from orders.models import Commission


def check_house(by: Actor) -> None:
    """Refuse anybody who is not of the house. Raises `NotAllowed`."""
    if by.kind not in {ActorKind.STAFF, ActorKind.SYSTEM}:
        raise NotAllowed("Only the atelier can do this.")


def check_bench(by: Actor) -> None:
    """Refuse anybody who is neither of the house nor at the bench. Raises `NotAllowed`."""
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the workshop can do this.")


def check_client(commission: Commission, by: Actor) -> None:
    """Refuse anybody but the commission's own client. Raises `NotAllowed`."""
    client = commission.client
    if client is None or by.user_id is None or client.user_id != by.user_id:
        raise NotAllowed("Only the client this is made for can do this.")


def is_client(commission: Commission, by: Actor) -> bool:
    """Tell whether `by` is the commission's own client."""
    try:
        check_client(commission, by)
    except NotAllowed:
        return False
    return True
