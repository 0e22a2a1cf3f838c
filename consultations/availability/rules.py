"""How long a consultation takes, what is kept free around it, and who takes it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from atelier.house.models import House
from atelier.people.models import Channel, User
from consultations.models import Advising, BookingRules, Topic


def length_of(
    channel: str, topic: Topic | None = None, *, rules: BookingRules | None = None
) -> int:
    """Return the minutes a consultation is planned for: its topic's, else its channel's.

    Raises `KeyError` for a channel that has no hour.
    """
    if topic and topic.minutes:
        return topic.minutes
    rules = rules or BookingRules.current()
    usual = {
        Channel.IN_PERSON: rules.in_person_minutes,
        Channel.VIDEO: rules.video_minutes,
        Channel.PHONE: rules.phone_minutes,
    }
    return usual[Channel(channel)]


def advising_of(advisor: User) -> Advising:
    """Return how an advisor takes consultations; one who never said takes them all."""
    return getattr(advisor, "advising", None) or Advising(advisor=advisor)


def buffer_of(advisor: User, *, house: House | None = None) -> timedelta:
    """Return what stays free on each side of their consultations: their own, else the house's."""
    own = advising_of(advisor).buffer_minutes
    if own is None:
        own = (house or House.current()).appointment_buffer_minutes
    return timedelta(minutes=own)


def busy_span(starts_at: datetime, ends_at: datetime, buffer: timedelta) -> DateTimeTZRange:
    """Return start to end with the buffer on each side."""
    return DateTimeTZRange(starts_at - buffer, ends_at + buffer)


def advisors() -> "QuerySet[User]":
    """Return everybody who holds consultations, by name."""
    active = User.objects.filter(is_active=True, staff__is_advisor=True)
    return active.select_related("staff", "advising").order_by("name", "pk")


def who_takes(
    channel: str,
    topic: Topic | None,
    among: Collection[User] | None,
    *,
    for_client: bool,
    kept: int | None = None,
) -> list[User]:
    """Return those of `among` (None: of all) who take this channel and topic, by name.

    For a client only those who are open to be booked directly. `kept` is an advisor who has taken
    it already, whatever they take now.
    """
    takes = Q(advising=None) | Q(advising__channels__contains=[channel])
    if topic:
        takes &= Q(advising=None) | Q(advising__topics=None) | Q(advising__topics=topic)
    if for_client:
        takes &= Q(advising=None) | Q(advising__is_open=True)
        takes &= Q(pk__isnull=topic is not None and not topic.is_open)
    some = advisors().filter(takes | Q(pk=kept))
    if among is not None:
        some = some.filter(pk__in=[each.pk for each in among])
    return list(some.distinct() if topic else some)
