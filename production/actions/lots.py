"""Which delivered metal a piece was cast from; what a claim of recycled metal rests on."""

from decimal import Decimal

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.models import MetalLot
from production.actions.claims import lock_job
from production.models import Job, JobLot
from production.policies.lots import check_lot, check_lots_are_open


@transaction.atomic
def name_lot(*, job: Job, lot: MetalLot, by: Actor, grams: Decimal | None = None) -> JobLot:
    """Note that a piece was cast from a lot, with the grams where they were weighed.

    A lot named twice is the first note. Raises `NotAllowed` for a client, `WrongState` once the
    piece is finished, and `Refusal` for a lot of another alloy.
    """
    job = lock_job(job.pk)
    if named := job.lots.filter(lot=lot).first():
        return named
    check_lot(job, lot, by)
    named = JobLot.objects.create(job=job, lot=lot, grams=grams, by_name=by.name[:120])
    record("lot.named", job, by=by, commission_id=job.commission_id, lot=lot.number)
    return named


@transaction.atomic
def take_lot_back(*, named: JobLot, by: Actor) -> None:
    """Undo a lot that was named by mistake; raises as `name_lot` does."""
    job = lock_job(named.job_id)
    check_lots_are_open(job, by)
    deleted, _ = JobLot.objects.filter(pk=named.pk).delete()
    if deleted:
        number = named.lot.number
        record("lot.taken_back", job, by=by, commission_id=job.commission_id, lot=number)
