"""`{% design_picture design alloy sizes="33vw" %}`: the picture of a design, or a drawing."""

from typing import Any

from django import template

from atelier.materials.models import Alloy
from designs.models import Design

register = template.Library()

WIDE = "(min-width: 64rem) 30rem, 100vw"


@register.inclusion_tag("designs/picture.html")
def design_picture(
    design: Design, alloy: Alloy | None = None, sizes: str = WIDE, lazy: bool = True
) -> dict[str, Any]:
    """Show a design in an alloy (its own when none is given), at `sizes` as in HTML.

    `lazy=False` is for what stands above the fold. A design without a picture gets a drawing.
    """
    picture = design.picture_for(alloy)
    return {
        "design": design,
        "picture": picture,
        "alt": design.alt_for(picture),
        "avif": picture.srcset("avif") if picture else "",
        "webp": picture.srcset("webp") if picture else "",
        "sizes": sizes,
        "lazy": lazy,
    }
