"""Takes a run for one change: its job locked, nothing changed since the tablet looked."""

from atelier.house.models import House
from atelier.journal.models import Event
from atelier.journal.refusals import Conflict
from orders.models import Commission
from production.models import Job, StageRun
from production.statuses import JobStatus

ACTS = {
    "stage.started": "started this",
    "stage.paused": "paused this",
    "stage.resumed": "took this up again",
    "stage.handed_over": "handed this over",
    "stage.finished": "finished this",
    "stage.passed": "passed this",
    "stage.failed": "failed this",
    "stage.skipped": "skipped this",
    "stage.undone": "took the last step back",
    "inscription.opened": "passed this",
    "job.finished": "finished this piece",
    "job.needs_owner": "failed this",
    "try_on.linked": "arranged a try-on",
    "try_on.unlinked": "took a try-on's appointment back",
    "job.reviewed": "decided how this goes on",
    "job.decided_otherwise": "decided otherwise how this goes on",
    "job.incident": "failed this",
}
# What happens above the bench and makes its screens stale (see `production.actions.refreshing`).
HEARD = {
    "change.sent": "sent a change to be signed",
    "change.signed": "signed a change",
    "change.declined": "declined a change",
    "change.withdrawn": "took a change back",
    "promise.moved": "moved the promised days",
    "instalment.paid": "recorded a payment",
    "instalment.reopened": "reversed a payment",
}


def lock_job(job_id: int) -> Job:
    """Lock a job's row until the end of the transaction; every change of its runs starts here."""
    return Job.objects.select_for_update(of=("self",), no_key=True).get(pk=job_id)


def living_job(commission: Commission) -> Job | None:
    """Lock and return the commission's job; None before it was opened."""
    jobs = Job.objects.select_for_update(of=("self",), no_key=True)
    return jobs.filter(commission=commission).exclude(status=JobStatus.CANCELLED).first()


def claim(run: StageRun, base_version: int | None) -> StageRun:
    """Lock the run's job and return the run as it is now, with what the policies need.

    `base_version` is the job's version when the screen was drawn; None skips the comparison.
    Raises `Conflict`, which says who did what meanwhile.
    """
    check_version(lock_job(run.job_id), base_version)
    return StageRun.objects.for_the_bench().get(pk=run.pk)


def check_version(job: Job, base_version: int | None) -> None:
    """Raise `Conflict` when the job has changed since `base_version`."""
    if base_version is not None and base_version != job.version:
        raise _conflict(job)


def latest_event(job: Job) -> Event | None:
    """Return the newest event that moved this job."""
    told = Event.objects.filter(subject_type=Job._meta.label_lower, subject_id=job.pk)
    return told.filter(kind__in=ACTS).order_by("-at", "-id").first()


def _latest_change(job: Job) -> Event | None:
    """Return the newest event that made this job's screens stale, at the bench or above it."""
    heard = Event.objects.filter(commission_id=job.commission_id, kind__in=HEARD)
    newest = heard.order_by("-at", "-id").first()
    moved = latest_event(job)
    both = [event for event in (newest, moved) if event]
    return max(both, key=lambda event: (event.at, event.pk), default=None)


def _conflict(job: Job) -> Conflict:
    event = _latest_change(job)
    if event is None:
        return Conflict("This piece has changed since. Please look again.", version=job.version)
    at = event.at.astimezone(House.current().zone)
    return Conflict(
        f"{event.actor_name} {(ACTS | HEARD)[event.kind]} at {at:%H:%M}.",
        who=event.actor_name,
        did=event.kind,
        at=at.isoformat(),
        version=job.version,
    )
