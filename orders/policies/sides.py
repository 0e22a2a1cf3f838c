"""Who may act for the house, and who for the client."""

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.models import Client
from orders.models import Commission


def check_house(by: Actor) -> None:
    """Refuse anybody who is not of the house. Raises `NotAllowed`."""
    if not by.is_house:
        raise NotAllowed("Only the atelier can do this.")


def check_bench(by: Actor) -> None:
    """Refuse anybody who is neither of the house nor at the bench. Raises `NotAllowed`."""
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the workshop can do this.")


def client_of(commission: Commission) -> Client:
    """Return the client; a draft has none yet. Raises `WrongState`."""
    if commission.client is None:
        raise WrongState("This request has not been sent yet.")
    return commission.client


def check_client(commission: Commission, by: Actor) -> None:
    """Refuse anybody but the commission's own client. Raises `NotAllowed`."""
    if by.user_id is None or client_of(commission).user_id != by.user_id:
        raise NotAllowed("Only the client this is made for can do this.")


def is_client(commission: Commission, by: Actor) -> bool:
    """Tell whether `by` is the commission's own client."""
    try:
        check_client(commission, by)
    except (NotAllowed, WrongState):
        return False
    return True
