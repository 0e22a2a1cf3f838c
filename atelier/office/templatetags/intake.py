"""What the pictures' step of an intake asks for."""

from collections.abc import Mapping

from django import template

from atelier.materials.models.goods_pictures import PictureView

register = template.Library()


@register.simple_tag
def views() -> list[tuple[str, str]]:
    """Return from where goods are photographed, each with its label."""
    return [(str(each.value), str(each.label)) for each in PictureView]


@register.filter
def shot_name(view: str, row: int) -> str:
    """Return the name of the field a picture is chosen in."""
    return f"shot-{row}-{view}"


@register.filter
def at(words: Mapping[str, str], name: str) -> str:
    """Return what stands under a name, or nothing."""
    return words.get(name, "")
