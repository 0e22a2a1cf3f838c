"""Signed words that say who works on which tablet: no row is written for them.

The cookie's word lasts five idle minutes. A page's badge lasts longer and travels with each
update in the tablet's queue, so that a tap made before the Wi-Fi failed is still known as its
maker's after somebody else has signed in. Both end at once with the PIN they were made for,
with the jeweller's leaving and with the tablet's revocation.
"""

import hashlib
import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from atelier.people.models import Jeweller, Tablet

COOKIE = "bench"
IDLE_SECONDS = 5 * 60
BADGE_SECONDS = 48 * 3600
# A cookie younger than this is not written again.
REFRESH_SECONDS = 20

_IN_COOKIE = "production.bench.cookie"
_ON_PAGE = "production.bench.badge"


def let_in(response: HttpResponseBase, jeweller: Jeweller, tablet: Tablet) -> None:
    """Give the tablet the cookie that says who works on it."""
    response.set_cookie(
        COOKIE,
        signing.dumps([*_word(jeweller, tablet), int(time.time())], salt=_IN_COOKIE),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def lock(response: HttpResponseBase) -> None:
    """Take the cookie back: the tablet shows the names again."""
    response.delete_cookie(COOKIE, samesite="Lax")


def jeweller_of(request: Any) -> Jeweller | None:
    """Return who works on this tablet, unless it was left alone for too long."""
    return _whose(request.COOKIES.get(COOKIE, ""), request, _IN_COOKIE, IDLE_SECONDS)


def named_in(request: HttpRequest) -> int:
    """Return the key of whom a tap's badge names, or else the cookie; 0 for nobody.

    So that they can be read in one query with their tablet, before either is believed.
    """
    word = _read(request.POST.get("badge", ""), _ON_PAGE, BADGE_SECONDS)
    word = word or _read(request.COOKIES.get(COOKIE, ""), _IN_COOKIE, IDLE_SECONDS)
    return int(word[0]) if word else 0


def reader_of(request: HttpRequest) -> str:
    """Return the key of whose unlocked cookie this is, asking no database; "" when locked."""
    word = _read(request.COOKIES.get(COOKIE, ""), _IN_COOKIE, IDLE_SECONDS)
    return str(word[0]) if word else ""


def is_ageing(request: HttpRequest) -> bool:
    """Tell whether the cookie should be written again."""
    word = _read(request.COOKIES.get(COOKIE, ""), _IN_COOKIE, IDLE_SECONDS)
    return bool(word) and time.time() - word[-1] > REFRESH_SECONDS


def badge(jeweller: Jeweller, tablet: Tablet) -> str:
    """Return the word a page carries for its updates."""
    return signing.dumps(_word(jeweller, tablet), salt=_ON_PAGE)


def wearer_of(badge: str, request: Any) -> Jeweller | None:
    """Return whose badge this is on this tablet, also of somebody who has left since."""
    return _whose(badge, request, _ON_PAGE, BADGE_SECONDS, also_left=True)


def _word(jeweller: Jeweller, tablet: Tablet) -> list[object]:
    return [jeweller.pk, tablet.pk, pin_print(jeweller)]


def pin_print(jeweller: Jeweller) -> str:
    """Return what changes with the jeweller's PIN and tells nothing of it."""
    return hashlib.sha256(jeweller.pin_hash.encode()).hexdigest()[:16]


def _read(word: str, salt: str, seconds: int) -> list[Any]:
    if not word:
        return []
    try:
        return list(signing.loads(word, salt=salt, max_age=seconds))
    except signing.BadSignature:
        return []


def _whose(
    word: str, request: Any, salt: str, seconds: int, *, also_left: bool = False
) -> Jeweller | None:
    pk, on_tablet, known_by, *_ = _read(word, salt, seconds) or (0, 0, "")
    jeweller = _jeweller(pk, request) if on_tablet == request.tablet.pk else None
    if jeweller is None or pin_print(jeweller) != known_by:
        return None
    return jeweller if jeweller.is_active or also_left else None


def _jeweller(pk: int, request: Any) -> Jeweller | None:
    if request.met is not None and request.met.pk == pk:
        return request.met
    return Jeweller.objects.filter(pk=pk).first()
