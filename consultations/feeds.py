"""An advisor's part of the diary as their own calendar reads it, at a secret address.

It lies on somebody else's servers afterwards, so it says who is met, where, and no more: what it
is about, and everything of a surprise, stays behind the sign-in of the linked page.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from icalendar import Event, vDuration

from atelier.house.models import House
from atelier.people.links import hashed
from atelier.people.models import Channel, User
from consultations.ics import Method, event_of, is_secret, new_calendar, plain, say, staff_page
from consultations.meetings import meeting_for_staff
from consultations.models import Appointment, CalendarFeed, Companion, Hold
from consultations.statuses import AppointmentStatus

_BACK, _AHEAD = timedelta(days=30), timedelta(days=365)
# How often a calendar is asked to look again; most look when they like.
_REFRESH = timedelta(minutes=15)
# A reading is noted this often, so that a calendar that looks every minute writes next to nothing.
_NOTED_EVERY = timedelta(minutes=5)


def living_feed(token: str) -> CalendarFeed | None:
    """Return the feed of this token, while it is not revoked and its advisor works here."""
    living = CalendarFeed.objects.filter(revoked_at__isnull=True, advisor__is_active=True)
    return living.select_related("advisor__staff").filter(token_hash=hashed(token)).first()


def note_reading(feed: CalendarFeed) -> None:
    """Note that somebody's calendar still reads this, so that its advisor can tell before revoking.

    The one thing that looking changes, and at most every few minutes; doubled readers write once.
    """
    now = timezone.now()
    due = Q(last_read_at__isnull=True) | Q(last_read_at__lt=now - _NOTED_EVERY)
    if feed.last_read_at is None or feed.last_read_at < now - _NOTED_EVERY:
        CalendarFeed.objects.filter(due, pk=feed.pk).update(last_read_at=now)


def calendar_of(advisor: User) -> bytes:
    """Return what the advisor leads or joins and what is held with them, a month back, a year on.

    The bytes stay the same until something changes, so that they can be asked for by their ETag.
    """
    house, now = House.current(), timezone.now()
    span = (now - _BACK, now + _AHEAD)
    calendar = new_calendar(house.name)
    calendar.add("method", Method.PUBLISH.value)
    calendar.add("x-wr-calname", plain(f"{advisor}, {house.name}"))
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for event in (*_appointments(advisor, span, house), *_holds(advisor, span)):
        calendar.add_component(event)
    return calendar.to_ical()


def _appointments(advisor: User, span: tuple[datetime, datetime], house: House) -> Iterable[Event]:
    joined = Companion.objects.filter(appointment=OuterRef("pk"), advisor=advisor)
    theirs = Appointment.objects.with_people().filter(Q(advisor=advisor) | Exists(joined))
    for appointment in theirs.starting_within(span).order_by("starts_at", "pk"):
        yield _event(appointment, house)


def _event(appointment: Appointment, house: House) -> Event:
    event = event_of(appointment, stamped_at=appointment.timed_at)
    meeting = meeting_for_staff(appointment, house)
    quiet, page = is_secret(appointment), staff_page(appointment)
    who = "Consultation" if quiet else appointment.client.name
    # Nobody's number goes along: it stands on the page.
    is_call = appointment.channel == Channel.PHONE
    cancelled = appointment.status == AppointmentStatus.CANCELLED
    say(
        event,
        summary=f"{who}, {meeting.how.lower()}",
        location="" if quiet or is_call else meeting.location,
        description=page,
        url=page,
        transp="TRANSPARENT" if cancelled else "OPAQUE",
    )
    return event


def _holds(advisor: User, span: tuple[datetime, datetime]) -> Iterable[Event]:
    held = Hold.objects.living().filter(advisor=advisor)
    for hold in held.filter(starts_at__gte=span[0], starts_at__lt=span[1]).order_by("pk"):
        event = Event()
        event.add("uid", str(hold.public_id))
        event.add("dtstamp", hold.created_at.replace(microsecond=0))
        event.add("dtstart", hold.starts_at)
        event.add("dtend", hold.ends_at)
        event.add("status", "TENTATIVE")
        say(event, summary="Held", transp="OPAQUE")
        yield event
