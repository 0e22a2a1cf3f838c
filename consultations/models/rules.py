"""How the house takes bookings, and how each advisor does."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from atelier.people.models import Channel


def every_channel() -> list[str]:
    """Return all four channels: what an advisor takes until told otherwise."""
    return list(Channel.values)


class BookingRules(models.Model):
    """The house's rules for bookings; exactly one row. Staff may overstep them, clients not.

    Lengths and buffer (`House.appointment_buffer_minutes`) are common practice (domain §3).
    """

    in_person_minutes = models.PositiveSmallIntegerField(default=60)
    video_minutes = models.PositiveSmallIntegerField(default=45)
    phone_minutes = models.PositiveSmallIntegerField(default=20)
    step_minutes = models.PositiveSmallIntegerField(
        default=15,
        validators=[MinValueValidator(5), MaxValueValidator(120)],
        help_text="Offered times begin this far apart.",
    )
    minimum_notice_hours = models.PositiveSmallIntegerField(
        default=24, help_text="No client books later than this before the start."
    )
    horizon_days = models.PositiveSmallIntegerField(
        default=60, help_text="How far ahead clients may book."
    )
    daily_cap = models.PositiveSmallIntegerField(
        default=6, help_text="Consultations of one advisor in one day."
    )
    hold_minutes = models.PositiveSmallIntegerField(
        default=10, help_text="How long a chosen time is kept while a client confirms."
    )
    change_hours = models.PositiveSmallIntegerField(
        default=24, help_text="Until this long before the start clients move and cancel themselves."
    )
    waiting_offer_hours = models.PositiveSmallIntegerField(
        default=12, help_text="How long a freed time waits for the next on the list."
    )
    written_days = models.PositiveSmallIntegerField(
        default=2, help_text="Working days until a written consultation is answered."
    )
    closed_on_holidays = models.BooleanField(
        default=True, help_text="Public holidays of the house's country."
    )
    holiday_region = models.CharField(
        max_length=6, blank=True, help_text="State or region with holidays of its own, such as NY."
    )
    video_link_template = models.CharField(
        max_length=200,
        blank=True,
        help_text="Such as https://meet.example.com/{code}; {code} is different each time.",
    )
    what_to_bring = models.TextField(
        blank=True, help_text="Sent with every confirmation in person."
    )

    class Meta:
        verbose_name_plural = "booking rules"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="booking_rules_are_one"),
            models.CheckConstraint(
                condition=models.Q(step_minutes__gte=5), name="booking_step_is_not_tiny"
            ),
        ]

    def __str__(self) -> str:
        return "Booking rules"

    @classmethod
    def current(cls) -> "BookingRules":
        """Return the one row, made with its defaults when there is none yet."""
        rules, _ = cls.objects.get_or_create(id=1)
        return rules


class Topic(models.Model):
    """What a consultation may be about; advisors say which they take."""

    name = models.CharField(max_length=60, unique=True)
    explanation = models.CharField(max_length=200, blank=True, help_text="The client reads this.")
    minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(480)],
        help_text="Empty: what the channel usually takes.",
    )
    what_to_bring = models.TextField(blank=True, help_text="Added to the confirmation.")
    is_open = models.BooleanField(default=True, help_text="Clients may book it themselves.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Advising(models.Model):
    """How one advisor takes consultations; what is left empty follows the house's rules."""

    advisor = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advising"
    )
    channels = ArrayField(
        models.CharField(max_length=10, choices=Channel), default=every_channel, blank=True
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="advisors", help_text="None chosen: every topic."
    )
    is_open = models.BooleanField(default=True, help_text="Clients may book with them directly.")
    daily_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_notice_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    buffer_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    video_link = models.URLField(blank=True, help_text="Their own room; empty: the template.")
    introduction = models.CharField(max_length=200, blank=True, help_text="Clients read this.")

    class Meta:
        verbose_name_plural = "advising"

    def __str__(self) -> str:
        return str(self.advisor)
