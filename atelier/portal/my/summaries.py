"""What stays in view while one books: how, about what, with whom, how long and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone

from atelier.house.models import House
from atelier.people.models import Channel
from atelier.portal.my.clocks import Clock
from atelier.portal.my.free_times import Search
from atelier.portal.my.wishes import HOWS
from consultations.availability import length_of
from consultations.models import Appointment, BookingRules, Hold, Place, Topic


@dataclass(frozen=True)
class When:
    """A span of time on the client's clock, and whether the house reads another."""

    starts_at: datetime
    ends_at: datetime
    clock: Clock

    @property
    def differs(self) -> bool:
        """Whether the house's clock reads another time then."""
        return self.clock.differs(self.starts_at)


@dataclass(frozen=True)
class Summary:
    """The lines of the card beside every step; empty ones are not shown yet."""

    how: str
    topic: str
    advisor: str
    minutes: int
    when: When | None = None
    place: str = ""


def summary_of_search(search: Search) -> Summary:
    """Return what is known before a time is pressed."""
    wish = search.wish
    return Summary(
        how=wish.how,
        topic=wish.topic.name if wish.topic else "",
        advisor=str(wish.advisor or "Whoever is free first"),
        minutes=_moved_minutes(search.moving) or length_of(wish.channel, wish.topic),
    )


def summary_of_hold(hold: Hold, clock: Clock) -> Summary:
    """Return all that a held time says."""
    return Summary(
        how=HOWS[Channel(hold.channel)][0],
        topic=hold.topic.name if hold.topic else "",
        advisor=str(hold.advisor),
        minutes=minutes_between(hold.starts_at, hold.ends_at),
        when=When(hold.starts_at, hold.ends_at, clock),
        place=address_of_place(hold.room.place if hold.room else None),
    )


def time_left(hold: Hold) -> dict[str, object]:
    """Return how long a time is kept still, in whole minutes begun, and whether that is over."""
    left = (hold.expires_at - timezone.now()) / timedelta(minutes=1)
    return {"minutes_left": ceil(left), "hold_is_over": left <= 0}


def minutes_between(first: datetime, last: datetime) -> int:
    """Return whole minutes between two moments."""
    return int((last - first) / timedelta(minutes=1))


def address_of_place(place: Place | None) -> str:
    """Return the address of a place, the house's own where it has none; empty without a place."""
    return (place.address or House.current().address) if place else ""


def to_bring(channel: str, topic: Topic | None) -> list[str]:
    """Return what to bring or to have at hand: the topic's, and in person the house's."""
    house = BookingRules.current().what_to_bring if channel == Channel.IN_PERSON else ""
    return [words for words in (topic.what_to_bring if topic else "", house) if words]


def _moved_minutes(moving: Appointment | None) -> int:
    return minutes_between(moving.starts_at, moving.ends_at) if moving else 0
