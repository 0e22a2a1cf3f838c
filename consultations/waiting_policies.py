"""Who may wait for a time, and for which days."""

from datetime import date, timedelta

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.models import Client
from consultations.models import BookingRules
from consultations.times import day_span, zone_of_client


def check_speaks_for(client: Client, by: Actor) -> None:
    """A client's place is theirs and the house's. Raises `NotAllowed`."""
    if not (by.is_house or by.user_id == client.user_id):
        raise NotAllowed("Only the client themselves, or the atelier, can do this.")


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
