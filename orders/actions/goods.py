"""Clients' goods as their pieces need them: promised as they come in, released as they go home."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from atelier.materials import receipts
from atelier.materials.custody import Observed, pass_on
from atelier.materials.goods import Checked, Goods, ReceiptTerms
from atelier.materials.models import Receipt, Stone
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.policies import is_rejected
from atelier.materials.signatures import Signature
from atelier.people.models import Client
from orders.actions.stones import promise_stone
from orders.emails_receipts import tell_receipt
from orders.locks import locked_commission
from orders.models import Commission, CommissionStone
from orders.policies.goods import OVER, check_leaves


@transaction.atomic
def receive_goods(
    *,
    client: Client,
    commission: Commission | None,
    things: Sequence[Goods],
    terms: ReceiptTerms,
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    request_id: uuid.UUID | None = None,
) -> Receipt:
    """Receive a client's goods; what comes for a piece is promised to it. Raises `Refusal`."""
    held = _held(commission, client)
    receipt = receipts.receive_goods(
        client=client,
        things=things,
        terms=terms,
        client_signature=client_signature,
        house_signature=house_signature,
        by=by,
        commission_id=held.pk if held else None,
        reference=held.reference if held else "",
        request_id=request_id,
        tell=tell_receipt,
    )
    if held and held.status not in OVER:
        _promise(receipt, held, by)
    return receipt


@transaction.atomic
def hand_back_goods(
    *,
    client: Client,
    commission: Commission | None,
    things: Sequence[Checked],
    client_signature: Signature,
    house_signature: Signature,
    by: Actor,
    witness: str = "",
    request_id: uuid.UUID | None = None,
) -> Receipt:
    """Hand a client's goods back, unless an agreed piece needs them, and release them.

    Raises `IdentityMismatch` when they differ from their record, else a `Refusal`.
    """
    held = _held(commission, client)
    promises = _lock_promises(things)
    receipt = receipts.hand_back(
        client=client,
        things=things,
        client_signature=client_signature,
        house_signature=house_signature,
        by=by,
        may_leave=check_leaves,
        witness=witness,
        commission_id=held.pk if held else None,
        reference=held.reference if held else "",
        request_id=request_id,
        tell=tell_receipt,
    )
    for promise in promises:
        _release(promise, by)
    return receipt


def go_home_with(commission: Commission, by: Actor) -> None:
    """Write that the stones set in a piece went to the client with it; the piece is signed for.

    Belongs inside the hand-over of the piece, which holds the commission.
    """
    living = commission.stones.living().select_related("stone").order_by("stone_id")
    with_us = Stone.objects.with_holder().filter(pk__in=[each.stone_id for each in living])
    for stone in with_us.exclude(title=Title.MEMO).order_by("pk"):
        if stone.holder_kind == HolderKind.OWNER:  # type: ignore[attr-defined]
            continue
        pass_on(
            thing=stone,
            to_holder=str(commission.client)[:80],
            to_kind=HolderKind.OWNER,
            by=by,
            observed=Observed("Set in the finished piece."),
            commission_id=commission.pk,
        )


def _held(commission: Commission | None, client: Client) -> Commission | None:
    if commission is None:
        return None
    if commission.client_id != client.pk:
        raise Refusal(f"{commission.reference} is not made for {client}.")
    return locked_commission(commission.pk)


def _promise(receipt: Receipt, commission: Commission, by: Actor) -> None:
    items = receipt.items.filter(stone__isnull=False).select_related("stone").order_by("stone_id")
    for item in items:
        elsewhere = CommissionStone.objects.living().filter(stone=item.stone)
        if item.stone and not elsewhere.exists() and not is_rejected(item.stone):
            taken = commission.stones.living().filter(place="centre").exists()
            place = "side" if taken else "centre"
            promise_stone(commission=commission, stone=item.stone, place=place, by=by)


def _lock_promises(things: Sequence[Checked]) -> list[CommissionStone]:
    stones = [each.thing.pk for each in things if isinstance(each.thing, Stone)]
    promises = CommissionStone.objects.living().filter(stone__in=stones)
    for commission_id in sorted({each.commission_id for each in promises}):
        locked_commission(commission_id)
    return list(promises.all().select_related("stone__variety"))


def _release(promise: CommissionStone, by: Actor) -> None:
    promise.released_at = timezone.now()
    promise.save(update_fields=["released_at"])
    stone = promise.stone
    record("stone.released", stone, by=by, commission_id=promise.commission_id, stone=str(stone))
