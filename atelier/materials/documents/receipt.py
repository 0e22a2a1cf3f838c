"""A custody receipt as PDF, set from its frozen words and the photographs they name."""

from pathlib import Path
from typing import Any

from atelier.materials.models import Receipt
from atelier.materials.photographs import Photograph, with_photographs
from atelier.paper import as_jpeg, typeset

_TEMPLATE = Path(__file__).with_name("receipt.typ")
# Sharp in print at a third of the sheet's width.
_WIDE = 800


def receipt_pdf(receipt: Receipt) -> bytes:
    """Return the PDF: the same bytes for ever, as soon as its photographs are prepared."""
    files: dict[str, bytes] = {}
    goods = [_laid_out(entry, files) for entry in with_photographs(receipt.frozen["goods"])]
    words = receipt.frozen | {"goods": goods, "sha256": receipt.sha256}
    return typeset(_TEMPLATE, words, pictures=files)


def _laid_out(entry: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
    """Return the entry with the names of its pictures' files, and put those into `files`."""
    shown = [
        {"file": _file(each, files), "view": each.view, "marks": each.marks}
        for each in entry["photographs"]
    ]
    return entry | {"photographs": shown}


def _file(photograph: Photograph, files: dict[str, bytes]) -> str:
    """Return the name of a photograph's file; "" while there is none to show."""
    sized = photograph.rendition(_WIDE)
    if sized is None:
        return ""
    name = f"{photograph.picture.public_id}.jpg"
    try:
        with sized.file.open() as kept:
            files[name] = as_jpeg(kept)
    except OSError:
        return ""
    return name
