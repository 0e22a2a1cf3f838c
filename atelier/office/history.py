"""A commission's events as sentences: who did what, when and from where."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from atelier.journal.models import Event
from orders.models import Commission

_MANY = 200
SENTENCES = {
    "commission.begun": "The request was begun",
    "commission.requested": "The request arrived",
    "commission.consulting": "A consultation was agreed",
    "commission.declined": "The house declined",
    "commission.withdrawn": "The client withdrew",
    "commission.making": "The piece went to the workshop",
    "commission.finished": "The piece was finished",
    "commission.delivered": "The piece was handed over",
    "appointment.booked": "Consultation booked with {advisor} for {starts_at}",
    "appointment.moved": "Consultation with {advisor} moved from {before} to {starts_at}",
    "appointment.cancelled": "Consultation with {advisor} on {starts_at} cancelled. {reason}",
    "appointment.recorded": "Consultation with {advisor} on {starts_at} recorded",
    "appointment.missed": "The client did not come on {starts_at}",
    "appointment.reminded": "Reminder sent, a {notice} before",
    "quote.started": "Version {number} of the quote begun",
    "quote.option_written": "Option “{title}” written",
    "quote.option_copied": "An option was copied",
    "quote.option_removed": "Option “{title}” removed",
    "quote.introduction_written": "The quote's introduction written",
    "quote.sent": "Version {number} of the quote sent",
    "quote.viewed": "The client opened the quote",
    "quote.approved": "The client approved an option",
    "quote.declined": "The client declined the quote",
    "quote.expired": "The quote expired",
    "quote.superseded": "An older version was replaced",
    "job.opened": "Job {envelope} opened in the workshop",
    "job.finished": "The workshop finished the job",
    "job.noted": "A note was left on the job",
    "stage.started": "{stage} begun",
    "stage.paused": "{stage} paused",
    "stage.resumed": "{stage} taken up again",
    "stage.finished": "{stage} done",
    "stage.passed": "{stage} passed",
    "stage.failed": "{stage} not passed: {reason}",
    "stage.skipped": "{stage} not needed",
    "stage.voided": "{stage} void after rework",
    "inscription.opened": "Ready for its serial number",
    "serial.issued": "Serial number {serial} issued",
    "serial.inscribed": "Serial number inscribed",
    "serial.activated": "Serial number active",
    "serial.voided": "Serial number void",
    "message.written": "A message was written",
    "picture.added": "A picture was added",
    "picture.released": "A picture was released to the client",
    "picture.removed": "A picture was removed",
}


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    at: datetime
    sentence: str
    who: str
    address: str


class _Said(dict[str, object]):
    """What an event holds, in words; what it does not hold leaves no gap in the sentence."""

    def __missing__(self, key: str) -> str:
        return "stage" if key == "stage" else ""


def history_of(commission: Commission) -> list[Entry]:
    """Return the newest events of a commission, newest first, in one query."""
    events = Event.objects.filter(commission_id=commission.pk)[:_MANY]
    return [_entry(event) for event in events]


def _entry(event: Event) -> Entry:
    return Entry(event.at, sentence_of(event), event.actor_name, event.address or "")


def sentence_of(event: Event) -> str:
    """Say an event; a kind without a sentence is said by its own name."""
    template = SENTENCES.get(event.kind)
    if template is None:
        return event.kind.replace(".", " ").replace("_", " ").capitalize()
    said = {key: _in_words(value) for key, value in event.data.items()}
    words = " ".join(template.format_map(_Said(said)).split())
    return words[:1].upper() + words[1:]


def _in_words(value: object) -> object:
    moment = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    return f"{timezone.localtime(moment):%a %-d %b, %H:%M}" if moment else value
