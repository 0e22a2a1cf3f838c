"""Linking a try-on to the appointments at which the client comes for it."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import WrongState
from consultations.models import Appointment
from orders.policies.sides import check_house
from production.actions.claims import lock_job
from production.actions.moves import grow
from production.models import Job, TryOn
from production.policies.try_ons import appointments_for, check_still_tried_on, open_try_on


@transaction.atomic
def link_try_on(*, job: Job, appointment: Appointment, by: Actor) -> TryOn:
    """Say that the client tries the piece on at `appointment`; it may be the second or third.

    Linked again, it stays as it is. Raises `Refusal`: not of the house, no try-on open, an
    appointment that is not this client's or does not stand.
    """
    check_house(by)
    job = lock_job(job.pk)
    run = open_try_on(job)
    if linked := run.try_ons.filter(appointment=appointment).first():
        return linked
    if not appointments_for(job).filter(pk=appointment.pk).exists():
        raise WrongState("This appointment is not one at which this piece can be tried on.")
    linked = TryOn.objects.create(run=run, appointment=appointment, by_name=by.name)
    grow(job)
    starts = appointment.starts_at.isoformat()
    record("try_on.linked", job, by=by, commission_id=job.commission_id, starts=starts)
    return linked


@transaction.atomic
def unlink_try_on(*, job: Job, appointment: Appointment, by: Actor) -> None:
    """Take a wrong link back, as long as its try-on is open; the appointment itself stays.

    Taken back twice, the second changes nothing. Raises `Refusal`: not of the house, judged since.
    """
    check_house(by)
    job = lock_job(job.pk)
    links = TryOn.objects.filter(run__job=job, appointment=appointment)
    linked = links.select_related("run").first()
    if linked is None:
        return
    check_still_tried_on(linked)
    linked.delete()
    grow(job)
    starts = appointment.starts_at.isoformat()
    record("try_on.unlinked", job, by=by, commission_id=job.commission_id, starts=starts)
