"""Rooms, advisors and appointments for tests, here and in later apps."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.people.models import Channel, User
from atelier.people.tests.factories import make_client, make_staff
from consultations.availability import Slot, busy_span
from consultations.models import (
    AdvisorHours,
    Appointment,
    BookingRules,
    Hold,
    Invitation,
    Place,
    PlaceHours,
    Room,
    SlotOffer,
    WaitingListEntry,
    WrittenConsultation,
)
from consultations.statuses import WaitingStatus

STAFF = Actor(kind=ActorKind.STAFF, name="Ines Valois", address="192.0.2.7")

# A house's own until it says otherwise.
BUFFER = timedelta(minutes=15)


def make_advisor(*, time_zone: str = "America/New_York", **over: object) -> User:
    """Return an active member of staff who holds consultations."""
    advisor = make_staff(**over)
    advisor.staff.time_zone = time_zone
    advisor.staff.save()
    return advisor


def make_place(**over: object) -> Place:
    """Return the place of that name, one for all rooms unless told otherwise."""
    name = over.pop("name", "The house")
    return Place.objects.get_or_create(name=name, defaults=over)[0]


def open_place(place: Place, opens: time = time(9), closes: time = time(18)) -> None:
    """Give a place the same hours from Monday to Saturday, and no others."""
    place.hours.all().delete()
    for weekday in range(6):
        PlaceHours.objects.create(place=place, weekday=weekday, opens=opens, closes=closes)


def make_hours(advisor: User, weekday: int, opens: time, closes: time, **over: Any) -> AdvisorHours:
    """Return a stretch of an advisor's week."""
    return AdvisorHours.objects.create(
        advisor=advisor, weekday=weekday, opens=opens, closes=closes, **over
    )


def make_room(**over: object) -> Room:
    """Return a room in use."""
    fields = {"name": f"Room {Room.objects.count() + 1}"} | over
    fields.setdefault("place", make_place())
    return Room.objects.create(**fields)


def make_rules(**over: Any) -> BookingRules:
    """Return the house's rules with these changed."""
    BookingRules.objects.update_or_create(id=1, defaults=over)
    return BookingRules.current()


def make_slot(
    advisor: User, starts_at: datetime, *, minutes: int = 45, room: Room | None = None
) -> Slot:
    """Return a time as the engine offers it, free or not."""
    ends_at = starts_at + timedelta(minutes=minutes)
    busy = busy_span(starts_at, ends_at, BUFFER)
    return Slot(starts_at, ends_at, busy, advisor, room)


def make_appointment(**over: Any) -> Appointment:
    """Return a booked appointment in two days; `starts_at`, `minutes` and `buffer` place it."""
    return Appointment.objects.create(**_timed(over))


def make_hold(**over: Any) -> Hold:
    """Return a time kept for ten minutes, placed as an appointment is."""
    over.setdefault("expires_at", timezone.now() + timedelta(minutes=10))
    return Hold.objects.create(**_timed(over))


def _timed(over: dict[str, Any]) -> dict[str, Any]:
    starts_at: datetime = over.pop("starts_at", timezone.now() + timedelta(days=2))
    ends_at = starts_at + timedelta(minutes=over.pop("minutes", 45))
    buffer = timedelta(minutes=over.pop("buffer", 15))
    fields = {
        "client": over.get("client") or make_client(),
        "advisor": over.get("advisor") or make_advisor(),
        "channel": Channel.VIDEO,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "busy": busy_span(starts_at, ends_at, buffer),
    }
    return fields | over


def make_waiting(**over: Any) -> WaitingListEntry:
    """Return a place on the waiting list for a week, by video with whoever is free."""
    fields = {
        "client": over.get("client") or make_client(),
        "channel": Channel.VIDEO,
        "earliest_on": date(2026, 11, 24),
        "latest_on": date(2026, 11, 30),
    }
    return WaitingListEntry.objects.create(**fields | over)


def make_invitation(**over: Any) -> Invitation:
    """Return three video times proposed, from two days on and a day apart."""
    first = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    fields = {
        "client": over.get("client") or make_client(),
        "advisor": over.get("advisor") or make_advisor(),
        "channel": Channel.VIDEO,
        "minutes": 45,
        "starts": [first + timedelta(days=days) for days in range(3)],
        "expires_at": first,
    }
    return Invitation.objects.create(**fields | over)


def make_written(**over: Any) -> WrittenConsultation:
    """Return a question that waits for its answer."""
    fields = {
        "client": over.get("client") or make_client(),
        "advisor": over.get("advisor") or make_advisor(),
        "question": "Does an emerald suit every day?",
        "due_on": timezone.localdate() + timedelta(days=2),
    }
    return WrittenConsultation.objects.create(**fields | over)


def make_offer(**over: Any) -> SlotOffer:
    """Return a time kept for somebody who waits; `starts_at` places it."""
    entry = over.pop("entry", None) or make_waiting(status=WaitingStatus.OFFERED)
    hold = make_hold(client=entry.client, by_house=True, **over)
    return SlotOffer.objects.create(
        entry=entry,
        hold=hold,
        advisor=hold.advisor,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        expires_at=hold.expires_at,
    )
