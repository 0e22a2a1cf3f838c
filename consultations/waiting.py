"""Who waits before whom, and which free time fits whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import (
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from atelier.house.models import House
from consultations.availability import Slot, free_slots
from consultations.availability.rules import advising_of
from consultations.models import BookingRules, SlotOffer, Topic, WaitingListEntry
from consultations.models.offers import WaitingListQuerySet
from consultations.times import zone_of_client
from consultations.vacated import just_vacated

# Shorter, and the mail may not even have been read.
SHORTEST_OFFER = timedelta(minutes=30)


@dataclass(frozen=True)
class Chance:
    """A free time that fits a place on the list; sorted, the first is the one to offer."""

    slot: Slot
    entry: WaitingListEntry

    @property
    def order(self) -> tuple[Any, ...]:
        """The earliest time to the first in turn; of two advisors then free, always the same."""
        entry, slot = self.entry, self.slot
        return (slot.starts_at, entry.created_at, entry.pk, slot.advisor.pk)


def fitting_times(entry: WaitingListEntry) -> list[Slot]:
    """Return the free times clients may book that fit `entry`, the earliest first."""
    return [chance.slot for chance in chances([entry])]


def chances(entries: Collection[WaitingListEntry]) -> list[Chance]:
    """Return every free time that fits somebody and was not offered to them before, in turn.

    What a move has just left is nobody's while the move can be undone. The diary is read once for
    each way of meeting, topic and clock, not once for each entry.
    """
    made, vacated = _offered_before(entries), just_vacated(timezone.now())
    found = [
        Chance(slot, entry)
        for kind, alike in _by_kind(entries).items()
        for slot in _open_times(kind, alike)
        if not any(each.is_wanted_by(slot) for each in vacated)
        for entry in alike
        if _fits(entry, slot, kind.zone) and not _overlaps(slot, made.get(entry.pk, ()))
    ]
    return sorted(found, key=lambda chance: chance.order)


def offer_ends(slot: Slot, rules: BookingRules, now: datetime) -> datetime:
    """Return until when `slot` can be kept for one client.

    Never past the minimum notice, or nobody else in turn could still have it.
    """
    own = advising_of(slot.advisor).minimum_notice_hours
    notice = timedelta(hours=rules.minimum_notice_hours if own is None else own)
    return min(now + timedelta(hours=rules.waiting_offer_hours), slot.starts_at - notice)


def is_worth_offering(slot: Slot, rules: BookingRules, now: datetime) -> bool:
    """Tell whether there is time enough to read the mail and to answer."""
    least = min(SHORTEST_OFFER, timedelta(hours=rules.waiting_offer_hours))
    return offer_ends(slot, rules, now) - now >= least


def with_those_before(entries: WaitingListQuerySet) -> WaitingListQuerySet:
    """Annotate each of `entries` with `before`: how many wait longer for a time that might suit."""
    wished = ExpressionWrapper(OuterRef("advisor"), output_field=BigIntegerField())
    rivals = WaitingListEntry.objects.living().annotate(wished=wished)
    earlier = Q(created_at__lt=OuterRef("created_at"))
    earlier |= Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
    before = rivals.filter(
        earlier,
        Q(wished=None) | Q(advisor=None) | Q(advisor_id=F("wished")),
        channel=OuterRef("channel"),
        earliest_on__lte=OuterRef("latest_on"),
        latest_on__gte=OuterRef("earliest_on"),
    )
    counted = before.order_by().values("channel").annotate(number=Count("pk")).values("number")
    return entries.annotate(before=Coalesce(Subquery(counted), 0))


def days_words(entry: WaitingListEntry) -> str:
    """Say the days that would suit: 24 to 30 Nov, 28 Nov to 3 Dec."""
    first, last = entry.earliest_on, entry.latest_on
    if first == last:
        return f"{last:%-d %b}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%b}"
    return f"{first.day}{month} to {last:%-d %b}"


def line_words(before: int) -> str:
    """Say a place in line: Two before you."""
    if not before:
        return "You are the next in line."
    number = str(apnumber(before)).capitalize()
    return f"{number} before you, for times like these."


@dataclass(frozen=True)
class _Kind:
    """What decides which times are free: how, about what, and on whose clock days are counted."""

    channel: str
    topic: Topic | None
    zone: ZoneInfo


def _by_kind(entries: Iterable[WaitingListEntry]) -> dict[_Kind, list[WaitingListEntry]]:
    house, found = House.current(), dict[_Kind, list[WaitingListEntry]]()
    for entry in entries:
        kind = _Kind(entry.channel, entry.topic, zone_of_client(entry.client, house))
        found.setdefault(kind, []).append(entry)
    return found


def _open_times(kind: _Kind, alike: Collection[WaitingListEntry]) -> list[Slot]:
    span = _span(alike, timezone.localdate(timezone=kind.zone))
    return free_slots(
        channel=kind.channel, topic=kind.topic, span=span, zone=kind.zone, for_client=True
    )


def _span(alike: Collection[WaitingListEntry], today: date) -> tuple[date, date]:
    first = min(entry.earliest_on for entry in alike)
    return max(first, today), max(entry.latest_on for entry in alike)


def _fits(entry: WaitingListEntry, slot: Slot, zone: ZoneInfo) -> bool:
    day = slot.starts_at.astimezone(zone).date()
    same_advisor = entry.advisor_id in (None, slot.advisor.pk)
    return same_advisor and entry.earliest_on <= day <= entry.latest_on


def _offered_before(entries: Iterable[WaitingListEntry]) -> dict[int, list[SlotOffer]]:
    made: dict[int, list[SlotOffer]] = {}
    for offer in SlotOffer.objects.filter(entry__in=[entry.pk for entry in entries if entry.pk]):
        made.setdefault(offer.entry_id, []).append(offer)
    return made


def _overlaps(slot: Slot, made: Iterable[SlotOffer]) -> bool:
    """A quarter of an hour later is the same freed time, which was offered once and not wanted."""
    return any(slot.starts_at < each.ends_at and each.starts_at < slot.ends_at for each in made)
