"""The bar above the diary: other days, other views, whose time, and for which channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from atelier.office.diary.look import BY, VIEWS, Look
from atelier.office.diary.reading import Reading
from atelier.people.models import Channel
from consultations.times import TIMED

_BRIEF = {Channel.IN_PERSON: "In person", Channel.VIDEO: "Video", Channel.PHONE: "Telephone"}
CHANNELS = {channel: _BRIEF[Channel(channel)] for channel in TIMED}


@dataclass(frozen=True)
class Way:
    """A link of the bar."""

    label: str
    href: str
    is_current: bool = False
    day: str = ""


@dataclass(frozen=True)
class Group:
    """Links that choose one of a few; `said` writes its name before them."""

    name: str
    links: tuple[Way, ...]
    said: bool = False


@dataclass(frozen=True)
class Bar:
    """Everything above the board."""

    unit: str
    before: Way
    today: Way
    after: Way
    groups: tuple[Group, ...]
    people: tuple[Way, ...]


def bar_of(reading: Reading, *, mode: str) -> Bar:
    """Return the bar of a look; one who moves or offers keeps the channel."""
    look = reading.look
    groups = []
    if mode != "invite":
        groups.append(Group("View", _choose(look, "view", VIEWS, look.shown)))
    if mode == "look":
        groups.append(Group("Columns", _choose(look, "by", BY, look.by, who=None)))
    if mode != "move":
        groups.append(Group("Free times", _choose(look, "channel", CHANNELS, look.channel), True))
    return Bar(
        unit="Day" if look.view == "day" else "Week",
        before=_turn(look, look.turned(-1)),
        today=_turn(look, timezone.localdate()),
        after=_turn(look, look.turned(1)),
        groups=tuple(groups),
        people=_people(reading, everyone=mode == "look" or look.view == "day"),
    )


def heading(look: Look) -> str:
    """Say the days that are shown."""
    first, last = look.days[0], look.days[-1]
    if first == last:
        return f"{first:%A %-d %B %Y}"
    return f"{_start(first, last)} to {last:%-d %B %Y}"


def _start(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{first:%-d %B %Y}"
    return f"{first:%-d}" if first.month == last.month else f"{first:%-d %B}"


def _turn(look: Look, day: date) -> Way:
    return Way("", look.link(day=day), day in look.days, f"{day:%Y-%m-%d}")


def _choose(
    look: Look, name: str, choices: Mapping[str, str], current: str, **over: object
) -> tuple[Way, ...]:
    return tuple(
        Way(label, look.link(**{name: value} | over), value == current)
        for value, label in choices.items()
    )


def _people(reading: Reading, *, everyone: bool) -> tuple[Way, ...]:
    look = reading.look
    each = [Way(str(who), look.link(who=who.pk), who.pk == look.who) for who in reading.everybody]
    if everyone:
        all_of_them = "All rooms" if look.is_rooms else "Everyone"
        each.insert(0, Way(all_of_them, look.link(who=None), not look.who))
    return tuple(each)
