"""The rooms a house starts with."""

from django.db import transaction

from atelier.house.defaults import give
from consultations.models import Room

ROOMS = ("The Salon", "The Stone Room")


@transaction.atomic
def load() -> None:
    """Make the first rooms where there is none; a house's own rooms are never touched."""
    if not Room.objects.exists():
        give(Room, "name", rows=({"name": name} for name in ROOMS))
