"""Tells events as people would: who did what, when, from where."""

from dataclasses import dataclass
from datetime import datetime

from atelier.journal.models import Event

# What `{who}` did; other places are filled from the event's data.
SENTENCES: dict[str, str] = {
    "appointment.booked": "{who} booked a consultation",
    "appointment.cancelled": "{who} cancelled the consultation",
    "appointment.moved": "{who} moved the consultation",
    "appointment.recorded": "{who} recorded the consultation",
    "client.welcomed": "{who} opened the client's account",
    "commission.consulted": "{who} began the consultation",
    "commission.declined": "{who} declined the request",
    "commission.delivered": "{who} handed the piece over",
    "commission.finished": "{who} finished the piece",
    "commission.making": "{who} opened the piece in the workshop",
    "commission.requested": "{who} sent the request",
    "commission.withdrawn": "{who} withdrew the request",
    "inscription.opened": "{who} opened the inscription",
    "jeweller.pin_locked": "{who} typed too many wrong PINs",
    "jeweller.pin_set": "{who} set a new PIN",
    "jeweller.pin_unlocked": "{who} unlocked a PIN",
    "jeweller.signed_in": "{who} signed in at the bench",
    "job.opened": "{who} opened the job",
    "mail.tried_again": "{who} let the mail to {to} be tried again",
    "message.written": "{who} wrote a message",
    "picture.prepared": "{who} prepared a picture",
    "picture.received": "{who} sent a picture",
    "picture.refused": "{who} could not read a picture. {reason}",
    "quote.approved": "{who} approved the offer",
    "quote.declined": "{who} declined the offer",
    "quote.expired": "The offer expired",
    "quote.option_copied": "{who} added an option to the offer",
    "quote.sent": "{who} sent version {number} of the offer",
    "quote.started": "{who} began version {number} of the offer",
    "quote.superseded": "A newer version replaced the offer",
    "quote.viewed": "{who} looked at the offer",
    "serial.activated": "{who} read the serial number back; it is active",
    "serial.inscribed": "{who} inscribed the serial number",
    "serial.issued": "{who} issued the serial number",
    "serial.voided": "{who} voided the serial number",
    "stage.failed": "{who} failed the stage",
    "stage.finished": "{who} finished the stage",
    "stage.passed": "{who} passed the stage",
    "stage.paused": "{who} paused the stage",
    "stage.skipped": "{who} skipped the stage",
    "stage.started": "{who} began the stage",
    "stage.voided": "Rework made the stage void",
    "tablet.enrolled": "{who} was enrolled at the bench",
    "tablet.enrolment_begun": "{who} began to enrol a tablet",
    "tablet.revoked": "{who} revoked a tablet",
}


@dataclass(frozen=True)
class Line:
    """One line of a history. `where` is an address on the network, or empty."""

    at: datetime
    who: str
    sentence: str
    where: str


class _Words(dict[str, object]):
    """An older event may lack what a newer sentence asks for."""

    def __missing__(self, key: str) -> str:
        return "…"


def in_words(kind: str) -> str:
    """Return a kind as words: quote.sent becomes “Quote sent”."""
    return kind.replace(".", " ").replace("_", " ").capitalize()


def sentence_of(event: Event) -> str:
    """Return what happened in one sentence; a kind without one of its own is told in its words."""
    template = SENTENCES.get(event.kind, "{who}: " + in_words(event.kind).lower())
    return template.format_map(_Words(event.data | {"who": event.actor_name}))


def line_of(event: Event) -> Line:
    """Return one event as a line of history."""
    return Line(event.at, event.actor_name, sentence_of(event), event.address or "")


def history_of(commission_id: int, *, limit: int = 200) -> list[Line]:
    """Return what happened to a commission, the latest first, in one query."""
    events = Event.objects.filter(commission_id=commission_id)[:limit]
    return [line_of(event) for event in events]
