"""Where consultations in person are held."""

from zoneinfo import ZoneInfo

from django.db import models

from atelier.house.models import House, check_time_zone


class Place(models.Model):
    """An address where clients are received; its rooms share its hours.

    What is left empty is the house's own.
    """

    name = models.CharField(max_length=60, unique=True)
    address = models.TextField(blank=True, help_text="Empty: the house's own.")
    directions = models.TextField(blank=True, help_text="How a client finds the door.")
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[check_time_zone], help_text="Empty: the house's."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The zone its opening hours are meant in."""
        return ZoneInfo(self.time_zone) if self.time_zone else House.current().zone


class Room(models.Model):
    """A room where one consultation at a time is held."""

    name = models.CharField(max_length=60, unique=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rooms")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
