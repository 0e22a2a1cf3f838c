"""Moves a run along its table, opens the next one, and tells of it. Callers hold the job."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.prepared import Prepared, slot
from orders.actions.instalments import fall_due
from production.live import tell_tablets
from production.models import Job, JobStage, StageKind, StageRun
from production.models.jobs import BENCH_MOMENTS
from production.statuses import OPEN_RUNS, RUNS, RunStatus

# The route counts working days, a promise is a day of the calendar.
CALENDAR_DAYS = Decimal(7) / Decimal(5)
_AFTER = Prepared(
    lambda: (
        JobStage.objects.with_plan()
        .filter(job=slot("job"))
        .filter(number__gt=slot("number"))
        .order_by("number")[:1]
    )
)
_UP_TO = Prepared(
    lambda: (
        JobStage.objects.with_plan()
        .filter(job=slot("job"))
        .filter(number__lte=slot("number"))
        .order_by("-number")[:1]
    )
)


def move(run: StageRun, event: str, **changes: object) -> None:
    """Take `run` along its table, setting `changes`. Raises `WrongState`."""
    run.status = RUNS.after(event, run.status)
    if run.status not in OPEN_RUNS and run.ended_at is None:
        changes["ended_at"] = timezone.now()
    if run.status != RunStatus.PAUSED and run.waits_for:
        changes["waits_for"] = ""
    for name, value in changes.items():
        setattr(run, name, value)
    run.save(update_fields=["status", *changes])


def tell(kind: str, run: StageRun, by: Actor, **data: object) -> None:
    """Write the event of a move, on the job whose change the claim has counted."""
    tell_tablets(run.job)
    record(
        kind,
        run.job,
        by=by,
        commission_id=run.job.commission_id,
        run=run.pk,
        stage=run.stage.name,
        number=run.stage.number,
        attempt=run.attempt,
        **data,
    )


def grow(job: Job) -> None:
    """Count one change of the job, and let every tablet know after commit."""
    job.version += 1
    job.save(update_fields=["version"])
    tell_tablets(job)


def stage_after(run: StageRun) -> JobStage | None:
    """Return the stage that follows in the job's own route."""
    return _AFTER.first(job=run.job_id, number=run.stage.number)


def stage_to_redo(job: Job, number: int) -> JobStage:
    """Return the stage a failure goes back to: `number`, or the last before it on this route.

    Where the route begins later than that, it goes back to its beginning.
    """
    return _UP_TO.first(job=job.pk, number=number) or first_stage(job)


def open_run(job: Job, stage: JobStage, by: Actor, *, note: str = "") -> StageRun:
    """Open the next attempt at `stage`; an inscription that opens is told of.

    What is to be paid before casting or setting falls due as that stage comes next.
    """
    run = StageRun.objects.create(
        job=job,
        stage=stage,
        attempt=stage.attempts + 1,
        start_by=_latest_start(job.due, stage.days_left),
        note=note,
    )
    if stage.asks_money and stage.kind == StageKind.WORK and stage.skill in BENCH_MOMENTS:
        fall_due(commission=job.commission, when=BENCH_MOMENTS[stage.skill], by=by)
    if stage.kind == StageKind.INSCRIPTION:
        record("inscription.opened", job, by=by, commission_id=job.commission_id, run=run.pk)
    return run


def close_unbegun(opened: StageRun, before: StageRun) -> None:
    """Let an attempt nobody began be as if it never opened; `before` keeps its pictures."""
    opened.pictures.update(run=before)
    opened.delete()


def first_stage(job: Job) -> JobStage:
    """Return where the job's route begins."""
    return _AFTER.get(job=job.pk, number=0)


def _latest_start(due: date, working_days: Decimal) -> date:
    return due - timedelta(days=round(float(working_days * CALENDAR_DAYS)))
