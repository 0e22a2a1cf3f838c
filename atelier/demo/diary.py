"""Gives the demo's advisors their week, what they take, and a holiday; and the house its door."""

from datetime import date, time, timedelta

from atelier.demo.cast import Cast
from atelier.demo.people import HOUSE
from atelier.people.models import Channel, User
from consultations.availability.holidays import named_days
from consultations.models import (
    Advising,
    AdvisorHours,
    BookingRules,
    DateOverride,
    Place,
    Topic,
)

REGION = "NY"
# Everybody is in when the demo's consultations were held: from ten, and at two.
_MORNING, _SATURDAY = (time(10), time(13)), (time(14), time(16))
_AFTERNOONS = {
    "Odile Tessaly": (time(14), time(17)),
    "Marcus Ferrant": (time(14), time(18)),
    "Priya Venkat": (time(13, 30), time(18)),
    "Henrike Aalto": (time(14), time(17, 30)),
}
_STONES = ("Choosing a stone", "Your own stone or piece")
_INTRODUCTIONS = {
    "Odile Tessaly": "Draws every piece, and likes to begin with a story.",
    "Marcus Ferrant": "Thirty years of rings; asks about your hands first.",
    "Priya Venkat": "Heirlooms, resets, and pieces that are to be shared.",
    "Henrike Aalto": "Our gemmologist: stones, with a loupe between you.",
}


def furnish_diary(cast: Cast, today: date) -> None:
    """Write the hours, what each takes, the rules, and the days on which it is different."""
    AdvisorHours.objects.bulk_create(each for advisor in cast.advisors for each in _week(advisor))
    for advisor in cast.advisors:
        _advise(advisor)
    Place.objects.filter(pk=cast.rooms[0].place_id).update(
        address=HOUSE["address"], directions=HOUSE["directions"]
    )
    BookingRules.current()
    BookingRules.objects.update(
        holiday_region=REGION,
        video_link_template="https://meet.maison-tessaly.example/{code}",
        what_to_bring="A ring that fits you well, and any stone, report or picture you have.",
    )
    _differ(cast, today)


def is_closed(day: date) -> bool:
    """Tell whether the demo's house receives nobody: on Sundays and public holidays."""
    return day.weekday() == 6 or day in named_days(HOUSE["country"], REGION, day.year)


def _week(advisor: User) -> list[AdvisorHours]:
    afternoon = _AFTERNOONS[advisor.name]
    stretches = [(day, hours) for day in range(5) for hours in (_MORNING, afternoon)]
    stretches += [(5, _MORNING), (5, _SATURDAY)]
    return [
        AdvisorHours(advisor=advisor, weekday=day, opens=opens, closes=closes)
        for day, (opens, closes) in stretches
    ]


def _advise(advisor: User) -> None:
    is_gemmologist = advisor.staff.is_gemmologist
    advising = Advising.objects.create(
        advisor=advisor,
        channels=[Channel.VIDEO, Channel.IN_PERSON] if is_gemmologist else list(Channel.values),
        daily_cap=3 if is_gemmologist else None,
        introduction=_INTRODUCTIONS[advisor.name],
    )
    if is_gemmologist:
        advising.topics.set(Topic.objects.filter(name__in=_STONES))


def _differ(cast: Cast, today: date) -> None:
    """A week away for one, and a short day of the house before Christmas."""
    away = today + timedelta(days=35 - today.weekday())
    eve = date(today.year + (today > date(today.year, 12, 20)), 12, 24)
    DateOverride.objects.bulk_create(
        [
            DateOverride(
                advisor=cast.advisors[1],
                starts_on=away,
                ends_on=away + timedelta(days=6),
                reason="At the stone fair",
            ),
            DateOverride(
                starts_on=eve, ends_on=eve, opens=time(10), closes=time(14), reason="Christmas Eve"
            ),
        ]
    )
