"""Takes a design out of the catalogue and back into it; orders made from it are not touched."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed
from designs.models import Design


@transaction.atomic
def retire_design(*, design: Design, by: Actor) -> Design:
    """Stop offering a design; one that is retired already stays as it is."""
    design = _held(design, by)
    if design.retired_at is None:
        design.retired_at = timezone.now()
        _write(design, "design.retired", by)
    return design


@transaction.atomic
def offer_design(*, design: Design, by: Actor) -> Design:
    """Offer a retired design again; one that is offered stays as it is."""
    design = _held(design, by)
    if design.retired_at is not None:
        design.retired_at = None
        _write(design, "design.offered", by)
    return design


def _held(design: Design, by: Actor) -> Design:
    if not by.is_house:
        raise NotAllowed("Only the atelier changes its catalogue.")
    return Design.objects.select_for_update(of=("self",), no_key=True).get(pk=design.pk)


def _write(design: Design, kind: str, by: Actor) -> None:
    design.save(update_fields=["retired_at"])
    record(kind, design, by=by)
