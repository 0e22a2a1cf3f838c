"""Makes and revokes the secret address by which an advisor's own calendar reads the diary."""

import secrets

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed
from atelier.people.links import hashed
from atelier.people.models import User
from consultations.models import CalendarFeed

REVOKES_ANY = "consultations.delete_calendarfeed"


@transaction.atomic
def make_feed(*, advisor: User, by: Actor) -> str:
    """Make an advisor's calendar address and return its token, which is shown only now.

    The one they had ends. Raises `NotAllowed` for anybody but that advisor: whoever has the
    address reads their diary.
    """
    if not (by.is_house and by.user_id == advisor.pk):
        raise NotAllowed("Everybody makes the address of their own calendar.")
    # Two at once, each with a new address: the later one stands.
    held = User.objects.select_for_update(of=("self",), no_key=True).get(pk=advisor.pk)
    _end(CalendarFeed.objects.filter(advisor=held, revoked_at__isnull=True).first())
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(advisor=held, token_hash=hashed(token))
    record("calendar_feed.made", feed, by=by, advisor=str(held))
    return token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """End an address at once; ending it again changes nothing.

    Raises `NotAllowed` for anybody but its advisor and whoever may revoke every one.
    """
    _check_revokes(feed, by)
    held = CalendarFeed.objects.select_for_update(of=("self",), no_key=True).get(pk=feed.pk)
    if held.revoked_at is None:
        _end(held)
        record("calendar_feed.revoked", held, by=by, advisor=str(feed.advisor))
    return held


def _check_revokes(feed: CalendarFeed, by: Actor) -> None:
    if by.is_house and by.user_id == feed.advisor_id:
        return
    user = User.objects.filter(pk=by.user_id or 0, is_active=True).first()
    if not (by.is_house and user and user.has_perm(REVOKES_ANY)):
        raise NotAllowed("This calendar is somebody else's.")


def _end(feed: CalendarFeed | None) -> None:
    if feed:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
