"""A client's place on the waiting list: taken, given up, passed."""

from django.db import transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from consultations import waiting_letters
from consultations.actions.places import close_open_offer, lock_entry, lock_offered_hold, tell
from consultations.actions.settling import settle_booking
from consultations.models import WaitingListEntry
from consultations.statuses import WAITING_LIST, SlotOfferStatus, WaitingStatus
from consultations.times import zone_of_client
from consultations.waiting_policies import check_speaks_for

__all__ = ["end_passed", "leave_waiting_list", "settle_booking"]


def leave_waiting_list(*, entry: WaitingListEntry, by: Actor) -> WaitingListEntry:
    """Take a client off the list; a time offered to them goes to the next in turn.

    Leaving again changes nothing. Raises `WrongState` once a time is arranged or the days passed.
    """
    check_speaks_for(entry.client, by)
    with transaction.atomic():
        lock_offered_hold(entry)
        now = lock_entry(entry)
        if now.status == WaitingStatus.LEFT:
            return now
        now.status = WAITING_LIST.after("leave", now.status)
        now.save(update_fields=["status"])
        close_open_offer(now, SlotOfferStatus.DECLINED)
        tell("waiting.left", now, by)
    return now


def end_passed() -> int:
    """End the places whose last day has gone on the client's clock, tell them, and say how many."""
    waiting, house = WaitingListEntry.objects.waiting().select_related("client"), House.current()
    return sum(_end(entry) for entry in waiting.in_turn() if _has_passed(entry, house))


def _has_passed(entry: WaitingListEntry, house: House) -> bool:
    return timezone.localdate(timezone=zone_of_client(entry.client, house)) > entry.latest_on


@transaction.atomic
def _end(entry: WaitingListEntry) -> bool:
    living = WaitingListEntry.objects.waiting().filter(pk=entry.pk)
    living = living.select_related("client__user", "commission")
    now = living.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if now is None:
        return False
    now.status = WAITING_LIST.after("end", now.status)
    now.save(update_fields=["status"])
    tell("waiting.passed", now, Actor.system())
    waiting_letters.tell_passed(now)
    return True
