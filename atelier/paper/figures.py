"""What a paper shows beside its words: a QR code, and a piece's picture."""

import io
from typing import IO

import segno
from django.conf import settings
from PIL import Image

_INK = "#1c1a17"


def qr_code(address: str) -> bytes:
    """Return a QR code of `address` as SVG, without a border; a tenth of it may be worn away."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0, dark=_INK, scale=4)
    return drawn.getvalue()


def still(static_name: str | None) -> bytes | None:
    """Return a design's picture, a WebP of the project's own, as JPEG; None where there is none."""
    source = settings.BASE_DIR / "static" / static_name if static_name else None
    if source is None or not source.is_file():
        return None
    with source.open("rb") as kept:
        return as_jpeg(kept)


def as_jpeg(source: IO[bytes]) -> bytes:
    """Return one of the house's own WebP files as JPEG, which a PDF holds as it is.

    WebP would be unpacked and weigh many times as much.
    """
    drawn = io.BytesIO()
    with Image.open(source, formats=["WEBP"]) as picture:
        picture.convert("RGB").save(drawn, "JPEG", quality=88)
    return drawn.getvalue()
