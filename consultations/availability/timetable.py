"""The hours of some advisors and of every place over some days, read once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from atelier.house.models import House
from atelier.people.models import User
from consultations.availability.holidays import holidays_of
from consultations.availability.spans import FOREVER, Span, common, merged, without
from consultations.availability.windows import day_of, days_of, whole_day, window
from consultations.models import AdvisorHours, BookingRules, DateOverride, Place, PlaceHours
from consultations.models.hours import WeeklyHours

_DAY, _DAY_SECONDS, _UTC = timedelta(days=1), 86_400, ZoneInfo("UTC")
Weekly = TypeVar("Weekly", bound=WeeklyHours)
Dates = list[DateOverride]
# A stretch in which an advisor may be met; in person only at this place, None: anywhere.
Met = tuple[Span, int | None]


@dataclass
class Timetable:
    """Weekly hours and the dates that differ from them, for every day that `span` touches."""

    house: House
    rules: BookingRules
    span: Span
    places: list[Place]
    hours_of_advisor: dict[int | None, list[AdvisorHours]]
    hours_of_place: dict[int | None, list[PlaceHours]]
    dates_of_advisor: dict[int | None, Dates]
    dates_of_place: dict[int | None, Dates]
    dates_of_house: Dates

    @classmethod
    def read(cls, advisors: Iterable[User], span: Span, house: House, rules: BookingRules) -> Self:
        """Read what concerns these advisors, in four queries.

        From a day earlier, so that hours past midnight count from where they began.
        """
        span = span[0] - _DAY_SECONDS, span[1]
        whose = [each.pk for each in advisors]
        dates = list(_dates_within(span).filter(Q(advisor=None) | Q(advisor__in=whose)))
        return cls(
            house=house,
            rules=rules,
            span=span,
            places=list(Place.objects.filter(is_active=True)),
            hours_of_advisor=_by(AdvisorHours.objects.filter(advisor__in=whose), "advisor_id"),
            hours_of_place=_by(PlaceHours.objects.all(), "place_id"),
            dates_of_advisor=_by(dates, "advisor_id"),
            dates_of_place=_by(dates, "place_id"),
            dates_of_house=[each for each in dates if not (each.advisor_id or each.place_id)],
        )

    def zone_of(self, owner: User | Place) -> ZoneInfo:
        """Return the clock an advisor's or a place's hours are read on."""
        own = owner if isinstance(owner, Place) else getattr(owner, "staff", None)
        return ZoneInfo(own.time_zone) if own and own.time_zone else self.house.zone

    def holiday(self, day: date) -> str:
        """Return the public holiday's name; empty on other days."""
        return holidays_of(day.year, house=self.house, rules=self.rules).get(day, "")

    @cached_property
    def of_places(self) -> dict[int, list[Span]]:
        """When each place receives clients."""
        return {place.pk: merged(self._of_place(place)) for place in self.places}

    def of_advisor(self, advisor: User) -> list[Met]:
        """Return when an advisor may be met; without hours of their own, as the places are open."""
        if not self.hours_of_advisor.get(advisor.pk):
            return self._following_places(advisor)
        zone = self.zone_of(advisor)
        return [met for day in days_of(self.span, zone) for met in self.advisor_on(advisor, day)]

    def advisor_on(self, advisor: User, day: date) -> Iterator[Met]:
        """Yield an advisor's own hours of one day on their clock.

        A special day of the house bounds everybody's weekly hours; it calls nobody in.
        """
        zone, house = self.zone_of(advisor), on(day, self.dates_of_house)
        own = on(day, self.dates_of_advisor.get(advisor.pk, []))
        if is_closed([*own, *house]):
            return
        if own:
            yield from ((span, None) for span in _special(own, day, zone))
        elif house or not self.holiday(day):
            bounds = merged(_special(house, day, zone)) if house else [FOREVER]
            for each in valid(self.hours_of_advisor.get(advisor.pk, []), day):
                hours = [window(day, each.opens, each.closes, zone)]
                yield from ((span, each.place_id) for span in common(hours, bounds))

    def place_on(self, place: Place, day: date) -> Iterator[Span]:
        """Yield a place's hours of one day on its clock."""
        zone, house = self.zone_of(place), on(day, self.dates_of_house)
        own = on(day, self.dates_of_place.get(place.pk, []))
        if is_closed([*own, *house]):
            return
        if own or house:
            yield from _special(own or house, day, zone)
        elif not self.holiday(day):
            for each in valid(self.hours_of_place.get(place.pk, []), day):
                yield window(day, each.opens, each.closes, zone)

    def _of_place(self, place: Place) -> Iterator[Span]:
        for day in days_of(self.span, self.zone_of(place)):
            yield from self.place_on(place, day)

    def _following_places(self, advisor: User) -> list[Met]:
        zone, own = self.zone_of(advisor), self.dates_of_advisor.get(advisor.pk, [])
        different = [day for day in days_of(self.span, zone) if on(day, own)]
        holes = [whole_day(day, zone) for day in different]
        special = [met for day in different for met in self.advisor_on(advisor, day)]
        for place, spans in self.of_places.items():
            special += ((span, place) for span in without(spans, holes))
        return special


def on(day: date, dates: Dates) -> Dates:
    """Return those that speak of `day`."""
    return [each for each in dates if each.starts_on <= day <= each.ends_on]


def is_closed(dates: Dates) -> bool:
    """Tell whether one of them closes its days: that wins over any hours."""
    return any(each.opens is None for each in dates)


def valid(weekly: list[Weekly], day: date) -> Iterator[Weekly]:
    """Yield the weekly hours that hold on `day`."""
    weekday = day.weekday()
    for each in weekly:
        if each.weekday != weekday or (each.valid_from and day < each.valid_from):
            continue
        if not each.valid_until or day <= each.valid_until:
            yield each


def _special(dates: Dates, day: date, zone: ZoneInfo) -> Iterator[Span]:
    for each in dates:
        if each.opens is not None and each.closes is not None:
            yield window(day, each.opens, each.closes, zone)


def _dates_within(span: Span) -> "QuerySet[DateOverride]":
    # A day to either side, for clocks on the other side of the date line.
    first, last = day_of(span[0], _UTC) - _DAY, day_of(span[1], _UTC) + _DAY
    return DateOverride.objects.filter(starts_on__lte=last, ends_on__gte=first)


def _by(rows: Iterable[Any], owner: str) -> dict[int | None, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, owner)].append(row)
    return dict(grouped)
