"""Opening a job: an approved piece goes to the workshop with its own copy of the route."""

from datetime import date, timedelta

from django.db import transaction

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.record import record
from orders.actions.commissions import make
from orders.models import Commission
from production.actions.moves import first_stage, open_run
from production.live import tell_tablets
from production.models import Job, JobStage
from production.policies import check_may_open
from production.routes import copies_for, route_of
from production.statuses import JobStatus

# Where an approval names no weeks: the usual making of four to six (domain: production).
USUAL_WEEKS = 6


@transaction.atomic
def open_job(*, commission: Commission, by: Actor) -> Job:
    """Send an approved commission to the workshop and return its job, the first stage ready.

    Done twice, the second call returns the same job. Raises `Refusal` with what is missing
    (see `production.policies.blocks_of`).
    """
    commission = _lock(commission)
    if job := commission.jobs.exclude(status=JobStatus.CANCELLED).first():
        return job
    check_may_open(commission, by)
    job = Job.objects.create(
        commission=commission,
        approval=commission.approval,
        due=_due(commission),
        route=route_of(commission),
        heard=_latest_event(commission),
    )
    JobStage.objects.bulk_create(copies_for(job))
    record("job.opened", job, by=by, commission_id=commission.pk, envelope=job.envelope)
    open_run(job, first_stage(job), by)
    make(commission=commission, by=by)
    tell_tablets()
    return job


def _lock(commission: Commission) -> Commission:
    locked = Commission.objects.select_for_update(of=("self",), no_key=True)
    return locked.get(pk=commission.pk)


def _latest_event(commission: Commission) -> int:
    """What happened before the job was opened is no news to its screens."""
    told = Event.objects.filter(commission_id=commission.pk).order_by("-id")
    return told.values_list("id", flat=True).first() or 0


def _due(commission: Commission) -> date:
    if commission.promised_to:
        return commission.promised_to
    weeks = commission.approval.frozen.get("timeline", {}).get("weeks_max", USUAL_WEEKS)
    return House.current().today() + timedelta(weeks=weeks)
