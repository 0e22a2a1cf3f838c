"""Weekly hours of advisors and places, and the dates that differ from them.

Clock times are read in the advisor's, or the place's, own time zone.
"""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consultations.models.places import Place

# Midnight as a closing time means the end of that day.
_IN_ORDER = Q(closes=time(0)) | Q(opens__lt=F("closes"))


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class WeeklyHours(models.Model):
    """One stretch of one weekday, from `valid_from` to `valid_until`, both included.

    Several rows of one day are added together. Closing at midnight means the day's end.
    """

    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField(null=True, blank=True, help_text="Empty: since ever.")
    valid_until = models.DateField(null=True, blank=True, help_text="Empty: until further notice.")

    class Meta:
        abstract = True
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="%(class)s_known_weekday"),
            models.CheckConstraint(condition=_IN_ORDER, name="%(class)s_in_order"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="%(class)s_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"


class AdvisorHours(WeeklyHours):
    """When an advisor may be met; `place` narrows meetings in person to that place.

    Without a place they receive clients wherever a room is free.
    """

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="advisor_hours"
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)

    class Meta(WeeklyHours.Meta):
        verbose_name_plural = "advisor hours"


class PlaceHours(WeeklyHours):
    """When a place receives clients."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        verbose_name_plural = "place hours"


class DateOverride(models.Model):
    """Days that differ from the weekly hours: of one advisor, one place, or the whole house.

    Without hours those days are closed; with hours they replace the weekly ones, and also open a
    public holiday. Several rows of one day are added together; a closed one wins.
    """

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="date_overrides",
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="date_overrides"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens = models.TimeField(null=True, blank=True, help_text="Empty: closed.")
    closes = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True, help_text="Seen only by the house.")

    class Meta:
        verbose_name = "special day"
        ordering = ["starts_on", "opens"]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="date_override_span")]
        constraints = [
            models.CheckConstraint(
                condition=Q(advisor__isnull=True) | Q(place__isnull=True),
                name="date_override_of_one",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="date_override_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | (Q(opens__isnull=False, closes__isnull=False) & _IN_ORDER),
                name="date_override_hours_in_order",
            ),
        ]

    def __str__(self) -> str:
        whose = self.advisor or self.place or "The house"
        hours = f"{self.opens:%H:%M} to {self.closes:%H:%M}" if self.opens else "closed"
        return f"{whose}, {self.starts_on:%-d %b %Y} to {self.ends_on:%-d %b %Y}: {hours}"
