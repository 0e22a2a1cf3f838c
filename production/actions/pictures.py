"""Pictures taken at the bench, and the house's word that the client may see one."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.pictures.models import Picture
from production.live import tell_tablets
from production.models import RunPicture, StageRun
from production.policies.pictures import check_release


class Mark(NamedTuple):
    """Where a defect is, in per cent of the picture's width and height."""

    x: int
    y: int


def as_fields(mark: Mark | None) -> dict[str, int]:
    """Return the mark as a `RunPicture` keeps it."""
    return {"mark_x": mark.x, "mark_y": mark.y} if mark else {}


@transaction.atomic
def add_picture(
    *, run: StageRun, picture: Picture, by: Actor, caption: str = "", mark: Mark | None = None
) -> RunPicture:
    """Keep a picture with a run; it stays private until it is released.

    The job's version stays: a picture stops nobody from finishing what is in hand.
    """
    kept = RunPicture.objects.create(run=run, picture=picture, caption=caption, **as_fields(mark))
    record("picture.added", run.job, by=by, commission_id=run.job.commission_id, picture=kept.pk)
    tell_tablets(run.job)
    return kept


@transaction.atomic
def release_picture(*, run_picture: RunPicture, by: Actor) -> RunPicture:
    """Let the client see a picture. Released twice, it keeps its first time.

    Raises `NotAllowed` for anybody but staff and the jewellers the house trusts with it, and
    `WrongState` for one that could not be read.
    """
    check_release(run_picture, by)
    pictures = RunPicture.objects.select_for_update(of=("self",), no_key=True)
    kept = pictures.select_related("run__job").get(pk=run_picture.pk)
    if kept.released_at is None:
        kept.released_at = timezone.now()
        kept.save(update_fields=["released_at"])
        job = kept.run.job
        record("picture.released", job, by=by, commission_id=job.commission_id, picture=kept.pk)
    return kept
