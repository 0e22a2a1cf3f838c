"""What rework undoes: every pass from a stage on is void, never deleted."""

from atelier.journal.actor import Actor
from atelier.journal.record import record
from production.actions.moves import move
from production.models import JobStage, StageRun
from production.statuses import FULFILLED_RUNS


def make_void(run: StageRun, stage: JobStage, by: Actor) -> dict[str, str]:
    """Make every pass from `stage` on void; return what each run was. Callers hold the job."""
    fulfilled = run.job.runs.filter(status__in=FULFILLED_RUNS).select_related("stage")
    runs = fulfilled.filter(stage__number__gte=stage.number)
    was = {}
    for each in runs:
        was[str(each.pk)] = each.status
        move(each, "void")
    if was:
        names = ", ".join(each.stage.name for each in runs)
        record("stage.voided", run.job, by=by, commission_id=run.job.commission_id, stage=names)
    return was
