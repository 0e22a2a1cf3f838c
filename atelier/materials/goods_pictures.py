"""Pictures of goods: face-up, profile, inscription, and damage with pins on it."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed
from atelier.materials.custody import Thing, about, noun
from atelier.materials.goods import Shot
from atelier.materials.marks import keep_marks
from atelier.materials.models import GoodsPicture
from atelier.materials.models.goods_pictures import PictureView


@transaction.atomic
def add_goods_picture(
    *, thing: Thing, shot: Shot, by: Actor, commission_id: int | None = None
) -> GoodsPicture:
    """Keep a picture of goods that are already written down."""
    if not by.is_house:
        raise NotAllowed("Only the atelier keeps pictures of goods.")
    kept = keep_shot(thing, shot)
    view = PictureView(shot.view).label.lower()
    record(f"{noun(thing)}.pictured", thing, by=by, commission_id=commission_id, view=view)
    return kept


def keep_shot(thing: Thing, shot: Shot) -> GoodsPicture:
    """Write down one picture and the pins on it."""
    kept = GoodsPicture.objects.create(
        **about(thing),
        picture=shot.picture,
        view=shot.view,
        note=shot.note.strip(),
    )
    keep_marks(kept, shot.marks)
    return kept
