"""What a diary starts with: a place with two rooms and its hours, and topics to speak about."""

from datetime import time

from django.db import transaction

from atelier.house.defaults import give
from consultations.models import BookingRules, Place, PlaceHours, Room, Topic

PLACE = "The house"
ROOMS = ("The Salon", "The Stone Room")
# Monday to Friday, and a shorter Saturday.
_HOURS = [(day, time(10), time(18)) for day in range(5)] + [(5, time(10), time(16))]
# A name, what it is, and what to bring.
_TOPICS = (
    (
        "A first conversation",
        "What you have in mind, and how we work.",
        "Any picture you love, even of something that is not jewellery.",
    ),
    ("Choosing a stone", "Stones to compare side by side, with their reports.", ""),
    (
        "Your own stone or piece",
        "We weigh, measure and photograph it in front of you.",
        "The stone or piece, with any report, invoice or valuation you have.",
    ),
    ("Sketches and options", "Looking at drawings or models, and deciding together.", ""),
    (
        "Trying it on",
        "The piece before its stones are set, on your hand.",
        "The rings you wear beside it.",
    ),
    ("After-care", "A check-up, a new size, or a repair.", "The piece, and its certificate."),
)


@transaction.atomic
def load() -> None:
    """Make the first place, rooms, hours and topics where there are none; no house's own change."""
    # Made here, so that no page that is only looked at has to write it.
    BookingRules.current()
    if not Place.objects.exists():
        give(Place, "name", rows=[{"name": PLACE}])
        _open(Place.objects.filter(name=PLACE).first())
    give(Topic, "name", rows=(_topic(*each) for each in enumerate(_TOPICS)))


def _open(place: Place | None) -> None:
    """Furnish the first place; None when a house deleted it before."""
    if place is None:
        return
    if not Room.objects.exists():
        give(Room, "name", rows=({"name": name, "place": place} for name in ROOMS))
    PlaceHours.objects.bulk_create(
        PlaceHours(place=place, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in _HOURS
    )


def _topic(position: int, words: tuple[str, str, str]) -> dict[str, object]:
    name, explanation, bring = words
    return {
        "name": name,
        "explanation": explanation,
        "what_to_bring": bring,
        "position": position,
    }
