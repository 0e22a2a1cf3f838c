"""Lets the bench know what happened above it: a change to sign, other days, a payment.

The stages above may not know the workshop, so it looks for itself: an event wakes the task, and
the sweep on beat finds what a lost message left.
"""

from datetime import date

from django.db import transaction
from django.db.models import F

from production.actions.claims import HEARD, lock_job
from production.actions.moves import grow
from production.models import Job
from production.statuses import OPEN_RUNS


def jobs_with_news() -> list[int]:
    """Return the keys of the open jobs whose screens are behind what happened above the bench."""
    behind = Job.objects.in_the_workshop().with_news(HEARD)
    return list(behind.values_list("pk", flat=True))


@transaction.atomic
def refresh_job(*, job_id: int) -> bool:
    """Let every screen of the job read again, with the days as promised; False when up to date.

    Twice at once, the second finds nothing new.
    """
    lock_job(job_id)
    behind = Job.objects.in_the_workshop().with_news(HEARD).select_related("commission")
    job = behind.filter(pk=job_id).first()
    if job is None:
        return False
    job.heard = job.news
    job.save(update_fields=["heard"])
    if job.commission.promised_to:
        _follow_promise(job, job.commission.promised_to)
    grow(job)
    return True


def _follow_promise(job: Job, promised: date) -> None:
    """Move the job's day, and by as much the latest start of the stage that is open."""
    shift = promised - job.due
    if not shift:
        return
    job.due = promised
    job.save(update_fields=["due"])
    job.runs.filter(status__in=OPEN_RUNS).update(start_by=F("start_by") + shift)
