"""Keeps a chosen time for a client while they confirm it, and lets it go again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import Client
from consultations import policies
from consultations.actions.confirming import confirm_hold
from consultations.availability import Slot
from consultations.models import Appointment, BookingRules, Hold, Topic
from consultations.policies.offered import check_offered
from consultations.slots import clear_expired, keep_slot, lock_diary, set_time
from orders.models import Commission

__all__ = ["confirm_hold", "hold_slot", "release_expired_holds", "release_hold"]

# An expired hold gives way at once; until then its client, coming back late, may still confirm it.
LINGER = timedelta(hours=1)


def hold_slot(
    *,
    client: Client,
    slot: Slot,
    channel: str,
    by: Actor,
    topic: Topic | None = None,
    commission: Commission | None = None,
    moving: Appointment | None = None,
    expires_at: datetime | None = None,
    by_house: bool = False,
) -> Hold:
    """Keep a slot for `client`, who has `BookingRules.hold_minutes` or until `expires_at`.

    A client keeps one time at once, so the earlier one is let go; only what the waiting list
    offers them stays besides. Holding the same again returns the first. A client holds only what
    is offered, unless the house proposed it (`by_house`).
    `moving` is the client's appointment to be moved there. Raises `Conflict` with free times
    nearby when it is taken or no longer offered, `NotAllowed` for somebody else's.
    """
    policies.check_acts_for(client, by)
    wish = Hold(
        client=client,
        commission=commission,
        moving=moving,
        advisor=slot.advisor,
        room=slot.room,
        channel=channel,
        topic=topic,
        starts_at=slot.starts_at,
        by_house=by_house or by.is_house,
        expires_at=expires_at or timezone.now() + _kept_for(),
    )
    _check(wish, by)
    set_time(wish, int((slot.ends_at - slot.starts_at) / timedelta(minutes=1)))
    return keep_slot(lambda: _hold(wish, by), wish=wish, by=by)


@transaction.atomic
def release_hold(*, hold: Hold, by: Actor) -> None:
    """Let a kept time go. Letting it go again changes nothing. Raises `NotAllowed`."""
    policies.check_acts_for(hold.client, by)
    kept = Hold.objects.filter(pk=hold.pk).select_for_update(of=("self",)).first()
    if kept:
        _release(kept, by)


def release_expired_holds() -> int:
    """Remove the holds nobody came back for, and return how many. Safe beside itself."""
    with transaction.atomic():
        gone = Hold.objects.filter(expires_at__lte=timezone.now() - LINGER)
        held = list(gone.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
        for hold in held:
            _release(hold, Actor.system())
    return len(held)


def _kept_for() -> timedelta:
    return timedelta(minutes=BookingRules.current().hold_minutes)


def _check(wish: Hold, by: Actor) -> None:
    """Refuse what could never be confirmed."""
    policies.check_advises(wish.advisor)
    policies.check_channel(wish.channel)
    policies.check_room(wish.channel, wish.room)
    policies.check_commission(wish.commission, wish.client)
    policies.check_in_future(wish.starts_at)
    if wish.moving:
        policies.check_moves_own(wish.moving, wish.client, by)


def _hold(wish: Hold, by: Actor) -> Hold:
    lock_client(wish.client)
    lock_diary(advisors=[wish.advisor.pk], rooms=[wish.room_id])
    kept = _kept_by(wish.client)
    if same := next((hold for hold in kept if _is_same(hold, wish)), None):
        return same
    for hold in kept:
        if not hasattr(hold, "offer"):
            _release(hold, by)
    clear_expired(wish, {wish.advisor.pk})
    if not wish.by_house:
        check_offered(wish, by, moving=wish.moving, now=timezone.now())
    wish.pk = None
    wish.save(force_insert=True)
    _record("hold.placed", wish, by)
    return wish


def lock_client(client: Client) -> None:
    """Make two windows that press at once take turns: the second finds what the first keeps."""
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)


def _kept_by(client: Client) -> list[Hold]:
    kept = Hold.objects.filter(client=client).select_related("offer", "advisor")
    return list(kept.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _is_same(hold: Hold, wish: Hold) -> bool:
    fields = ("advisor_id", "channel", "commission_id", "moving_id", "starts_at", "ends_at")
    living = hold.expires_at > timezone.now()
    return living and all(getattr(hold, name) == getattr(wish, name) for name in fields)


def _release(hold: Hold, by: Actor) -> None:
    _record("hold.released", hold, by)
    hold.delete()


def _record(kind: str, hold: Hold, by: Actor) -> None:
    record(
        kind,
        hold,
        by=by,
        commission_id=hold.commission_id,
        starts_at=hold.starts_at.isoformat(),
        advisor=str(hold.advisor),
    )
