"""Which appointments a try-on may be linked to."""

from django.db.models import Q, QuerySet

from atelier.journal.refusals import WrongState
from consultations.models import Appointment
from consultations.statuses import AppointmentStatus
from production.models import Job, StageKind, StageRun, TryOn
from production.statuses import OPEN_RUNS, RunStatus


def open_try_on(job: Job) -> StageRun:
    """Return the try-on that is open. Raises `WrongState` when the piece is elsewhere."""
    runs = StageRun.objects.still_open().filter(job=job, stage__kind=StageKind.TRY_ON)
    run = runs.first()
    if run is None:
        raise WrongState("This piece is not at its try-on.")
    return run


def appointments_for(job: Job) -> QuerySet[Appointment]:
    """Return the client's standing appointments for this piece that no try-on has yet."""
    client = job.commission.client_id
    theirs = Appointment.objects.exclude(
        status__in=[AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW]
    ).filter(client=client, try_on__isnull=True)
    ours = Q(commission=job.commission_id) | Q(commission__isnull=True)
    return theirs.filter(ours).order_by("starts_at")


def check_still_tried_on(linked: TryOn) -> None:
    """Raise `WrongState` once the try-on was judged: then it is part of what happened."""
    if not can_take_back(linked):
        raise WrongState("This try-on was judged already, so its appointment stays with it.")


def can_take_back(linked: TryOn) -> bool:
    """Tell whether the button belongs beside this link."""
    run = linked.run
    never_begun = run.status == RunStatus.VOID and run.started_at is None
    return run.status in OPEN_RUNS or never_begun
