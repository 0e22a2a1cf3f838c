"""Serves a picture. The view that calls this has already decided who may see it."""

from django.http import FileResponse, Http404, HttpResponseBase

from atelier.pictures.models import Picture, Rendition

# Kept by the viewer's own browser for a day; never by anything in between.
_HEADERS = {
    "Cache-Control": "private, max-age=86400",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def serve(picture: Picture, width: int) -> HttpResponseBase:
    """Return the smallest rendition at least `width` px wide, or else the largest.

    Raises `Http404` while the picture is being prepared and when its file is gone.
    """
    rendition = _rendition_for(picture, width)
    try:
        file = rendition.file.open()
    except FileNotFoundError:
        raise Http404("The picture's file is missing.") from None
    name = f"{picture.public_id}-{rendition.width}.webp"
    return FileResponse(file, filename=name, content_type="image/webp", headers=_HEADERS)


def _rendition_for(picture: Picture, width: int) -> Rendition:
    renditions = picture.renditions.order_by("width")
    rendition = renditions.filter(width__gte=width).first() or renditions.last()
    if rendition is None:
        raise Http404("The picture is still being prepared.")
    return rendition
