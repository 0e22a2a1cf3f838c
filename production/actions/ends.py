"""What follows when a stage is fulfilled: the next one opens, or the piece is finished."""

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.actions.commissions import finish
from production.actions.metal import close_metal
from production.actions.moves import open_run, stage_after, tell
from production.models import Job, StageRun
from production.policies.runs import check_finished_job
from production.statuses import JOBS


def go_on(run: StageRun, kind: str, by: Actor, **data: object) -> None:
    """Tell that `run` is fulfilled, and open the next stage or finish the job."""
    following = stage_after(run)
    if following is None:
        tell(kind, run, by, **data)
        finish_job(run.job, by)
        return
    tell(kind, run, by, **data, opens=following.number)
    open_run(run.job, following, by)


def finish_job(job: Job, by: Actor) -> None:
    """Close the job after its last stage; the commission is then ready for the client.

    Raises `WrongState` while an inspection or the inscription is missing since the last rework.
    """
    check_finished_job(job)
    job.status = JOBS.after("finish", job.status)
    job.finished_at = timezone.now()
    job.save(update_fields=["status", "finished_at"])
    close_metal(job, by)
    record("job.finished", job, by=by, commission_id=job.commission_id)
    finish(commission=job.commission, by=by)
