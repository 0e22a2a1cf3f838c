"""The real stone for one that was agreed on by the price list, found after the approval."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.models import Stone
from orders.actions.stones import promise_stone
from orders.locks import locked_commission, locked_stones
from orders.models import Commission, CommissionStone
from orders.policies.choosing import check_choose, check_take_back
from orders.policies.stones import CENTRE


@transaction.atomic
def choose_stone(
    *, commission: Commission, stone: Stone, by: Actor, place: str = CENTRE
) -> CommissionStone:
    """Promise a stone of the house to an approved piece; choosing it again changes nothing.

    Raises `StonePromised` when another piece holds it, else a `Refusal`.
    """
    commission = locked_commission(commission.pk)
    if promised := commission.stones.living().filter(stone=stone).first():
        return promised
    check_choose(commission, stone, by)
    return promise_stone(commission=commission, stone=stone, place=place, by=by)


@transaction.atomic
def take_stone_back(*, promise: CommissionStone, by: Actor) -> CommissionStone:
    """Release a stone that was chosen by mistake; doing it again changes nothing.

    Raises a `Refusal` for a stone that the client approved, or once the workshop has the piece.
    """
    commission = locked_commission(promise.commission_id)
    held = commission.stones.select_related("stone__variety").get(pk=promise.pk)
    if held.released_at:
        return held
    check_take_back(held, by)
    locked_stones([held.stone_id])
    held.released_at = timezone.now()
    held.save(update_fields=["released_at"])
    words = str(held.stone)
    record("stone.released", held.stone, by=by, commission_id=commission.pk, stone=words)
    return held
