"""The photographs a receipt shows: its frozen words name them, and they are found by their id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def _of(entry: Mapping[str, Any], kept: Mapping[str, Picture]) -> list[Photograph]:
    return [
        Photograph(kept[each["id"]], each["view"], each["marks"])
        for each in entry.get("pictures", [])
        if each["id"] in kept
    ]
