"""When a change order may be written, sent, signed and taken back; what it holds meanwhile."""

from decimal import Decimal

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, Refusal, WrongState
from orders.changes import agreed_total, change_total, moved_promise
from orders.models import ChangeOrder, Commission
from orders.policies.quotes import allowed, today
from orders.policies.sides import check_client, check_house
from orders.statuses import CHANGES, ChangeStatus, CommissionStatus

# Before the approval an offer is rewritten; after the hand-over a new request begins.
CHANGEABLE = frozenset({CommissionStatus.APPROVED, CommissionStatus.MAKING, CommissionStatus.READY})


def holds(commission: Commission) -> dict[int, ChangeOrder]:
    """Return which stages wait for a signature: stage number → the change that holds it."""
    sent = commission.changes.filter(status=ChangeStatus.SENT)
    return {number: change for change in sent for number in change.stages}


def holding_change(commission: str) -> Subquery:
    """Return a subquery for the change that waits for a signature, as JSON; null without one.

    `commission` is the outer query's path to the commission. {"number": 2, "stages": [80]};
    by constraint one change waits at a time.
    """
    sent = ChangeOrder.objects.filter(commission=OuterRef(commission), status=ChangeStatus.SENT)
    return Subquery(
        sent.order_by().values(json=JSONObject(number=F("number"), stages=F("stages")))[:1]
    )


def waiting_words(number: int) -> str:
    """Return what a held stage waits for, as everybody reads it."""
    return f"Change {number} waits for the client's signature."


def check_begin(commission: Commission, by: Actor) -> None:
    """Refuse to write a change where nothing is agreed, or all is over. Raises `Refusal`."""
    check_house(by)
    if commission.status not in CHANGEABLE:
        raise WrongState(
            "A change order belongs to a piece that was approved and is not handed over yet."
        )


def check_write(change: ChangeOrder, *, version: int, by: Actor) -> None:
    """Refuse to change what was sent, or what somebody else changed since. Raises `Refusal`."""
    check_begin(change.commission, by)
    if change.status != ChangeStatus.DRAFT:
        raise WrongState(
            f"Change {change.number} was sent. Take it back and write a new one instead."
        )
    if change.version != version:
        raise Conflict("Somebody changed this meanwhile. Please compare before you save again.")


def check_words(*, title: str, reason: str) -> None:
    """Refuse a change without its name and its reason. Raises `Refusal`."""
    if not title.strip():
        raise Refusal("Please give the change a name: “A plain band instead of pavé”.")
    if not reason.strip():
        raise Refusal("Please say why: the client reads it, and it is kept for good.")


def check_send(change: ChangeOrder, by: Actor) -> None:
    """Refuse to send what changes nothing, or a second one at a time. Raises `Refusal`."""
    check_begin(change.commission, by)
    CHANGES.after("send", change.status)
    if not (change.days or change.stages or change.instructions or change.lines.exists()):
        raise Refusal("This changes nothing yet: no price, no days, no stage, no instruction.")
    _check_price(change)
    _check_promise(change)
    waiting = change.commission.changes.filter(status=ChangeStatus.SENT).first()
    if waiting is not None:
        raise WrongState(f"{waiting_words(waiting.number)} One is signed at a time.")


def check_answer(change: ChangeOrder, by: Actor, event: str) -> None:
    """Refuse an answer from anybody but the client, or to a closed change. Raises `Refusal`."""
    check_client(change.commission, by)
    CHANGES.after(event, change.status)
    if change.commission.status not in CHANGEABLE:
        raise WrongState("This piece can no longer be changed.")


def check_sign(change: ChangeOrder, *, version: int, total: Decimal, by: Actor) -> None:
    """Refuse to sign anything but exactly what was shown. Raises `Refusal`."""
    check_answer(change, by, "sign")
    now = change_total(change).total
    if (change.version, now) != (version, total):
        raise Conflict(
            "This change is no longer the one you were reading. Please look at it again.",
            total=str(now),
            currency=change.currency,
        )


def check_withdraw(change: ChangeOrder, by: Actor) -> None:
    """Refuse to take back what the client has answered. Raises `Refusal`."""
    check_house(by)
    if change.status == ChangeStatus.SIGNED:
        raise WrongState(f"The client signed change {change.number}; only another one undoes it.")
    CHANGES.after("withdraw", change.status)


def can_begin(commission: Commission, by: Actor) -> bool:
    """Tell whether the button for a new change belongs on this person's page."""
    return allowed(check_begin, commission, by)


def can_send(change: ChangeOrder, by: Actor) -> bool:
    """Tell whether `send_change` would be let through."""
    return allowed(check_send, change, by)


def can_answer(change: ChangeOrder, by: Actor) -> bool:
    """Tell whether the client can still sign or decline this change."""
    return allowed(check_answer, change, by, "sign")


def can_withdraw(change: ChangeOrder, by: Actor) -> bool:
    """Tell whether the house can still take this change back."""
    return allowed(check_withdraw, change, by)


def _check_price(change: ChangeOrder) -> None:
    if any(line.amount == 0 for line in change.lines.all()):
        raise Refusal("A line of nothing says nothing: please take it out or give its amount.")
    if agreed_total(change.commission) + change_total(change).total < 0:
        raise Refusal("This takes away more than was agreed in all.")


def _check_promise(change: ChangeOrder) -> None:
    moved = moved_promise(change.commission, change.days)
    if change.days and moved is None:
        raise WrongState("No day is promised yet, so none can be moved.")
    if change.days < 0 and moved and moved[0] < today():
        raise Refusal("That promises a day that is already over.")
