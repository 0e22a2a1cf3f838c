"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """Return the caller's IP address.

    X-Forwarded-For is believed only behind a proxy of our own, and then only its last entry:
    the one that proxy wrote. Everything before it is whatever the caller sent.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR") or None
