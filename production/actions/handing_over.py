"""Handing a piece in hand to another person of the trade."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller, Tablet
from production.actions.claims import WITH_MAKER, claim_as_seen
from production.actions.moves import move, tell
from production.models import StageRun
from production.policies.handing_over import check_hand_over


@transaction.atomic
def hand_over(
    *,
    run: StageRun,
    jeweller: Jeweller,
    to: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Lay the piece into the hands of `to`, paused until they take it up.

    Whoever had it stays one of its makers, and inspects it no more than the last. Raises
    `Refusal`: not in hand, not their trade, their own work.
    """
    run = claim_as_seen(run, base_version, WITH_MAKER)
    check_hand_over(run, jeweller, to)
    was, hands = run.status, run.hands
    move(run, "hand_over", jeweller=to, hands=[*hands, jeweller.pk])
    tell(
        "stage.handed_over",
        run,
        by,
        tablet=tablet.pk if tablet else None,
        to=to.name,
        was=was,
        giver=jeweller.pk,
        hands_before=hands,
    )
    return run
