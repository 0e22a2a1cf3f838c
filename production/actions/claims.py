"""Takes a run for one change: its job locked, nothing changed since the tablet looked."""

from django.db import connection

from atelier.house.models import House
from atelier.journal.models import Event
from atelier.journal.refusals import Conflict
from atelier.prepared import Prepared, slot
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
    """Lock a job's row until the end of the transaction, for what changes none of its runs."""
    return Job.objects.select_for_update(of=("self",), no_key=True).get(pk=job_id)


def living_job(commission: Commission) -> Job | None:
    """Lock and return the commission's job; None before it was opened."""
    jobs = Job.objects.select_for_update(of=("self",), no_key=True)
    return jobs.filter(commission=commission).exclude(status=JobStatus.CANCELLED).first()


# Written out, for every tap waits for it.
_COUNT = """
UPDATE production_job SET version = version + 1 WHERE id = %s AND version = coalesce(%s, version)
"""
# A run with what the policies of its step ask of it.
PLAIN = Prepared(lambda: StageRun.objects.with_bench().filter(pk=slot("run")))
WITH_MAKER = Prepared(lambda: StageRun.objects.with_bench().with_maker().filter(pk=slot("run")))
WITH_OBSTACLES = Prepared(lambda: StageRun.objects.for_the_bench().filter(pk=slot("run")))


def claim(run: StageRun, base_version: int | None, reads: Prepared[StageRun] = PLAIN) -> StageRun:
    """Count one change on the run's job, which locks it, and return the run as it is now.

    `reads` brings what the caller's policies need. `base_version` is the job's version when the
    screen was drawn; None skips the comparison. Raises `Conflict`, which says who did what
    meanwhile.
    """
    count_change(run.job_id)
    now = reads.get(run=run.pk)
    if base_version is not None and base_version != now.job.version - 1:
        now.job.version -= 1
        raise _conflict(now.job)
    return now


def claim_as_seen(
    run: StageRun, base_version: int | None, reads: Prepared[StageRun] = PLAIN
) -> StageRun:
    """Claim a run that was read together with its job's version, and not a second time.

    Every change of a run counts on its job, so while the job's version is the one that was seen,
    the run is as it was seen: one conditional UPDATE compares, counts and locks. Anything else is
    claimed as ever. Raises `Conflict`.
    """
    seen = run.seen
    if seen is None or base_version not in (None, seen):
        return claim(run, base_version, reads)
    if not count_change(run.job_id, seen=seen):
        return claim(run, base_version, reads)
    run.job.version = seen + 1
    return run


def count_change(job_id: int, *, seen: int | None = None) -> bool:
    """Add one to the job's version, which locks its row; False where it is not the one `seen`."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [job_id, seen])
        return bool(cursor.rowcount)


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
