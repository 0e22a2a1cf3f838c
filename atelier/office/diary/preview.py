"""What the booking form shows beside its fields: the time in words, doubts, other free times."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from atelier.office.diary.doubts import doubts
from atelier.office.diary.finding import people_like
from atelier.office.diary.runs import thin
from atelier.office.forms.booking import BookingForm
from atelier.people.models import Client, User
from consultations.availability import Slot, free_slots, length_of
from consultations.models import Appointment, Topic
from consultations.times import (
    differ,
    house_zone,
    place,
    said_briefly,
    zone_of_advisor,
    zone_of_client,
)

_SEARCH = timedelta(days=21)


@dataclass(frozen=True)
class Start:
    """A free start as a button: what it sends, and what it says."""

    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Preview:
    """A wish as far as it is said."""

    client: Client | None
    found: Sequence[Client] = ()
    draft: Appointment | None = None
    day: str = ""
    hours: str = ""
    clocks: Sequence[str] = ()
    doubts: Sequence[str] = ()
    starts: Sequence[Start] = field(default_factory=list)
    usual_minutes: int = 0

    @property
    def seen(self) -> str:
        """The doubts that were shown, to be sent along."""
        return " ".join(self.doubts)


def preview(form: BookingForm, words: str) -> Preview:
    """Return what is known so far; `words` are typed to find the client."""
    form.is_valid()
    client, draft = form.with_whom(), form.draft()
    found = people_like(words) if client is None else []
    if draft is None:
        return Preview(client, found)
    zone = zone_of_advisor(draft.advisor)
    starts, ends = draft.starts_at.astimezone(zone), draft.ends_at.astimezone(zone)
    return Preview(
        client=client,
        found=found,
        draft=draft,
        day=f"{starts:%A %-d %B %Y}",
        hours=f"{starts:%H:%M} to {ends:%H:%M}",
        clocks=_clocks(draft, client),
        doubts=[*_met_again(form), *doubts(draft, client)],
        starts=_starts(draft),
        usual_minutes=length_of(draft.channel, draft.topic),
    )


def _met_again(form: BookingForm) -> list[str]:
    """Say whose address or number was typed as somebody new's, so that nobody is doubled."""
    if client := form.met_again():
        return [f"{client.email} is the address of {client}, a client already."]
    same = form.newcomer.of_this_number() if form.newcomer else []
    return [f"{each.phone} is the number of {each}, a client already." for each in same]


def _clocks(draft: Appointment, client: Client | None) -> list[str]:
    """Say the same moment on the house's and on the client's clock where they differ."""
    zone, at = zone_of_advisor(draft.advisor), draft.starts_at
    house = house_zone()
    said = []
    if differ(at, zone, house):
        said.append(f"{said_briefly(at, house)} here; {draft.advisor} is in {place(zone)}")
    if client and differ(at, zone, zone_of_client(client)):
        theirs = zone_of_client(client)
        said.append(f"{said_briefly(at, theirs)} for {client}, in {place(theirs)}")
    return said


def _starts(draft: Appointment) -> list[Start]:
    """Return the free starts of that day, else of the next day that has one."""
    zone = zone_of_advisor(draft.advisor)
    day = max(draft.starts_at.astimezone(zone).date(), timezone.localdate(timezone=zone))
    minutes = int((draft.ends_at - draft.starts_at) / timedelta(minutes=1))
    asked: dict[str, Any] = {"channel": draft.channel, "topic": draft.topic, "minutes": minutes}
    slots = first_free(draft.advisor, day, **asked)
    return [
        Start(
            slot.starts_at.isoformat(),
            said_briefly(slot.starts_at, zone),
            slot.starts_at == draft.starts_at,
        )
        for slot in thin(slots)
    ]


def first_free(
    advisor: User,
    day: date,
    *,
    channel: str,
    topic: Topic | None = None,
    minutes: int | None = None,
) -> list[Slot]:
    """Return the free times of the first day from `day` on that has any."""
    zone = zone_of_advisor(advisor)
    slots = free_slots(
        channel=channel,
        span=(day, day + _SEARCH),
        zone=zone,
        advisors=[advisor],
        minutes=minutes,
        topic=topic,
        for_client=False,
    )
    return [slot for slot in slots if _day(slot, zone) == _day(slots[0], zone)]


def _day(slot: Slot, zone: ZoneInfo) -> date:
    return slot.starts_at.astimezone(zone).date()
