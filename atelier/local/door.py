"""What the shop's network gets without TLS: one page, and the authority to trust.

Nobody signs in here and nothing is kept, so the page may be read by anyone, on any device.
`atelier.local.parts` runs it where Django is set up already.
"""

import hashlib
import plistlib
import re
import uuid
from collections.abc import Callable, Iterable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from whitenoise import WhiteNoise

from atelier.paper.figures import qr_code

Environ = dict[str, Any]
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src {site}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
# What a device calls itself; an iPad may say that it is a Mac, and reads both then.
_DEVICES = {
    "apple": re.compile(r"iPad|iPhone|Macintosh"),
    "android": re.compile(r"Android"),
    "windows": re.compile(r"Windows"),
    "mac": re.compile(r"Macintosh"),
    "linux": re.compile(r"X11"),
}


def _page(asked: Environ) -> tuple[str, bytes]:
    agent = asked.get("HTTP_USER_AGENT", "")
    words = {
        "house": _house_name(),
        "site": settings.SITE_URL,
        "pairs": [_fingerprint()[at : at + 2] for at in range(0, 64, 2)],
        "device": {name for name, sign in _DEVICES.items() if sign.search(agent)},
    }
    return "text/html; charset=utf-8", render_to_string("lan/trust.html", words).encode()


def _certificate(asked: Environ) -> tuple[str, bytes]:
    return "application/x-x509-ca-cert", _authority()


def _profile(asked: Environ) -> tuple[str, bytes]:
    """Return the authority as iPads and iPhones install it; again, it replaces itself."""
    name = f"Atelier at {settings.SITE_URL.partition('//')[2]}"
    payload = {
        "PayloadType": "com.apple.security.root",
        "PayloadCertificateFileName": "atelier.crt",
        "PayloadContent": _authority(),
    }
    profile = {"PayloadType": "Configuration", "PayloadRemovalDisallowed": False}
    profile["PayloadContent"] = [payload | _identity(name, "authority")]
    return "application/x-apple-aspen-config", plistlib.dumps(profile | _identity(name, "profile"))


def _identity(name: str, part: str) -> dict[str, Any]:
    number = uuid.uuid5(uuid.NAMESPACE_OID, f"{part} {_fingerprint()}")
    return {
        "PayloadDisplayName": name,
        "PayloadIdentifier": f"atelier.{part}.{number}",
        "PayloadUUID": str(number),
        "PayloadVersion": 1,
    }


def _bench_code(asked: Environ) -> tuple[str, bytes]:
    return "image/svg+xml", qr_code(f"{settings.SITE_URL}/bench/")


_ANSWERS: dict[str, Callable[[Environ], tuple[str, bytes]]] = {
    "/": _page,
    "/atelier.crt": _certificate,
    "/atelier.mobileconfig": _profile,
    "/bench.svg": _bench_code,
}


def _authority() -> bytes:
    return (Path(settings.DATA_DIR) / "lan" / "authority.crt").read_bytes()


@cache
def _fingerprint() -> str:
    return hashlib.sha256(_authority()).hexdigest().upper()


def _house_name() -> str:
    """Return the house's name; the page is there without a database too."""
    from atelier.house.models import House

    try:
        return House.current().name
    except DatabaseError:
        return "the house"
    finally:
        connection.close()


def answer(asked: Environ, begin: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request; every address that is none of the page's leads to it."""
    if asked["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return _say(begin, HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", "GET, HEAD")])
    found = _ANSWERS.get(asked["PATH_INFO"])
    if found is None:
        return _say(begin, HTTPStatus.FOUND, [("Location", "/")])
    kind, body = found(asked)
    return _say(begin, HTTPStatus.OK, [("Content-Type", kind)], body)


def _say(
    begin: Callable[..., Any], status: HTTPStatus, headers: list[tuple[str, str]], body: bytes = b""
) -> Iterable[bytes]:
    always = {
        "Content-Length": str(len(body)),
        "Content-Security-Policy": _POLICY.format(site=settings.SITE_URL),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    begin(f"{status.value} {status.phrase}", [*headers, *always.items()])
    return [body]


def application(asked: Environ, begin: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a static file of the house, or with what is above."""
    return _with_files()(asked, begin)


@cache
def _with_files() -> WhiteNoise:
    return WhiteNoise(answer, root=settings.STATIC_ROOT, prefix="static/")
