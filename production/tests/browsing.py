"""A tablet's plain forms and pages, without a browser."""

import uuid
from typing import Any

from django.test import Client

from production.models import Job
from production.statuses import OPEN_RUNS


def tap(bench: Client, job: Job, kind: str, **fields: Any) -> Any:
    """Send the form of one tap, as the job's screen would now."""
    job.refresh_from_db()
    run = job.runs.filter(status__in=OPEN_RUNS).first()
    carried = {"uuid": uuid.uuid4(), "base_version": job.version, "run": run.pk if run else ""}
    return bench.post(f"/bench/j/{job.envelope}/do/{kind}/", carried | fields)


def page_of(bench: Client, job: Job, more: str = "") -> str:
    """Return a job's screen as text."""
    return bench.get(f"/bench/j/{job.envelope}/{more}").content.decode()
