"""What of the diary is asked for, read from an address, and the addresses beside it."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from atelier.people.models import Channel
from consultations.days import read_day
from consultations.times import TIMED

VIEWS = {"week": "Week", "day": "Day", "list": "List"}
BY = {"advisors": "Advisors", "rooms": "Rooms"}
# What an address carries on from page to page, besides the look itself.
CARRIED = ("client", "commission", "topic", "minutes")
# The minutes a consultation may take.
SHORTEST, LONGEST = 10, 480


@dataclass(frozen=True)
class Look:
    """One look at the diary. `view` empty: the week, and on a telephone the list.

    `who` narrows the week to one advisor's or one room's; `carried` goes on with every link.
    """

    day: date
    view: str = ""
    by: str = "advisors"
    who: int | None = None
    channel: str = Channel.IN_PERSON
    carried: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, **over: Any) -> "Look":
        """Read an address; whatever makes no sense in it is as if it were not there."""
        asked = request.GET
        look = cls(
            day=read_day(asked.get("day")) or timezone.localdate(),
            view=asked.get("view", "") if asked.get("view") in VIEWS else "",
            by=asked.get("by", "") if asked.get("by") in BY else "advisors",
            who=number(asked.get("who")),
            channel=asked.get("channel", "") if asked.get("channel") in TIMED else "in_person",
            carried=carried(asked),
        )
        return replace(look, **{name: each for name, each in over.items() if each is not None})

    @property
    def shown(self) -> str:
        """The view that is shown where none is asked for."""
        return self.view or "week"

    @property
    def monday(self) -> date:
        """The first day of its week."""
        return self.day - timedelta(days=self.day.weekday())

    @property
    def days(self) -> list[date]:
        """The days it covers."""
        if self.view == "day":
            return [self.day]
        return [self.monday + timedelta(days=each) for each in range(7)]

    @property
    def is_rooms(self) -> bool:
        """A room has only meetings in person."""
        return self.by == "rooms"

    def link(self, **over: Any) -> str:
        """Return the address of this look with something else in it."""
        other = replace(self, **over)
        asked = {
            "view": other.view,
            "day": f"{other.day:%Y-%m-%d}",
            "by": other.by if other.is_rooms else "",
            "who": other.who or "",
            "channel": other.channel if other.channel != Channel.IN_PERSON else "",
        }
        named = {name: value for name, value in (asked | other.carried).items() if value}
        return f"?{urlencode(named)}"

    def turned(self, pages: int) -> date:
        """Return the day so many days or weeks later."""
        return self.day + timedelta(days=pages * len(self.days))


def carried(asked: QueryDict) -> dict[str, str]:
    """Return what goes on with every link, each only where it can be meant."""
    found = {name: asked.get(name, "") for name in CARRIED}
    found["topic"] = str(number(found["topic"]) or "")
    found["minutes"] = str(length(found["minutes"]) or "")
    found["client"] = str(public_id(found["client"]) or "")
    return {name: value[:40] for name, value in found.items() if value}


def number(value: object) -> int | None:
    """Return a whole number that was written in an address, or none."""
    written = str(value)
    return int(written) if written.isdecimal() and len(written) < 10 else None


def length(value: object) -> int | None:
    """Return the minutes that were written in an address, as a form would take them, or none."""
    minutes = number(value) or 0
    return minutes if SHORTEST <= minutes <= LONGEST else None


def public_id(value: object) -> uuid.UUID | None:
    """Return a record's public number that was written in an address, or none."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
