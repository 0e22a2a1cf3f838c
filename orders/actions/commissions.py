"""A commission's steps outside the offer: each one event of its table."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import User
from orders import letters
from orders.actions.goods import go_home_with
from orders.actions.instalments import fall_due
from orders.actions.stones import release_stones
from orders.balances import balance_of
from orders.locks import locked_commission
from orders.models import Commission
from orders.models.quotes import InstalmentWhen
from orders.moves import move_commission, supersede_offers
from orders.policies.commissions import check_step
from orders.policies.payments import check_hand_over
from orders.policies.proofs import check_same_stones
from orders.policies.sides import check_house
from orders.statuses import CommissionStatus


def begin_consulting(*, commission: Commission, by: Actor) -> Commission:
    """Note that the house and the client are to speak. Raises `Refusal`."""
    return _step(commission, "consult", "commission.consulting", by)


@transaction.atomic
def take_on(*, commission: Commission, advisor: User, by: Actor) -> Commission:
    """Name who looks after a commission that has nobody yet; a named advisor stays."""
    check_house(by)
    held = locked_commission(commission.pk)
    if held.advisor_id is None:
        held.advisor = advisor
        held.save(update_fields=["advisor"])
        record("commission.taken_on", held, by=by, commission_id=held.pk, advisor=str(advisor))
    return held


@transaction.atomic
def decline(*, commission: Commission, by: Actor) -> Commission:
    """Say that the house cannot take this on; the client is told. Raises `Refusal`."""
    commission = _step(commission, "decline", "commission.declined", by)
    letters.to_client(
        commission,
        "commission.declined",
        subject="About your request",
        template="mail/commission_declined.txt",
        context={},
        dedup_key=f"commission.declined:{commission.pk}",
        page="messages/",
        button="Read your messages",
    )
    return commission


@transaction.atomic
def withdraw(*, commission: Commission, by: Actor) -> Commission:
    """Let the client step back before anything is made; open offers close. Raises `Refusal`."""
    commission = _step(commission, "withdraw", "commission.withdrawn", by)
    letters.to_house(
        commission,
        "commission.withdrawn",
        subject=f"{commission.reference}: withdrawn",
        sentence=f"{commission.client} withdrew this request.",
        dedup_key=f"commission.withdrawn:{commission.pk}",
    )
    return commission


def make(*, commission: Commission, by: Actor) -> Commission:
    """Note that the piece went to the workshop. Raises `Refusal`."""
    return _step(commission, "make", "commission.making", by)


@transaction.atomic
def finish(*, commission: Commission, by: Actor) -> Commission:
    """Note that the piece is finished, and ask for what is due before the hand-over.

    Raises `Refusal`.
    """
    held = _step(commission, "finish", "commission.finished", by)
    fall_due(commission=held, when=InstalmentWhen.HAND_OVER, by=by)
    return held


@transaction.atomic
def deliver(*, commission: Commission, by: Actor, waiver: str = "") -> Commission:
    """Note that the client has the piece, and with it its stones. Raises `Refusal`.

    Where the house hands nothing over unpaid, an owner may let it go with a reason, the `waiver`;
    it is written into the history.
    """
    held = locked_commission(commission.pk)
    check_step(held, "deliver", by)
    check_same_stones(held)
    if check_hand_over(held, waiver, by):
        record(
            "commission.payment_waived",
            held,
            by=by,
            commission_id=held.pk,
            amount=str(balance_of(held).open),
            reason=waiver.strip(),
        )
    delivered = _step(held, "deliver", "commission.delivered", by, delivered_at=timezone.now())
    go_home_with(delivered, by)
    return delivered


@transaction.atomic
def _step(commission: Commission, event: str, kind: str, by: Actor, **fields: object) -> Commission:
    held = locked_commission(commission.pk)
    check_step(held, event, by)
    move_commission(held, event, **fields)
    record(kind, held, by=by, commission_id=held.pk)
    if held.status in {CommissionStatus.WITHDRAWN, CommissionStatus.DECLINED}:
        supersede_offers(held, by=by)
        release_stones(commission=held, by=by)
    return held
