"""A place on the waiting list while it changes: locked in the diary's order, and written down."""

from atelier.journal.actor import Actor
from atelier.journal.record import record
from consultations.models import Hold, SlotOffer, WaitingListEntry
from consultations.statuses import SlotOfferStatus


def lock_entry(entry: WaitingListEntry) -> WaitingListEntry:
    """Lock a place and read it again, with everybody its mails name."""
    people = WaitingListEntry.objects.select_related("client__user", "commission", "topic")
    return people.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)


def lock_offered_hold(entry: WaitingListEntry) -> None:
    """Lock the time kept for a place before the place itself, as a confirmation does."""
    held = Hold.objects.filter(offer__entry=entry, offer__status=SlotOfferStatus.OPEN)
    list(held.select_for_update(of=("self",), no_key=True))


def close_open_offer(entry: WaitingListEntry, status: SlotOfferStatus) -> SlotOffer | None:
    """Close the open offer of a locked place as `status`, give its time back, and return it."""
    offer = SlotOffer.objects.open().filter(entry=entry).select_related("hold").first()
    if offer is None:
        return None
    hold, offer.status = offer.hold, status
    offer.hold = None
    offer.save(update_fields=["status", "hold"])
    if hold is not None:
        hold.delete()
    return offer


def tell(kind: str, entry: WaitingListEntry, by: Actor, **data: object) -> None:
    """Write what happened to a place into the journal."""
    record(kind, entry, by=by, commission_id=entry.commission_id, client=str(entry.client), **data)
