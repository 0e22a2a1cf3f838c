"""The drawings that belong to an offer, and small copies of them for its paper."""

from dataclasses import dataclass

from atelier.pictures.models import Picture
from orders.models import Commission, RevisionFile
from orders.statuses import RevisionStatus

MOST = 4
WIDE_ENOUGH = 480
"""Pixels: sharp on paper at a quarter of a sheet."""
_SHOWN = (RevisionStatus.SHARED, RevisionStatus.APPROVED)


@dataclass(frozen=True)
class Drawing:
    """A drawing's WebP under the name it has beside the template, and what it shows."""

    name: str
    caption: str
    content: bytes


@dataclass(frozen=True)
class ShownPicture:
    """A picture the client was shown; `is_drawn` when it belongs to a numbered drawing."""

    picture: Picture
    caption: str
    is_drawn: bool


def pictures_of(commission: Commission) -> list[ShownPicture]:
    """Return the pictures of the drawing that stands, else those released one by one.

    What the client was not shown is not among them.
    """
    if drawn := _of_newest_drawing(commission):
        return drawn
    released = commission.pictures.filter(from_client=False, released_at__isnull=False)
    loaded = released.select_related("picture").prefetch_related("picture__renditions")
    return [ShownPicture(each.picture, each.caption, False) for each in loaded]


def drawings_of(commission: Commission) -> list[Drawing]:
    """Return those pictures small, four at most; one whose file is gone is left out."""
    found = [_drawing(number, each) for number, each in enumerate(pictures_of(commission)[:MOST])]
    return [drawing for drawing in found if drawing]


def _of_newest_drawing(commission: Commission) -> list[ShownPicture]:
    newest = commission.revisions.filter(status__in=_SHOWN).order_by("-number").values("pk")[:1]
    files = RevisionFile.objects.filter(revision__in=newest, picture__isnull=False)
    loaded = files.select_related("picture").prefetch_related("picture__renditions")
    return [ShownPicture(each.picture, each.caption, True) for each in loaded if each.picture]


def _drawing(number: int, shown: ShownPicture) -> Drawing | None:
    content = _smallest(shown.picture)
    return Drawing(f"drawing-{number}.webp", shown.caption, content) if content else None


def _smallest(picture: Picture) -> bytes | None:
    renditions = sorted(picture.renditions.all(), key=lambda each: each.width)
    wide = [each for each in renditions if each.width >= WIDE_ENOUGH] or renditions[-1:]
    try:
        return wide[0].file.read() if wide else None
    except FileNotFoundError:
        return None
