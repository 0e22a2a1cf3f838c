"""What must be known before a piece goes to the workshop; shown before anybody tries."""

from django.db.models import QuerySet

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.materials.models.stones import Title
from atelier.materials.policies import conditions_of
from designs.models import WORN_ON_FINGER
from orders.balances import is_paid
from orders.models import Commission, CommissionStone
from orders.policies.choosing import still_unfound
from orders.policies.stones import awaits_centre_report
from orders.statuses import CommissionStatus
from production.models import Stage
from production.policies.obstacles import MONEY_WORDS

MADE_ALREADY = frozenset(
    {CommissionStatus.MAKING, CommissionStatus.READY, CommissionStatus.DELIVERED}
)


def blocks_of(commission: Commission) -> list[str]:
    """Return what keeps `commission` from the workshop, a sentence each; empty when nothing."""
    if commission.status in MADE_ALREADY:
        return ["This piece is in the workshop already."]
    if commission.status != CommissionStatus.APPROVED or not hasattr(commission, "approval"):
        return ["The client has not approved an option yet."]
    return [*_sizes(commission), *_reports(commission)]


def warnings_of(commission: Commission) -> list[str]:
    """Return what will stop a later stage if it is not settled by then, a sentence each."""
    keys = _stones(commission).values_list("stone", flat=True)
    return [
        *_unfound(commission),
        *_memos(commission),
        *conditions_of(keys),
        *_deposit(commission),
    ]


def _deposit(commission: Commission) -> list[str]:
    stages = Stage.objects.for_piece(commission).exclude(needs_paid="")
    needs = stages.values_list("name", "needs_paid")
    short = [(name, when) for name, when in needs if not is_paid(commission, when)]
    return [f"{name} waits for {MONEY_WORDS[when]}." for name, when in short]


def _unfound(commission: Commission) -> list[str]:
    return [
        f"The {name} that was agreed on is still to be found: choose it on the brief."
        for name in still_unfound(commission)
    ]


def _memos(commission: Commission) -> list[str]:
    memo = _stones(commission).filter(stone__title=Title.MEMO)
    return [
        f"{each.stone} is on memo from {each.stone.memo.dealer}: it is not set until bought."
        for each in memo
        if each.stone.memo
    ]


def check_may_open(commission: Commission, by: Actor) -> None:
    """Raise a `Refusal` unless this person may send `commission` to the workshop now."""
    if not by.is_house:
        raise NotAllowed("Only the house's staff send a piece to the workshop.")
    if blocks := blocks_of(commission):
        raise WrongState(" ".join(blocks), blocks=blocks)


def _sizes(commission: Commission) -> list[str]:
    rings = commission.pieces.filter(piece_type__in=WORN_ON_FINGER, ring_diameter__isnull=True)
    return [f"The size of the {str(ring).lower()} is not known yet." for ring in rings]


def _reports(commission: Commission) -> list[str]:
    missing = awaits_centre_report(commission)
    return ["The centre diamond has no GIA report yet."] if missing else []


def _stones(commission: Commission) -> QuerySet[CommissionStone]:
    return commission.stones.living().select_related("stone__variety", "stone__memo__dealer")
