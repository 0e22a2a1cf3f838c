"""Ending a commission that is not finished, on a settlement that was shown line by line."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import User
from orders import emails_changes
from orders.actions.changes import close_changes
from orders.actions.messages import write_message
from orders.actions.stones import release_stones
from orders.balances import paid_of
from orders.cancellations import Settlement, settle
from orders.changes import signed_changes
from orders.locks import locked_commission
from orders.models import Cancellation, CancellationTier, Commission, Instalment, Message
from orders.models.quotes import InstalmentWhen
from orders.moves import move_commission, supersede_offers
from orders.policies.cancelling import check_cancel, check_may_ask
from orders.policies.sides import check_house


def preview(
    *, commission: Commission, tier: CancellationTier, unreturnable: Collection[str] = ()
) -> Settlement:
    """Work out what cancelling now would come to; nothing is written."""
    return settle(
        commission.approval.frozen,
        tier,
        paid_of(commission),
        unreturnable,
        [change.signature.frozen for change in signed_changes(commission)],
    )


@transaction.atomic
def cancel(
    *,
    commission: Commission,
    tier: CancellationTier,
    returnable: Collection[str],
    refund: Decimal,
    reason: str,
    by: Actor,
) -> Cancellation:
    """End a commission on the settlement that was shown, and return it; the client is told.

    `returnable` names the stones of ours that go back, by their key in the settlement; the others
    are kept and charged. `refund` is what was shown: another sum is a `Conflict`. A piece that is
    cancelled already gives its settlement. Raises `Refusal`.

    What the workshop and the serial numbers must do is not known here: the house cancels through
    `ownership.actions.cancelling.cancel_piece`.
    """
    check_house(by)
    commission = locked_commission(commission.pk)
    if done := Cancellation.objects.filter(commission=commission).first():
        return done
    settlement = _settle(commission, tier, returnable, refund, reason, by)
    move_commission(commission, "cancel")
    _close(commission, settlement, by)
    return _write(commission, settlement, reason.strip(), by)


@transaction.atomic
def ask_to_cancel(
    *, commission: Commission, tier: CancellationTier, words: str, author: User, by: Actor
) -> Message:
    """Let the client ask for it, with the sum they were shown; staff carry it out.

    Raises `Refusal`.
    """
    check_may_ask(commission, by)
    settlement = preview(commission=commission, tier=tier)
    shown = (
        f"Please cancel this piece. I was shown: {tier.name.lower()}, {settlement.kept} "
        f"{settlement.currency} kept, {settlement.refund} {settlement.currency} back, stones that "
        "cannot be returned apart."
    )
    body = "\n\n".join(filter(None, [words.strip(), shown]))
    record(
        "commission.cancelling_asked",
        commission,
        by=by,
        commission_id=commission.pk,
        tier=tier.name,
        refund=str(settlement.refund),
    )
    return write_message(commission=commission, body=body, by=by, author=author, from_client=True)


def _settle(
    commission: Commission,
    tier: CancellationTier,
    returnable: Collection[str],
    refund: Decimal,
    reason: str,
    by: Actor,
) -> Settlement:
    stones = {line.key for line in preview(commission=commission, tier=tier).stones}
    unreturnable = stones - set(returnable)
    settlement = preview(commission=commission, tier=tier, unreturnable=unreturnable)
    check_cancel(commission, settlement, refund=refund, reason=reason, by=by)
    return settlement


def _close(commission: Commission, settlement: Settlement, by: Actor) -> None:
    close_changes(commission, by=by)
    supersede_offers(commission, by=by)
    release_stones(commission=commission, by=by)
    commission.instalments.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    if settlement.owed:
        _ask_for(commission, settlement)


def _ask_for(commission: Commission, settlement: Settlement) -> None:
    """Ask for what is kept as one part in place of all others: what was paid counts towards it."""
    house = House.current()
    last = commission.instalments.aggregate(last=Max("position"))["last"] or 0
    Instalment.objects.create(
        commission=commission,
        position=last + 1,
        when=InstalmentWhen.APPROVAL,
        amount=settlement.kept,
        currency=settlement.currency,
        due_on=house.today() + timedelta(days=house.payment_days),
    )


def _write(commission: Commission, settlement: Settlement, reason: str, by: Actor) -> Cancellation:
    cancellation = Cancellation.objects.create(
        commission=commission,
        tier=settlement.tier,
        tier_name=settlement.tier.name,
        lines=[line.as_json() for line in settlement.lines],
        currency=settlement.currency,
        kept=settlement.kept,
        paid=settlement.paid,
        refund=settlement.refund,
        reason=reason,
        by_name=by.name[:120],
    )
    record(
        "commission.cancelled",
        commission,
        by=by,
        commission_id=commission.pk,
        tier=settlement.tier.name,
        kept=str(settlement.kept),
        refund=str(settlement.refund),
        reason=reason,
    )
    emails_changes.tell_cancelled(cancellation)
    return cancellation
