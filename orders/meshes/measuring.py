"""Measures the solids that wait: claim, measure in the sandbox, write down what came of it.

The attempt is counted with a lease before the child starts, so a solid that kills its worker is
given up after `MAX_ATTEMPTS` instead of running for ever.
"""

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.meshes.sandbox import MeasurerDied, Unmeasurable, measure_file
from orders.models import RevisionFile

logger = logging.getLogger(__name__)

# Longer than Celery lets a task live, so a living worker never loses its lease.
LEASE = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 10)
MAX_ATTEMPTS = 3
# No new solid is begun after this: pictures wait for the same worker.
RUN_SECONDS = 20
GIVEN_UP = "We could not measure this file. Please export it as STL again."
_WORKER = Actor.system("Measuring worker")


def measure_waiting() -> None:
    """Measure what waits, for as long as one run may take; the next tick goes on."""
    end = time.monotonic() + RUN_SECONDS
    while measure_next() and time.monotonic() < end:
        pass


def measure_next() -> bool:
    """Measure the solid that waits longest; tell whether there was one."""
    kept = claim()
    if kept is None:
        return False
    try:
        measure(kept)
    except (OSError, MeasurerDied) as error:
        # Out of room, or the child was killed: the lease runs out and it is tried again.
        logger.warning("solid %s, attempt %s: %s", kept.pk, kept.attempts, error)
    return True


def claim() -> RevisionFile | None:
    """Take the solid that waits longest, its attempt counted; None if none waits."""
    with transaction.atomic():
        waiting = RevisionFile.objects.unmeasured().select_related("file").order_by("id")
        kept = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if kept is None:
            return None
        kept.attempts += 1
        kept.leased_until = timezone.now() + LEASE
        kept.save(update_fields=["attempts", "leased_until"])
    return kept


def measure(kept: RevisionFile) -> None:
    """Measure a claimed solid and write it down. A repeat changes nothing."""
    assert kept.file is not None  # Only solids are claimed.
    if kept.attempts > MAX_ATTEMPTS:
        note(kept, problem=GIVEN_UP)
        return
    found = measure_file(Path(kept.file.file.path), kept.unit)
    if isinstance(found, Unmeasurable):
        note(kept, problem=found.sentence)
        return
    note(
        kept,
        volume=found.volume,
        mesh_size=found.size,
        bodies=found.bodies,
        mesh_warning=found.warning,
    )


@transaction.atomic
def note(kept: RevisionFile, *, problem: str = "", **found: object) -> None:
    """Write down what a solid measures or why it does not, once, and end the lease."""
    held = RevisionFile.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=kept.pk, measured_at__isnull=True
    )
    waiting = held.select_related("revision").first()
    if waiting is None:
        return
    changed = {
        **found,
        "mesh_problem": problem,
        "measured_at": timezone.now(),
        "leased_until": None,
    }
    for name, value in changed.items():
        setattr(waiting, name, value)
    waiting.save(update_fields=list(changed))
    record(
        "mesh.measured",
        waiting.revision,
        by=_WORKER,
        commission_id=waiting.revision.commission_id,
        name=str(kept.file),
        outcome=problem or f"{waiting.volume} mm³",
    )
