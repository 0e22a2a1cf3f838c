"""Sets a Typst template as PDF."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder

from atelier.paper.fonts import font_folders

LETTERHEAD = Path(__file__).with_name("letterhead.typ")


def typeset(
    template: Path, data: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return `template` filled with `data` as PDF/A-2b; as plain PDF where a glyph forbids it.

    `data` goes as JSON, never as source; decimals and days become strings. `data["date"]` is the
    ISO day or moment the file says it was made on, so the same data give the same bytes.
    `pictures` lie beside the template under their names. Raises `typst.TypstError` for a fault in
    the template.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = _lay_out(Path(folder), template, pictures or {})
        return _compile(source, data)


def _lay_out(room: Path, template: Path, pictures: Mapping[str, bytes]) -> Path:
    for part in (template, LETTERHEAD):
        (room / part.name).write_bytes(part.read_bytes())
    for name, content in pictures.items():
        (room / name).write_bytes(content)
    return room / template.name


def _compile(source: Path, data: Mapping[str, Any]) -> bytes:
    wanted: dict[str, Any] = {
        "root": str(source.parent),
        "font_paths": _fonts(),
        "sys_inputs": {"data": json.dumps(data, cls=DjangoJSONEncoder)},
        "timestamp": _made_at(data["date"]),
        "format": "pdf",
    }
    try:
        return typst.compile(str(source), pdf_standards="a-2b", **wanted)
    except typst.TypstError:
        return typst.compile(str(source), **wanted)


@cache
def _fonts() -> typst.Fonts:
    """Read the fonts once: looking through a machine's fonts takes longer than a page."""
    return typst.Fonts(font_paths=list(font_folders()))


def _made_at(date: Any) -> int:
    moment = datetime.fromisoformat(str(date))
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
