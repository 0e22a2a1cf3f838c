"""Taking a cancelled piece off the bench, in the transaction that ends its commission."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from orders.actions import cancelling
from orders.models import Cancellation, CancellationTier, Commission
from orders.policies.sides import check_house
from production.actions.claims import living_job
from production.actions.metal import close_metal
from production.actions.moves import grow, move
from production.models import Job
from production.statuses import JOBS, OPEN_RUNS, JobStatus


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
    """End a commission and take its piece off every bench; see `orders.actions.cancelling.cancel`.

    A piece that is finished already stays a finished job. Raises `Refusal`.
    """
    check_house(by)
    job = living_job(commission)
    cancellation = cancelling.cancel(
        commission=commission,
        tier=tier,
        returnable=returnable,
        refund=refund,
        reason=reason,
        by=by,
    )
    _check_same(job, commission)
    if job is not None and job.status == JobStatus.OPEN:
        _take_off(job, by)
    return cancellation


def _take_off(job: Job, by: Actor) -> None:
    for run in job.runs.filter(status__in=OPEN_RUNS):
        move(run, "cancel")
    job.status = JOBS.after("cancel", job.status)
    job.save(update_fields=["status"])
    close_metal(job, by)
    grow(job)
    record("job.cancelled", job, by=by, commission_id=job.commission_id, envelope=job.envelope)


def _check_same(job: Job | None, commission: Commission) -> None:
    if job is None and commission.jobs.exclude(status=JobStatus.CANCELLED).exists():
        raise Conflict("The piece went to the workshop at this moment. Please look again.")
