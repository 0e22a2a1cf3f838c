"""Which stages a change order can still touch, and what holds a stage until it is signed."""

from collections.abc import Collection

from django.db.models import QuerySet

from atelier.journal.refusals import WrongState
from orders.models import Commission
from orders.policies.changes import waiting_words
from production.models import Job, JobStage, Stage, StageRun
from production.models.obstacles import Obstacles
from production.statuses import JobStatus, RunStatus

# A stage that was begun is no longer to come; ready, failed or void ones are.
BEGUN = (RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.DONE, RunStatus.PASSED, RunStatus.SKIPPED)


def stages_to_come(commission: Commission) -> QuerySet[JobStage] | QuerySet[Stage]:
    """Return the stages a change can still touch: those of the route that were not begun yet."""
    living = Job.objects.filter(commission=commission).exclude(status=JobStatus.CANCELLED)
    if job := living.first():
        return job.stages.exclude(runs__in=job.runs.filter(status__in=BEGUN))
    return Stage.objects.for_piece(commission)


def check_stages(commission: Commission, numbers: Collection[int]) -> None:
    """Raise `WrongState` when one of these stages was begun already, and say by whom."""
    free = set(stages_to_come(commission).values_list("number", flat=True))
    for number in sorted(set(numbers) - free):
        raise WrongState(_begun(commission, number), stage=number)


def held_by(stage: JobStage, facts: Obstacles) -> str:
    """Return what a stage waits for where a change holds it, else ""."""
    change = facts.waiting_change
    if change is None or stage.number not in change["stages"]:
        return ""
    return waiting_words(change["number"])


def _begun(commission: Commission, number: int) -> str:
    runs = StageRun.objects.filter(job__commission=commission, stage__number=number)
    run = runs.filter(status__in=BEGUN).select_related("stage", "jeweller").last()
    if run is None:
        return f"Stage {number} is not part of this piece's route."
    who = f" by {run.jeweller.name}" if run.jeweller else ""
    return (
        f"{run.stage.name} was begun already{who}, so it can no longer wait for a signature."
        " Take it out, or have the piece sent back to it first."
    )
