"""A gemmologist's evaluation as PDF, set from its frozen words and its map."""

from pathlib import Path

from atelier.materials.models import Evaluation
from atelier.materials.outlines import path_of
from atelier.paper import typeset

_TEMPLATE = Path(__file__).with_name("evaluation.typ")
_PLOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="{path}" fill="none"'
    ' stroke="#8c8375" stroke-width="0.6" stroke-linejoin="round"/></svg>'
)
# Wide enough for print at the size of the map.
_WIDE = 800


def evaluation_pdf(evaluation: Evaluation) -> bytes:
    """Return the PDF of what the client may read."""
    sheet, content = _map(evaluation)
    words = evaluation.frozen | {"sha256": evaluation.sha256, "sheet": sheet}
    return typeset(_TEMPLATE, words, pictures={sheet: content})


def _map(evaluation: Evaluation) -> tuple[str, bytes]:
    """Return the name and the bytes of what the pins stand on: the picture, else the plot."""
    if evaluation.map_picture:
        sized = evaluation.map_picture.renditions.filter(width__lte=_WIDE).last()
        if sized:
            with sized.file.open() as kept:
                return "map.webp", kept.read()
    outline = evaluation.frozen["map"]
    return "map.svg", _PLOT.format(path=path_of(outline)).encode()
