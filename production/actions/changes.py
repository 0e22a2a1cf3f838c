"""Sending a change order: the workshop is asked first whether what it touches is still to come."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from orders.actions import changes
from orders.actions.changes import Words
from orders.models import ChangeOrder, Commission
from orders.policies.sides import check_house
from production.actions.claims import living_job
from production.models import Job
from production.policies.changes import check_stages


@transaction.atomic
def write_change(
    *,
    commission: Commission,
    words: Words,
    by: Actor,
    change: ChangeOrder | None = None,
    version: int = 0,
) -> ChangeOrder:
    """Write a draft whose stages are still to come. Raises `Refusal`."""
    check_house(by)
    check_stages(commission, words.stages)
    return changes.write_change(
        commission=commission, words=words, change=change, version=version, by=by
    )


@transaction.atomic
def send_change(*, change: ChangeOrder, by: Actor) -> ChangeOrder:
    """Send a change to be signed and hold the stages it touches, none of them begun.

    The job is held first, so that a stage either starts before this and refuses it, or finds
    itself held. Raises `Refusal`.
    """
    check_house(by)
    job = living_job(change.commission)
    sent = changes.send_change(change=change, by=by)
    check_stages(sent.commission, sent.stages)
    _check_same(job, sent.commission)
    return sent


def _check_same(job: Job | None, commission: Commission) -> None:
    if job is None and commission.jobs.exists():
        raise Conflict("The piece went to the workshop at this moment. Please send it again.")
