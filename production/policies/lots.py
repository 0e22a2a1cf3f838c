"""Which metal may be named for a piece, by whom and until when."""

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import MetalLot
from production.models import Job
from production.statuses import JobStatus


def check_lots_are_open(job: Job, by: Actor) -> None:
    """Raise unless somebody of the house speaks of a piece that is still being made.

    Afterwards the certificate has frozen what it says of the metal.
    """
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the atelier says which metal a piece was cast from.")
    if job.status != JobStatus.OPEN:
        raise WrongState("This piece is no longer in the workshop, so its metal stays as noted.")


def check_lot(job: Job, lot: MetalLot, by: Actor) -> None:
    """Raise also where a lot is not of the alloy that was agreed."""
    check_lots_are_open(job, by)
    agreed = job.approval.option.alloy
    if lot.alloy_id != agreed.pk:
        raise Refusal(f"Lot {lot.number} is {lot.alloy}; this piece was agreed in {agreed}.")


def can_name_lots(job: Job, by: Actor) -> bool:
    """Tell whether the form is offered."""
    try:
        check_lots_are_open(job, by)
    except Refusal:
        return False
    return True
