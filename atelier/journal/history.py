"""Tells events as people would: who did what, when, from where."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from atelier.journal.models import Event
from atelier.journal.sentences import SENTENCES


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
    told = {name: _told(value) for name, value in event.data.items()}
    return template.format_map(_Words(told | {"who": event.actor_name}))


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    moment = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    return f"{timezone.localtime(moment):%a %-d %b, %H:%M}" if moment else str(value)


def line_of(event: Event) -> Line:
    """Return one event as a line of history."""
    return Line(event.at, event.actor_name, sentence_of(event), event.address or "")


def history_of(commission_id: int, *, limit: int = 200) -> list[Line]:
    """Return what happened to a commission, the latest first, in one query."""
    events = Event.objects.filter(commission_id=commission_id)[:limit]
    return [line_of(event) for event in events]
