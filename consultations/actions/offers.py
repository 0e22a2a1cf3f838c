"""Offers times that are free to those who wait, in turn, each kept for one client for a while."""

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import WrongState
from consultations import policies, waiting_letters
from consultations.actions.waiting import (
    close_open_offer,
    end_passed,
    lock_entry,
    lock_offered_hold,
    tell,
)
from consultations.availability import Slot
from consultations.models import BookingRules, Hold, SlotOffer, WaitingListEntry
from consultations.slots import clear_expired, lock_diary
from consultations.statuses import WAITING_LIST, SlotOfferStatus
from consultations.sweeps import alone, each_alone
from consultations.waiting import Chance, chances, is_worth_offering, offer_ends


def offer_freed() -> int:
    """Let unanswered offers lapse, offer every free time that fits to the next in turn, and say
    how many.

    Each offer is a transaction of its own, so whoever is killed in the middle leaves nothing
    half-done. Two sweeps at once take turns; a place whose client is answering or leaving just now
    is left to them, and Postgres keeps one time from being held twice.
    """
    end_passed()
    lapse_unanswered()
    made = 0
    while _offer_next():
        made += 1
    return made


def lapse_unanswered() -> int:
    """Give back every time that was not taken in time; its client keeps their place."""
    ended = SlotOffer.objects.open().filter(expires_at__lte=timezone.now())
    gone = SlotOffer.objects.open().filter(hold=None)
    offers = (ended | gone).select_related("entry")
    return each_alone(_lapse, offers.order_by("expires_at", "pk"))


def decline_offer(*, offer: SlotOffer, by: Actor) -> WaitingListEntry:
    """Say no to an offered time: it goes to the next in turn, the client keeps their place.

    Declining again changes nothing. Raises `WrongState` for one that was taken or has lapsed.
    """
    policies.check_acts_for(offer.entry.client, by)
    with transaction.atomic():
        lock_offered_hold(offer.entry)
        entry = lock_entry(offer.entry)
        now = SlotOffer.objects.get(pk=offer.pk)
        if now.status == SlotOfferStatus.DECLINED:
            return entry
        if now.status != SlotOfferStatus.OPEN:
            raise WrongState("This time is no longer offered to you.")
        _pass_over(entry, SlotOfferStatus.DECLINED)
        tell("waiting.declined", entry, by, starts_at=now.starts_at.isoformat())
    return entry


@transaction.atomic
def _offer_next() -> bool:
    """Make the one offer that comes first, as the diary and the list stand now.

    Sweeps wait here for one another: a place that one looks at in vain would be passed over by
    another, out of turn.
    """
    rules, now = _one_at_a_time(), timezone.now()
    waiting = WaitingListEntry.objects.waiting().in_turn().select_related("client", "topic")
    entries = list(waiting)
    found = chances(entries) if entries else []
    offering = partial(_try, rules=rules, now=now)
    return any(alone(offering, each) for each in found if is_worth_offering(each.slot, rules, now))


def _one_at_a_time() -> BookingRules:
    rules = BookingRules.current()
    return BookingRules.objects.select_for_update(no_key=True).get(pk=rules.pk)


class _NotTheirs(Exception):
    """The place is being changed, or waits no more."""


def _try(chance: Chance, rules: BookingRules, now: datetime) -> bool:
    """Offer a time, or leave no trace, not even a lock on its advisor."""
    try:
        with transaction.atomic():
            _offer(chance, until=offer_ends(chance.slot, rules, now))
    except (IntegrityError, _NotTheirs):
        # Somebody took the time since the diary was read, or offered this client another.
        return False
    return True


def _offer(chance: Chance, *, until: datetime) -> None:
    slot = chance.slot
    lock_diary(advisors=[slot.advisor.pk], rooms=[slot.room.pk if slot.room else None])
    entry = _still_waiting(chance.entry)
    if entry is None:
        raise _NotTheirs
    offer = _write_offer(_keep(slot, entry, until=until), entry)
    entry.status = WAITING_LIST.after("offer", entry.status)
    entry.save(update_fields=["status"])
    tell("waiting.offered", entry, Actor.system(), starts_at=slot.starts_at.isoformat())
    waiting_letters.tell_offered(offer)


def _still_waiting(entry: WaitingListEntry) -> WaitingListEntry | None:
    """Lock a place that nobody else is busy with; its own changes come first."""
    waiting = WaitingListEntry.objects.waiting().select_related("client__user", "commission")
    mine = waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return mine.filter(pk=entry.pk).first()


def _keep(slot: Slot, entry: WaitingListEntry, *, until: datetime) -> Hold:
    """Keep the time, clearing away expired holds that nobody has swept yet."""
    hold = Hold(
        client=entry.client,
        commission=entry.commission,
        advisor=slot.advisor,
        room=slot.room,
        channel=entry.channel,
        topic_id=entry.topic_id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        busy=slot.busy,
        by_house=True,
        expires_at=until,
    )
    clear_expired(hold, {slot.advisor.pk})
    hold.save(force_insert=True)
    return hold


def _write_offer(hold: Hold, entry: WaitingListEntry) -> SlotOffer:
    return SlotOffer.objects.create(
        entry=entry,
        hold=hold,
        advisor=hold.advisor,
        room=hold.room,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        expires_at=hold.expires_at,
    )


@transaction.atomic
def _lapse(offer: SlotOffer) -> bool:
    """Let one offer lapse, unless its client is confirming it at this moment."""
    if _is_being_confirmed(offer):
        return False
    offer.entry = entry = lock_entry(offer.entry)
    if not SlotOffer.objects.open().filter(pk=offer.pk).exists():
        return False
    _pass_over(entry, SlotOfferStatus.LAPSED)
    tell("waiting.lapsed", entry, Actor.system(), starts_at=offer.starts_at.isoformat())
    waiting_letters.tell_lapsed(offer)
    return True


def _is_being_confirmed(offer: SlotOffer) -> bool:
    """Lock the offer's hold; whoever has it locked already is about to take the time."""
    hold = Hold.objects.filter(offer=offer)
    return not hold.select_for_update(of=("self",), skip_locked=True).first() and hold.exists()


def _pass_over(entry: WaitingListEntry, how: SlotOfferStatus) -> None:
    """Close the open offer of a locked place, which waits again where it stood."""
    close_open_offer(entry, how)
    entry.status = WAITING_LIST.after("pass_over", entry.status)
    entry.save(update_fields=["status"])
