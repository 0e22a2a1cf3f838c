"""The strip of stages on a job's screen: where the piece is, as a word, a colour and an icon."""

from dataclasses import dataclass

from production.models import Job, JobStage, StageRun
from production.statuses import RunStatus

TO_COME = "To come"


@dataclass(frozen=True)
class Mark:
    """One stage on the strip; `state` is a run's status, or "to-come"."""

    stage: JobStage
    state: str
    word: str
    is_now: bool

    @property
    def icon(self) -> str:
        """Return the icon's name: a pass looks like a finish."""
        return "done" if self.state == RunStatus.PASSED else self.state


def strip_of(job: Job, runs: list[StageRun], now: StageRun | None) -> list[Mark]:
    """Return the job's stages in order, each with its latest run's status."""
    latest = {run.stage_id: run for run in sorted(runs, key=lambda run: run.attempt)}
    return [_mark(stage, latest.get(stage.pk), now) for stage in job.stages.all()]


def _mark(stage: JobStage, run: StageRun | None, now: StageRun | None) -> Mark:
    is_now = now is not None and now.stage_id == stage.pk
    if run is None:
        return Mark(stage, "to-come", TO_COME, is_now)
    status = RunStatus(run.status)
    return Mark(stage, status.value, status.label, is_now)
