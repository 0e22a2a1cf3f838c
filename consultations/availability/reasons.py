"""Why a time lies outside of the hours, for the staff who book it all the same."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from atelier.house.models import House
from atelier.people.models import Channel, User
from consultations.availability.spans import Span, merged
from consultations.availability.timetable import Dates, Timetable, on
from consultations.models import Appointment, BookingRules, Hold, Place

Outside = list[tuple[Appointment, str]]


def is_within_hours(appointment: Appointment | Hold) -> str:
    """Return "" within the hours, else the sentence that says why it is not.

    Speaks of hours only: whether advisor and room are free, Postgres knows.
    """
    return _why(_table([appointment]), appointment)


def outside_hours(appointments: Iterable[Appointment]) -> Outside:
    """Return those that lie outside the hours, each with the sentence that says why.

    The hours are read once for all of them.
    """
    those = list(appointments)
    table = _table(those) if those else None
    return [(each, why) for each in those if table and (why := _why(table, each))]


def _table(those: Sequence[Appointment | Hold]) -> Timetable:
    first, last = min(each.starts_at for each in those), max(each.ends_at for each in those)
    span = (int(first.timestamp()), int(last.timestamp()))
    people = {each.advisor for each in those}
    return Timetable.read(people, span, House.current(), BookingRules.current())


def _why(table: Timetable, appointment: Appointment | Hold) -> str:
    span = (int(appointment.starts_at.timestamp()), int(appointment.ends_at.timestamp()))
    room = appointment.room if appointment.channel == Channel.IN_PERSON else None
    place = room.place if room else None
    return _of_advisor(table, appointment.advisor, place, span) or (
        _of_place(table, place, span) if place else ""
    )


def _of_advisor(table: Timetable, advisor: User, place: Place | None, span: Span) -> str:
    met = table.of_advisor(advisor)
    if _holds(span, (hours for hours, _ in met)):
        here = (hours for hours, where in met if place is None or where in (None, place.pk))
        return "" if _holds(span, here) else f"{advisor} is not at {place} then."
    zone = table.zone_of(advisor)
    day = datetime.fromtimestamp(span[0], zone).date()
    dates = [*on(day, table.dates_of_advisor.get(advisor.pk, [])), *on(day, table.dates_of_house)]
    hours = merged(hours for hours, _ in met)
    return _closed(table, dates, day) or _hours_said(str(advisor), "in", hours, day, zone)


def _of_place(table: Timetable, place: Place, span: Span) -> str:
    hours = table.of_places.get(place.pk, [])
    if _holds(span, hours):
        return ""
    zone = table.zone_of(place)
    day = datetime.fromtimestamp(span[0], zone).date()
    dates = [*on(day, table.dates_of_place.get(place.pk, [])), *on(day, table.dates_of_house)]
    return _closed(table, dates, day) or _hours_said(str(place), "open", hours, day, zone)


def _closed(table: Timetable, dates: Dates, day: date) -> str:
    """Say which special day it is; empty on an ordinary one."""
    for each in dates:
        if each.opens is None:
            whose, why = each.advisor or each.place or "The house", each.reason
            away = "away" if each.advisor_id else "closed"
            return f"{whose} is {away} on {day:%-d %B %Y}{f' ({why})' if why else ''}."
    if not dates and (name := table.holiday(day)):
        return f"{day:%-d %B %Y} is a public holiday ({name})."
    return ""


def _hours_said(who: str, how: str, hours: list[Span], day: date, zone: ZoneInfo) -> str:
    clocks = ([datetime.fromtimestamp(edge, zone) for edge in each] for each in hours)
    said = [f"{opens:%H:%M} to {closes:%H:%M}" for opens, closes in clocks if opens.date() == day]
    if not said:
        return f"{who} is not {how} on {day:%A}s."
    return f"{who} is {how} from {' and from '.join(said)} on {day:%A %-d %B}."


def _holds(span: Span, hours: Iterable[Span]) -> bool:
    return any(begins <= span[0] and span[1] <= ends for begins, ends in merged(hours))
