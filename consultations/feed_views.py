"""The secret calendar address, as calendar programs ask for it: no cookies, nothing kept."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from atelier.journal.addresses import address_of
from atelier.people.throttle import allow
from consultations.feeds import calendar_of, living_feed, note_reading

# Calendars look every few minutes; one office's may share an address.
_LIMIT, _SECONDS = 60, 60
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar of this token's advisor; an unknown and a revoked one answer alike."""
    if not allow("calendar_feed", address_of(request) or "", limit=_LIMIT, seconds=_SECONDS):
        return _answer(b"Too many requests.\n", status=429, **{"Retry-After": str(_SECONDS)})
    living = living_feed(token)
    if living is None:
        return _answer(b"There is no calendar here.\n", status=404)
    note_reading(living)
    return _calendar(request, calendar_of(living.advisor))


def _calendar(request: HttpRequest, content: bytes) -> HttpResponse:
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = _answer(content, type_="text/calendar; charset=utf-8", ETag=etag)
    response["Content-Disposition"] = 'inline; filename="consultations.ics"'
    unchanged = get_conditional_response(request, etag=etag, response=response)
    assert unchanged is not None
    return unchanged


def _answer(
    content: bytes, *, status: int = 200, type_: str = "text/plain; charset=utf-8", **more: str
) -> HttpResponse:
    return HttpResponse(content, status=status, content_type=type_, headers=_HEADERS | more)
