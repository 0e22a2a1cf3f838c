"""The rooms a house starts with."""

from consultations.models import Room

ROOMS = ("The Salon", "The Stone Room")


def load() -> None:
    """Make the first rooms where there is none; a house's own rooms are never touched."""
    if not Room.objects.exists():
        Room.objects.bulk_create(Room(name=name) for name in ROOMS)
