"""A word kept with a piece: it never conflicts with what others did."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from production.actions.claims import lock_job
from production.live import tell_tablets
from production.models import Job

# A large chip each, so that nobody types with dusty hands.
OFTEN_SAID = (
    "Thin here, file no more",
    "Pits near the surface",
    "Fresh solder, be gentle",
    "Prongs a touch heavy",
    "Seat a touch tight",
    "Stone stands proud",
    "Size checked on the mandrel",
    "Keep away from heat",
)


@transaction.atomic
def add_note(*, job: Job, text: str, by: Actor) -> Job:
    """Add a line to the job's note, signed. Raises `Refusal` for an empty one.

    The job's version stays: a note stops nobody from finishing what is in hand.
    """
    if not text.strip():
        raise Refusal("Please write the note first.")
    job = lock_job(job.pk)
    job.note = "\n".join(filter(None, [job.note, f"{by.name}: {text.strip()}"]))
    job.save(update_fields=["note"])
    record("job.noted", job, by=by, commission_id=job.commission_id, text=text.strip())
    tell_tablets(job)
    return job
