"""When a client's own goods may leave the house again."""

from collections.abc import Sequence

from atelier.journal.refusals import WrongState
from atelier.materials.custody import Thing
from atelier.materials.models import Stone
from atelier.materials.receipt_words import title_of
from orders.models import CommissionStone
from orders.statuses import CommissionStatus

# From the approval on a stone is part of what was agreed; from the setting on, of the piece.
NEEDED_IN = (CommissionStatus.APPROVED, CommissionStatus.MAKING, CommissionStatus.READY)
# Nothing is made any more: what comes now comes for no piece.
OVER = (
    CommissionStatus.DELIVERED,
    CommissionStatus.DECLINED,
    CommissionStatus.WITHDRAWN,
    CommissionStatus.CANCELLED,
)


def check_leaves(things: Sequence[Thing]) -> None:
    """Refuse a stone that an agreed piece still needs, or already holds. Raises `WrongState`."""
    stones = [each.pk for each in things if isinstance(each, Stone)]
    promised = CommissionStone.objects.living().filter(
        stone__in=stones, commission__status__in=NEEDED_IN
    )
    promise = promised.select_related("commission", "stone__variety", "stone__cut").first()
    if promise is None:
        return
    piece = promise.commission
    raise WrongState(
        f"{title_of(promise.stone)} is promised to {piece.reference}, which is"
        f" {piece.get_status_display().lower()}: it leaves with the piece, or once a change or a"
        " cancellation has released it."
    )
