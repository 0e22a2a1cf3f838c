"""The drawings of a commission, small enough for its papers."""

from dataclasses import dataclass

from atelier.pictures.models import Picture
from orders.models import Commission, CommissionPicture

MOST = 4
WIDE_ENOUGH = 480
"""Pixels: sharp on paper at a quarter of a sheet."""


@dataclass(frozen=True)
class Drawing:
    """A drawing's WebP under the name it has beside the template, and what it shows."""

    name: str
    caption: str
    content: bytes


def drawings_of(commission: Commission) -> list[Drawing]:
    """Return the house's released drawings, four at most; one whose file is gone is left out."""
    ours = commission.pictures.filter(from_client=False, released_at__isnull=False)
    loaded = ours.select_related("picture").prefetch_related("picture__renditions")
    found = [_drawing(number, each) for number, each in enumerate(loaded[:MOST])]
    return [drawing for drawing in found if drawing]


def _drawing(number: int, released: CommissionPicture) -> Drawing | None:
    content = _smallest(released.picture)
    return Drawing(f"drawing-{number}.webp", released.caption, content) if content else None


def _smallest(picture: Picture) -> bytes | None:
    renditions = sorted(picture.renditions.all(), key=lambda each: each.width)
    wide = [each for each in renditions if each.width >= WIDE_ENOUGH] or renditions[-1:]
    try:
        return wide[0].file.read() if wide else None
    except FileNotFoundError:
        return None
