"""The one record that says whose house this is."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone


def check_time_zone(name: str) -> None:
    """Refuse a time zone the machine does not know, before a page needs it."""
    if name not in available_timezones():
        raise ValidationError("Please choose a time zone such as Europe/Paris.")


class House(models.Model):
    """Name, address, money, time and terms of the house; exactly one row.

    Every rate is a percentage (8.875 means 8.875 %). Nothing here is hard-coded elsewhere.
    """

    name = models.CharField(max_length=80)
    legal_name = models.CharField(max_length=120, blank=True)
    tagline = models.CharField(max_length=160, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(help_text="As it should stand on a letter, a line each.")
    directions = models.TextField(blank=True, help_text="How a client finds the door.")
    country = models.CharField(max_length=2, default="US", help_text="ISO 3166, two letters.")
    time_zone = models.CharField(
        max_length=64,
        default="America/New_York",
        validators=[check_time_zone],
        help_text="Such as Europe/Paris.",
    )
    currency = models.CharField(max_length=3, default="USD", help_text="ISO 4217.")
    tax_name = models.CharField(max_length=40, default="Sales tax")
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal("8.875"))
    serial_prefix = models.CharField(
        max_length=2,
        default="MS",
        validators=[RegexValidator(r"^[A-HJ-NP-Z]{2}$", "Two capital letters, without I and O.")],
    )
    quote_valid_days = models.PositiveSmallIntegerField(default=14)
    revisions_included = models.PositiveSmallIntegerField(default=2)
    revision_price = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("150"))
    deposit_percent = models.PositiveSmallIntegerField(default=50)
    metal_loss_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("8"), help_text="Lost in making."
    )
    metal_premium_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("12"), help_text="Over the metal price."
    )
    labour_rate = models.DecimalField(
        max_digits=8, decimal_places=2, default=Decimal("95"), help_text="Per hour at the bench."
    )
    appointment_buffer_minutes = models.PositiveSmallIntegerField(default=15)
    terms = models.TextField(blank=True)
    accent_colour = models.CharField(
        max_length=7, default="#1f3a33", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "house"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="house_is_one")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the house counts its days."""
        return ZoneInfo(self.time_zone)

    def today(self) -> date:
        """Return the day it is at the house."""
        return timezone.localdate(timezone=self.zone)

    @classmethod
    def current(cls) -> "House":
        """Return the house's row, made with its defaults when there is none yet."""
        house, _ = cls.objects.get_or_create(
            id=1,
            defaults={"name": "Atelier", "email": "atelier@example.com", "address": ""},
        )
        return house
