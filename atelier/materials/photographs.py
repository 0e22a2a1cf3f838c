"""The photographs of goods: those a receipt names, by their id, and all that were ever kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from atelier.materials.custody import Thing
from atelier.materials.models import BroughtPiece, Mark, Stone
from atelier.pictures.models import Picture, Rendition

Entries = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Photograph:
    """A picture of goods, from where it was taken, and its pins: {"x", "y", "note"}, per cent."""

    picture: Picture
    view: str
    marks: Sequence[Mapping[str, str]]

    @property
    def is_ready(self) -> bool:
        """Whether there is something to show."""
        return bool(self.picture.renditions.all())

    def rendition(self, width: int) -> Rendition | None:
        """Return the largest size up to `width` px; None while it is being prepared."""
        sizes = [each for each in self.picture.renditions.all() if each.width <= width]
        return sizes[-1] if sizes else None


def with_photographs(goods: Entries) -> list[dict[str, Any]]:
    """Return the goods of a paper, each with its `photographs`."""
    entries = [dict(entry) for entry in goods]
    named = [each["id"] for entry in entries for each in entry.get("pictures", [])]
    rows = Picture.objects.filter(public_id__in=named).prefetch_related("renditions")
    kept = {str(row.public_id): row for row in rows}
    return [entry | {"photographs": _of(entry, kept)} for entry in entries]


def load_photographs(things: Iterable[Thing]) -> None:
    """Load what `photographs_of` shows of many things, in a few queries."""
    for kind in (Stone, BroughtPiece):
        rows = [each for each in things if isinstance(each, kind)]
        prefetch_related_objects(rows, "pictures__picture__renditions", "pictures__marks")


def photographs_of(thing: Thing) -> list[Photograph]:
    """Return every photograph that was kept of a thing."""
    return [
        Photograph(each.picture, each.get_view_display(), [_pin(mark) for mark in each.marks.all()])
        for each in thing.pictures.all()
    ]


def _pin(mark: Mark) -> dict[str, str]:
    return {"x": str(mark.x), "y": str(mark.y), "note": mark.note}


def _of(entry: Mapping[str, Any], kept: Mapping[str, Picture]) -> list[Photograph]:
    return [
        Photograph(kept[each["id"]], each["view"], each["marks"])
        for each in entry.get("pictures", [])
        if each["id"] in kept
    ]
