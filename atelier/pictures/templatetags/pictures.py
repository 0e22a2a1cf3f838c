"""`{% picture %}`: an image in every width we have, or a calm placeholder."""

from typing import Any

from django import template
from django.urls import reverse

from atelier.pictures.models import Picture
from atelier.pictures.statuses import PICTURES

register = template.Library()


@register.inclusion_tag("pictures/picture.html")
def picture(
    picture: Picture, *, url_name: str, alt: str = "", sizes: str = "100vw", **more: Any
) -> dict[str, object]:
    """Render `picture`, fetched from the view `url_name(public_id, width, **more)`.

    `sizes` is the img attribute. Prefetch `renditions` where many pictures are listed.
    """
    renditions = [
        {
            "url": reverse(
                url_name,
                kwargs={"public_id": picture.public_id, "width": rendition.width, **more},
            ),
            "width": rendition.width,
            "height": rendition.height,
        }
        for rendition in picture.renditions.all()
    ]
    return {
        "picture": picture,
        "alt": alt,
        "sizes": sizes,
        "renditions": renditions,
        "sentence": picture.refusal or PICTURES.sentences[picture.status],
    }
