"""What staff should know before they book all the same: nothing here refuses anything."""

from collections.abc import Iterator

from django.db.models import Q

from atelier.people.models import Channel, Client
from consultations.availability import is_within_hours
from consultations.models import Appointment
from consultations.times import said_briefly, zone_of_advisor


def doubts(draft: Appointment, client: Client | None) -> list[str]:
    """Return what speaks against a time, a sentence each."""
    found = [is_within_hours(draft), *_not_taken(draft)]
    if client:
        found += [*_elsewhere(draft, client), _unread_link(draft, client)]
    return [sentence for sentence in found if sentence]


def _not_taken(draft: Appointment) -> Iterator[str]:
    """An advisor who said what they take, and did not say this."""
    advising = getattr(draft.advisor, "advising", None)
    if advising is None:
        return
    if draft.channel not in advising.channels:
        channel = Channel(draft.channel).label.lower()
        yield f"{draft.advisor} does not take consultations of this kind ({channel})."
    topics = set(advising.topics.values_list("pk", flat=True)) if draft.topic else set()
    if topics and draft.topic and draft.topic.pk not in topics:
        yield f"“{draft.topic}” is not a topic {draft.advisor} takes."


def _unread_link(draft: Appointment, client: Client) -> str:
    """A video link has to reach the client somehow."""
    if client.email or draft.channel != Channel.VIDEO:
        return ""
    return f"No mail reaches {client}, so the link has to be told to them."


def _elsewhere(draft: Appointment, client: Client) -> Iterator[str]:
    """The client cannot be in two places either."""
    same_time = Q(starts_at__lt=draft.ends_at, ends_at__gt=draft.starts_at)
    others = Appointment.objects.booked().of_client(client).filter(same_time)
    for other in others.exclude(pk=draft.pk).select_related("advisor__staff"):
        when = said_briefly(other.starts_at, zone_of_advisor(other.advisor))
        yield f"{client} already meets {other.advisor} then ({when})."
