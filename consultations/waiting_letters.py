"""What a client on the waiting list is told, on their own clock. No link in them opens a page
without signing in."""

from django.conf import settings

from atelier.people.models import Channel
from consultations.models import SlotOffer, WaitingListEntry
from consultations.times import said, said_briefly, said_to, zone_of_advisor, zone_of_client
from consultations.writing import to_client

_LIST = "/my/consultations/waiting/"


def tell_offered(offer: SlotOffer) -> None:
    """Offer a time that became free, and say until when it is kept."""
    zone = zone_of_client(offer.entry.client)
    _write(
        offer.entry,
        "waiting.offered",
        subject=f"A time is free: {said_briefly(offer.starts_at, zone)}",
        template="offered",
        key=str(offer.public_id),
        page=f"/my/consultations/offered/{offer.public_id}/",
        button="Look at this time",
        when=said_to(offer.starts_at, zone, zone_of_advisor(offer.advisor)),
        kept_until=said(offer.expires_at, zone),
        offer=offer,
    )


def tell_lapsed(offer: SlotOffer) -> None:
    """Say that a time which nobody answered for has gone on, and that the place is kept."""
    zone = zone_of_client(offer.entry.client)
    _write(
        offer.entry,
        "waiting.lapsed",
        subject="Your place on our waiting list",
        template="offer_lapsed",
        key=str(offer.public_id),
        page=_LIST,
        button="Your place on the list",
        when=said_briefly(offer.starts_at, zone),
    )


def tell_passed(entry: WaitingListEntry) -> None:
    """Say that no time became free in the days that were waited for."""
    _write(
        entry,
        "waiting.passed",
        subject="Your place on our waiting list",
        template="waiting_passed",
        key=str(entry.public_id),
        page=_LIST,
        button="Choose other days",
    )


def _write(
    entry: WaitingListEntry,
    kind: str,
    *,
    subject: str,
    template: str,
    key: str,
    page: str,
    button: str,
    **context: object,
) -> None:
    to_client(
        entry.client,
        kind,
        commission=entry.commission,
        subject=subject,
        template=f"consultations/mail/{template}.txt",
        context={
            "address": f"{settings.SITE_URL}{page}",
            "entry": entry,
            "how": Channel(entry.channel).label.lower(),
            **context,
        },
        dedup_key=f"{kind}:{key}",
        button=button,
    )
