"""The certificate as PDF/A, with a QR code that opens the public check."""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from PIL import Image

from atelier.house.models import House
from ownership.documents.fonts import font_folders
from ownership.models import Certificate

_TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_pdf(certificate: Certificate, code: str) -> bytes:
    """Return the certificate as PDF/A-2b; as plain PDF where a glyph forbids the archive form.

    `code` is printed on it and nowhere else. Reads nothing but the certificate's frozen words.
    """
    data = _data(certificate, code)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "certificate.typ").write_bytes(_TEMPLATE.read_bytes())
        (room / "qr.svg").write_bytes(_qr(f"{data['check_url']}#{certificate.serial.text}.{code}"))
        data["picture"] = _picture(certificate.described.get("picture"), room / "picture.jpg")
        return _compile(room / "certificate.typ", data)


def _compile(source: Path, data: dict[str, Any]) -> bytes:
    wanted: dict[str, Any] = {
        "root": str(source.parent),
        "font_paths": font_folders(),
        "sys_inputs": {"data": json.dumps(data)},
        "format": "pdf",
    }
    try:
        return typst.compile(str(source), pdf_standards="a-2b", **wanted)
    except typst.TypstError:
        return typst.compile(str(source), **wanted)


def _data(certificate: Certificate, code: str) -> dict[str, Any]:
    house, described = House.current(), certificate.described
    verify_at = f"{settings.SITE_URL}/verify/"
    return {
        "title": f"Certificate {certificate.serial.text}",
        "serial": certificate.serial.text,
        "code": f"{code[:4]} {code[4:]}",
        "house": {
            "name": house.name,
            "address": ", ".join(house.address.splitlines()),
            "accent": house.accent_colour,
        },
        "issued": f"{certificate.issued_at.astimezone(house.zone):%-d %B %Y}",
        "verify_at": verify_at.split("://")[1],
        "check_url": verify_at,
        "picture_alt": described.get("picture_alt") or described["piece"],
        **{key: described[key] for key in ("piece", "rows", "stones", "care", "grams_note")},
    }


def _qr(url: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(url, error="m").save(drawn, kind="svg", border=0, dark="#1c1a17", scale=4)
    return drawn.getvalue()


def _picture(static_name: str | None, to: Path) -> bool:
    """Write the design's picture as JPEG beside the template; False where there is none."""
    source = settings.BASE_DIR / "static" / static_name if static_name else None
    if source is None or not source.is_file():
        return False
    with Image.open(source, formats=["WEBP"]) as picture:
        picture.convert("RGB").save(to, "JPEG", quality=88)
    return True
