"""What beat and workers do for the workshop; each finds its own work."""

from celery import shared_task

from production.actions.refreshing import jobs_with_news, refresh_job


@shared_task(name="production.refresh_jobs", acks_late=True, reject_on_worker_lost=True)
def refresh_jobs() -> int:
    """Let the screens of every job read again that is behind what happened above the bench."""
    return sum(refresh_job(job_id=job_id) for job_id in jobs_with_news())
