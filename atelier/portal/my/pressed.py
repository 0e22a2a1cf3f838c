"""The time a client pressed: held for them, and remembered with what they type until it is booked.

The visit remembers what its latest holds were for, so that nothing is lost when ten minutes are
over, or when another window of the same visit pressed another time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest

from atelier.journal.refusals import Conflict
from atelier.portal.my.doors import Visit
from atelier.portal.my.free_times import Search
from atelier.portal.my.wishes import Wish
from consultations.actions.holds import hold_slot
from consultations.availability import Slot
from consultations.models import Appointment, Hold
from consultations.times import day_span

_PRESSED, _WORDS = "pressed_times", "consultation_words"
_REMEMBERED = 5


@dataclass(frozen=True)
class Pressed:
    """What a hold was for: the address of its times, and the moment."""

    query: str
    starts_at: datetime


class TimeTaken(Conflict):
    """Nobody is free at that moment any more."""

    code = "time-taken"


def press(visit: Visit, search: Search, starts_at: datetime) -> Hold:
    """Hold a time with whoever of the free advisors has most room that day.

    Raises `TimeTaken` when it went to somebody else between the listing and the press.
    """
    for slot in _fairly(search.at(starts_at), search):
        try:
            return hold_slot(
                client=visit.client,
                slot=slot,
                channel=search.wish.channel,
                by=visit.by,
                topic=search.wish.topic,
                commission=search.wish.commission,
                moving=search.moving,
            )
        except Conflict:
            continue
    raise TimeTaken("Somebody was a moment quicker: this time has just been taken.")


def remember(request: HttpRequest, hold: Hold, query: str) -> None:
    """Keep in the visit what the hold is for, and the few before it."""
    kept = [each for each in _remembered(request) if each["hold"] != str(hold.public_id)]
    new = {"hold": str(hold.public_id), "query": query, "starts_at": hold.starts_at.isoformat()}
    request.session[_PRESSED] = [*kept, new][-_REMEMBERED:]


def recall(request: HttpRequest, hold: UUID) -> Pressed | None:
    """Return what a hold of this visit was for, though it is gone."""
    kept = next((each for each in _remembered(request) if each["hold"] == str(hold)), None)
    if kept is None:
        return None
    return Pressed(kept["query"], datetime.fromisoformat(kept["starts_at"]))


def keep_words(request: HttpRequest, words: dict[str, str]) -> None:
    """Keep what was typed, whatever becomes of the time."""
    request.session[_WORDS] = words


def words_kept(request: HttpRequest) -> dict[str, str]:
    """Return what was typed before in this visit."""
    words: dict[str, str] = request.session.get(_WORDS, {})
    return words


def forget_words(request: HttpRequest) -> None:
    """Let go of what was typed, once it is booked."""
    request.session.pop(_WORDS, None)


def pressed_for(request: HttpRequest, hold: Hold) -> Pressed:
    """Return what a standing hold is for: as it was asked, else as the hold itself says."""
    wish = Wish(hold.channel, topic=hold.topic, advisor=hold.advisor, commission=hold.commission)
    return recall(request, hold.public_id) or Pressed(wish.query, hold.starts_at)


def _remembered(request: HttpRequest) -> list[dict[str, str]]:
    kept: list[dict[str, str]] = request.session.get(_PRESSED, [])
    return kept


def _fairly(slots: list[Slot], search: Search) -> list[Slot]:
    """Put the commission's own advisor first, then whoever is booked least that day."""
    if len(slots) < 2:
        return slots
    own = search.wish.commission.advisor_id if search.wish.commission else None
    day = slots[0].starts_at.astimezone(search.clock.zone).date()
    booked = _booked(slots, day, search)
    return sorted(slots, key=lambda each: (each.advisor.pk != own, booked.get(each.advisor.pk, 0)))


def _booked(slots: list[Slot], day: date, search: Search) -> dict[int, int]:
    rows = Appointment.objects.booked().filter(advisor__in=[each.advisor for each in slots])
    that_day = rows.starting_within(day_span(day, search.clock.zone))
    counts = that_day.order_by().values("advisor").annotate(count=Count("pk"))
    return {row["advisor"]: row["count"] for row in counts}
