"""Pictures of goods: face-up, profile, inscription, and damage with a mark on it."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed
from atelier.materials.custody import Thing, about, noun
from atelier.materials.goods import Shot
from atelier.materials.models import GoodsPicture
from atelier.materials.models.custody import PictureView


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
    """Write down one picture; its mark is rounded to the hundredth of a per cent."""
    x, y = shot.mark or (None, None)
    return GoodsPicture.objects.create(
        **about(thing),
        picture=shot.picture,
        view=shot.view,
        mark_x=x,
        mark_y=y,
        note=shot.note.strip(),
    )
