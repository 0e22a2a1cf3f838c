"""Opening a job: an approved piece goes to the workshop with its own copy of the route."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.record import record
from orders.actions.commissions import make
from orders.models import Commission
from production.actions.moves import first_stage, open_run
from production.live import tell_tablets
from production.models import Job, JobStage, ReasonCode, Stage
from production.pairs import gate_of, pieces_of
from production.policies import check_may_open
from production.reasons import as_kept
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
        heard=_latest_event(commission),
    )
    _copy_route(job)
    record("job.opened", job, by=by, commission_id=commission.pk, envelope=job.envelope)
    open_run(job, first_stage(job), by)
    make(commission=commission, by=by)
    tell_tablets()
    return job


def _lock(commission: Commission) -> Commission:
    locked = Commission.objects.select_for_update(of=("self",), no_key=True)
    return locked.get(pk=commission.pk)


def _copy_route(job: Job) -> None:
    pieces = pieces_of(job)
    JobStage.objects.bulk_create(
        JobStage(
            job=job,
            stage=stage,
            number=stage.number,
            name=stage.name,
            kind=stage.kind,
            skill=stage.skill,
            gate=gate_of(stage, pieces),
            not_by_number=stage.not_by_stage.number if stage.not_by_stage else None,
            may_skip=stage.may_skip,
            skip_by=stage.skip_by,
            skip_when=stage.skip_when,
            reasons=[as_kept(reason) for reason in stage.active_reasons],
            days_min=stage.days_min,
            days_mode=stage.days_mode,
            days_max=stage.days_max,
            weighs=stage.weighs,
            loss_min_percent=stage.loss_min_percent,
            loss_max_percent=stage.loss_max_percent,
        )
        for stage in _route()
    )


def _route() -> list[Any]:
    """Return the house's stages, each with the reasons that are in use."""
    reasons = ReasonCode.objects.filter(is_active=True).select_related("back_to").order_by("code")
    in_use = Prefetch("reasons", reasons, to_attr="active_reasons")
    return list(Stage.objects.in_use().select_related("not_by_stage").prefetch_related(in_use))


def _latest_event(commission: Commission) -> int:
    """What happened before the job was opened is no news to its screens."""
    told = Event.objects.filter(commission_id=commission.pk).order_by("-id")
    return told.values_list("id", flat=True).first() or 0


def _due(commission: Commission) -> date:
    if commission.promised_to:
        return commission.promised_to
    weeks = commission.approval.frozen.get("timeline", {}).get("weeks_max", USUAL_WEEKS)
    return House.current().today() + timedelta(weeks=weeks)
