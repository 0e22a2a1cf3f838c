"""Whether a piece keeps its promise, as a word, a colour and a sign."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from production.models import Job, StageRun
from production.statuses import RunStatus

WORDS = {"late": "Late, was due", "risk": "At risk, due", "well": "Due"}


@dataclass(frozen=True)
class Due:
    """A job's promise; `state` is late, risk or well."""

    state: str
    text: str


def due_of(job: Job, run: StageRun | None, *, today: date | None = None) -> Due:
    """Return how the promise stands: late after its day, at risk when the start was missed.

    Once the piece is finished, whether it was finished by its day.
    """
    if job.finished_at:
        return _kept(job, timezone.localtime(job.finished_at).date())
    state, day = state_of(job, run, today or timezone.localdate()), date_format(job.due, "j M")
    return Due(state, f"{WORDS[state]} {day}")


def state_of(job: Job, run: StageRun | None, today: date) -> str:
    """Return late, risk or well, for a piece that is still being made."""
    if job.due < today:
        return "late"
    if run and run.status != RunStatus.RUNNING and run.start_by and run.start_by < today:
        return "risk"
    return "well"


def _kept(job: Job, finished: date) -> Due:
    if finished <= job.due:
        return Due("well", "Kept")
    return Due("late", f"Finished late, was due {date_format(job.due, 'j M')}")
