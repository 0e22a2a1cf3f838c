"""What may be waited for, and on which days."""

from datetime import date, timedelta

from django.utils import timezone

from atelier.journal.refusals import Refusal
from atelier.people.models import Client, User
from consultations.availability.rules import who_takes
from consultations.models import BookingRules, Topic
from consultations.times import day_span, zone_of_client


def check_days(client: Client, earliest_on: date, latest_on: date) -> None:
    """Days lie in order, on the client's clock, between the notice and the horizon.

    Raises `Refusal`.
    """
    rules, zone = BookingRules.current(), zone_of_client(client)
    now, hours = timezone.now(), rules.minimum_notice_hours
    if latest_on < earliest_on:
        raise Refusal("The last day lies before the first. Please choose them the other way round.")
    if day_span(latest_on, zone)[1] <= now + timedelta(hours=hours):
        raise Refusal(f"We need {hours} hours to prepare. Please choose a later last day.")
    horizon = timezone.localdate(timezone=zone) + timedelta(days=rules.horizon_days)
    if latest_on > horizon:
        raise Refusal(f"Our diary is open until {horizon:%-d %B %Y}. Please end by that day.")


def check_is_taken(channel: str, topic: Topic | None, advisor: User | None) -> None:
    """Somebody must take what is waited for, or the wait would never end. Raises `Refusal`."""
    if topic is not None and not topic.is_open:
        raise Refusal(f"“{topic}” is arranged with the atelier. Please write to us.")
    among = [advisor] if advisor else None
    if not who_takes(channel, topic, among, for_client=True):
        whom = f"{advisor} cannot" if advisor else "Nobody can"
        raise Refusal(f"{whom} be booked for this. Please write to us and we will help.")
