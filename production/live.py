"""What the bench's pages are about, for `atelier.live`."""

from atelier import live
from production.models import Job

BENCH = "bench"


def tell_tablets(job: Job | None = None) -> None:
    """Let every list at the bench read again after the commit, and the job's own screens."""
    live.changed(BENCH, *([subject_of(job.envelope)] if job else []))


def subject_of(envelope: str) -> str:
    """Return the subject of a job's screens."""
    return f"job:{envelope}"
