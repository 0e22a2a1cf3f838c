"""The certificate as PDF/A, with a QR code that opens the public check."""

from pathlib import Path
from typing import Any

from django.conf import settings

from atelier.house.models import House
from atelier.paper import house_block, qr_code, still, typeset
from ownership.models import Certificate

_TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_pdf(certificate: Certificate, code: str) -> bytes:
    """Return the certificate as PDF/A-2b; as plain PDF where a glyph forbids the archive form.

    `code` is printed on it and nowhere else. Reads nothing but the certificate's frozen words.
    """
    data = _data(certificate, code)
    pictures = {"qr.svg": qr_code(f"{data['check_url']}#{certificate.serial.text}.{code}")}
    if drawn := still(certificate.described.get("picture")):
        pictures["picture.jpg"] = drawn
    return typeset(_TEMPLATE, data | {"picture": bool(drawn)}, pictures=pictures)


def _data(certificate: Certificate, code: str) -> dict[str, Any]:
    house, described = House.current(), certificate.described
    verify_at = f"{settings.SITE_URL}/verify/"
    return {
        "title": f"Certificate {certificate.serial.text}",
        "serial": certificate.serial.text,
        "code": f"{code[:4]} {code[4:]}",
        "house": house_block(),
        "date": certificate.issued_at,
        "issued": f"{certificate.issued_at.astimezone(house.zone):%-d %B %Y}",
        "verify_at": verify_at.split("://")[1],
        "check_url": verify_at,
        "picture_alt": described.get("picture_alt") or described["piece"],
        # A certificate older than the claims has none.
        "claims": described.get("claims", []),
        **{key: described[key] for key in ("piece", "rows", "stones", "care", "grams_note")},
    }
