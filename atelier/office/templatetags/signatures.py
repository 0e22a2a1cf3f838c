"""A signature on a page: the strokes as a drawing, else the name in italics."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# The field people sign in is three times as wide as high; a point is in per cent of its sides.
WIDTH, HEIGHT = 300, 100


@register.simple_tag
def signature(signed: dict[str, Any]) -> SafeString:
    """Return the drawing of what was signed."""
    strokes = [points for points in signed["strokes"] if points]
    if not strokes:
        return format_html('<p class="signed signed--typed">{}</p>', signed["name"])
    paths = format_html_join("", '<path d="{}"/>', ((_path(points),) for points in strokes))
    return format_html(
        '<svg class="signed" viewBox="0 0 {} {}" role="img" aria-label="Signed by {}">{}</svg>',
        WIDTH,
        HEIGHT,
        signed["name"],
        paths,
    )


def _path(points: list[list[float]]) -> str:
    placed = [f"{x * WIDTH / 100:.1f} {y * HEIGHT / 100:.1f}" for x, y in points]
    return f"M{placed[0]} L{' '.join(placed[1:] or placed)}"
