"""Secret links: they open one thing to look at, and never bind anybody.

A link holds a 256-bit token of which only the SHA-256 is stored. The first visit swaps it for a
session limited to that one thing and a clean address; every later page asks the link again, so
revoking it ends what it opened.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from atelier.journal.refusals import Refusal
from atelier.people.models import SecretLink

_SESSION_KEY = "secret_links"


class LinkClosed(Refusal):
    """The link is unknown, has expired or was revoked; which of them is not told."""

    code = "link-closed"
    status = 404


def hashed(token: str) -> str:
    """Return what is stored of a random secret: 256 bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, purpose: str, subject_id: int, days: int) -> str:
    """Make a link to one thing, good for `days`, and return its token. It is shown only now."""
    until = timezone.now() + timedelta(days=days)
    return make_link_until(purpose=purpose, subject_id=subject_id, until=until)


def make_link_until(*, purpose: str, subject_id: int, until: datetime) -> str:
    """Make a link to one thing, good until that moment, and return its token, shown only now."""
    token = secrets.token_urlsafe(32)
    SecretLink.objects.create(
        token_hash=hashed(token),
        purpose=purpose,
        subject_id=subject_id,
        expires_at=until,
    )
    return token


def open_link(token: str, purpose: str) -> SecretLink:
    """Return the living link of this token. Raises `LinkClosed`."""
    return _living(token_hash=hashed(token), purpose=purpose)


def enter(request: HttpRequest, link: SecretLink) -> None:
    """Let this visitor's session look at what `link` opens; then redirect to a clean address."""
    opened = request.session.get(_SESSION_KEY, {})
    request.session[_SESSION_KEY] = opened | {f"{link.purpose}:{link.subject_id}": link.pk}


def may_look(request: HttpRequest, *, purpose: str, subject_id: int) -> bool:
    """Tell whether a link that still lives let this session look at that one thing."""
    pk = request.session.get(_SESSION_KEY, {}).get(f"{purpose}:{subject_id}")
    if pk is None:
        return False
    try:
        _living(pk=pk, purpose=purpose, subject_id=subject_id)
    except LinkClosed:
        return False
    return True


def came_by_link(request: HttpRequest) -> bool:
    """Tell whether this session was begun by a link to anything at all."""
    return bool(request.session.get(_SESSION_KEY))


@transaction.atomic
def revoke_links(*, purpose: str, subject_id: int) -> int:
    """Close every link to one thing, e.g. when its address changed; return how many."""
    living = SecretLink.objects.filter(
        purpose=purpose, subject_id=subject_id, revoked_at__isnull=True
    )
    return living.update(revoked_at=timezone.now())


def _living(**wanted: object) -> SecretLink:
    link = SecretLink.objects.filter(
        revoked_at__isnull=True, expires_at__gt=timezone.now(), **wanted
    ).first()
    if link is None:
        raise LinkClosed("This link has expired. Please ask us for a new one, or sign in.")
    return link
