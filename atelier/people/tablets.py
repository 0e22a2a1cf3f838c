"""Shop tablets: enrolled once by staff, known afterwards by a cookie, revocable."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.links import hashed
from atelier.people.models import Jeweller, PinLock, Tablet
from atelier.prepared import Prepared, slot

COOKIE = "tablet"
ENROLMENT_LIFE = timedelta(minutes=30)
COOKIE_SECONDS = 400 * 24 * 3600
# Typed by hand on the tablet, so without 0 and O, 1 and I.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _with_zone(known: QuerySet[Any]) -> QuerySet[Any]:
    """Add `house_zone`: every page of a tablet shows the house's time."""
    return known.annotate(house_zone=Subquery(House.objects.values("time_zone")[:1]))


_BOTH: Prepared[PinLock] = Prepared(
    lambda: _with_zone(
        PinLock.objects.filter(
            jeweller=slot("jeweller"),
            tablet__token_hash=slot("token_hash"),
            tablet__revoked_at__isnull=True,
        )
    ).select_related("jeweller", "tablet")
)
_TABLET: Prepared[Tablet] = Prepared(
    lambda: _with_zone(
        Tablet.objects.filter(token_hash=slot("token_hash"), revoked_at__isnull=True)
    )
)


class UnknownEnrolment(Refusal):
    """No tablet waits for this code."""

    code = "unknown-enrolment"


@transaction.atomic
def begin_enrolment(*, tablet: Tablet, by: Actor) -> str:
    """Return the one-time code to type on the tablet within 30 minutes; it is shown only now."""
    _check_staff(by)
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    tablet.enrolment_hash = hashed(code)
    tablet.enrolment_expires_at = timezone.now() + ENROLMENT_LIFE
    tablet.enrolled_by_id = by.user_id
    tablet.save(update_fields=["enrolment_hash", "enrolment_expires_at", "enrolled_by"])
    record("tablet.enrolment_begun", tablet, by=by)
    return code


@transaction.atomic
def enrol(*, code: str) -> tuple[Tablet, str]:
    """Turn a one-time code into the tablet and its cookie's token; the code is then spent.

    Raises `UnknownEnrolment`. A tablet enrolled anew loses its earlier cookie.
    """
    tablet = _awaiting(code)
    if tablet is None:
        raise UnknownEnrolment("This code is not known or has expired. Please ask for a new one.")
    token = secrets.token_urlsafe(32)
    tablet.token_hash = hashed(token)
    tablet.enrolment_hash, tablet.enrolment_expires_at = "", None
    tablet.enrolled_at, tablet.revoked_at = timezone.now(), None
    tablet.save()
    record("tablet.enrolled", tablet, by=Actor.system(tablet.name))
    return tablet, token


@transaction.atomic
def revoke(*, tablet: Tablet, by: Actor) -> None:
    """Forget a tablet: its cookie and a waiting code stop working at once."""
    _check_staff(by)
    Tablet.objects.filter(pk=tablet.pk).update(
        revoked_at=timezone.now(), token_hash=None, enrolment_hash="", enrolment_expires_at=None
    )
    record("tablet.revoked", tablet, by=by)


def tablet_of(request: HttpRequest) -> Tablet | None:
    """Return the enrolled tablet behind this request, if it is one."""
    token = request.COOKIES.get(COOKIE)
    return _TABLET.first(token_hash=hashed(token)) if token else None


def tablet_with(request: HttpRequest, jeweller: int) -> tuple[Tablet | None, Jeweller | None]:
    """Return the tablet, and the jeweller of this key where they ever signed in on it; one query.

    Whether they still are is for their signed word to say.
    """
    token = request.COOKIES.get(COOKIE)
    if token and jeweller and (lock := _BOTH.first(token_hash=hashed(token), jeweller=jeweller)):
        lock.tablet.house_zone = lock.house_zone
        return lock.tablet, lock.jeweller
    return tablet_of(request), None


def remember(response: HttpResponse, token: str) -> None:
    """Give the tablet its cookie."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _awaiting(code: str) -> Tablet | None:
    typed = code.strip().upper().replace(" ", "").replace("-", "")
    return (
        Tablet.objects.select_for_update(of=("self",), no_key=True)
        .filter(enrolment_hash=hashed(typed), enrolment_expires_at__gt=timezone.now())
        .first()
    )


def _check_staff(by: Actor) -> None:
    if not by.is_house:
        raise NotAllowed("Only the house's staff may do this.")
