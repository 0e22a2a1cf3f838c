"""What a client's waiting list shows: their places, what is offered, where a time is free."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from atelier.journal.refusals import Refusal
from atelier.people.models import Channel, Client
from atelier.portal.my.doors import Visit
from atelier.portal.my.wishes import Wish, WishForm
from consultations.availability import Slot
from consultations.days import DayField
from consultations.models import BookingRules, SlotOffer, WaitingListEntry
from consultations.models.offers import LIVING
from consultations.statuses import WAITING_LIST, WaitingStatus
from consultations.waiting import line_words, with_those_before

_NAMES = ("channel", "topic", "advisor", "commission")
_SHOWN = 3
# Days that have passed are shown for so long, to choose others.
_REMEMBERED = timedelta(days=14)
_NO_DAY = {"required": "Please choose a day.", "invalid": "Please choose a day of the calendar."}


class JoinForm(WishForm):
    """What somebody waits for, and from which day to which."""

    earliest_on = DayField(label="From", error_messages=_NO_DAY)
    latest_on = DayField(label="Until", error_messages=_NO_DAY)

    def __init__(self, data: QueryDict | None, *, client: Client, initial: Any = None) -> None:
        super().__init__(data, client=client, initial=initial)
        ways = [way for way in self.fields["channel"].choices if way[0] != Channel.EMAIL]  # type: ignore[attr-defined]
        self.fields["channel"].choices = ways  # type: ignore[attr-defined]
        for name in ("channel", "topic", "advisor"):
            self.fields[name].widget = forms.Select(choices=self.fields[name].choices)  # type: ignore[attr-defined]

    def joining(self) -> dict[str, Any]:
        """Return what `join_waiting_list` takes."""
        return {name: self.cleaned_data[name] for name in (*_NAMES, "earliest_on", "latest_on")}


def first_wish(asked: QueryDict, visit: Visit) -> dict[str, Any]:
    """Return what the form begins with: what was looked for, in the days that can be had."""
    rules, today = BookingRules.current(), timezone.localdate(timezone=visit.clock.zone)
    notice = timedelta(hours=rules.minimum_notice_hours)
    return {
        "channel": Channel.IN_PERSON,
        "earliest_on": today + max(notice, timedelta(days=1)),
        "latest_on": today + timedelta(days=min(14, rules.horizon_days)),
        **asked.dict(),
    }


@dataclass(frozen=True)
class Place:
    """One of the client's places: whose move it is, in words, and what is offered."""

    entry: WaitingListEntry
    sentence: str
    line: str
    offer: SlotOffer | None

    @property
    def wish(self) -> Wish:
        """What is waited for, whatever the days."""
        return Wish(**{name: getattr(self.entry, name) for name in _NAMES})


def places_of(client: Client) -> list[Place]:
    """Return the client's places, in two queries; one that has a time to answer comes first."""
    lately = timezone.localdate() - _REMEMBERED
    shown = Q(status__in=LIVING) | Q(status=WaitingStatus.PASSED, latest_on__gte=lately)
    mine = WaitingListEntry.objects.of_client(client).filter(shown)
    mine = with_those_before(mine.select_related("advisor", "topic", "commission").in_turn())
    offers = SlotOffer.objects.of_client(client).open().select_related("advisor")
    offered = {offer.entry_id: offer for offer in offers if offer.hold_id}
    places = [_place(entry, offered.get(entry.pk)) for entry in mine]
    return sorted(places, key=lambda place: place.offer is None)


def _place(entry: WaitingListEntry, offer: SlotOffer | None) -> Place:
    waits = entry.status == WaitingStatus.WAITING
    line = line_words(entry.before) if waits else ""  # type: ignore[attr-defined]
    return Place(entry, WAITING_LIST.sentences[entry.status], line, offer)


def free_already(told: Refusal, wish: Wish, visit: Visit) -> list[tuple[Slot, str]]:
    """Return the first times that are free already, each with the query that leads to its day."""
    slots: list[Slot] = told.details["free"]  # type: ignore[assignment]
    first = {slot.starts_at: slot for slot in reversed(slots)}
    return [
        (first[start], f"{wish.query}&day={start.astimezone(visit.clock.zone):%Y-%m-%d}")
        for start in sorted(first)[:_SHOWN]
    ]
