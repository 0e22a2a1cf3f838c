"""The pictures of a row of goods, each with what belongs to it."""

from dataclasses import dataclass

from django import template
from django.forms import BoundField, Form

from atelier.materials.models.goods_pictures import PictureView

register = template.Library()


@dataclass(frozen=True)
class ShotFields:
    """A picture's field, the id of one already kept, and the figures of its mark."""

    field: BoundField
    kept: BoundField
    figures: list[BoundField]

    @property
    def is_damage(self) -> bool:
        """Whether a place is marked on it."""
        return bool(self.figures)


@register.filter
def shots(row: Form) -> list[ShotFields]:
    """Return the four views of a row."""
    marks = {PictureView.DAMAGE: [row["mark_x"], row["mark_y"]]}
    return [
        ShotFields(row[f"picture_{view}"], row[f"kept_{view}"], marks.get(view, []))
        for view in PictureView
    ]
