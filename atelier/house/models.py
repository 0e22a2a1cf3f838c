"""The one record that says whose house this is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


class NumberSeries(models.Model):
    """The last number given in one series of one year; see `atelier.house.numbers`."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField(help_text="Two digits.")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "number series"
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="number_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year:02d}: {self.last}"


class GivenDefault(models.Model):
    """A starting record this house was given once, so that a deleted one never comes back."""

    table = models.CharField(max_length=60, help_text="As in materials.alloy.")
    key = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="given_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.key}"


_kept: ContextVar["House | None"] = ContextVar("kept house", default=None)


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
    payment_days = models.PositiveSmallIntegerField(
        default=7, help_text="Days to pay what has fallen due."
    )
    bank_details = models.TextField(blank=True, help_text="How a client pays by transfer.")
    hand_over_needs_payment = models.BooleanField(
        default=True, help_text="Nothing leaves the house before it is paid."
    )
    metal_loss_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("8"), help_text="Lost in making."
    )
    metal_premium_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("12"), help_text="Over the metal price."
    )
    metal_move_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal("5"),
        help_text="A metal that moved further since an offer was priced asks for a new version.",
    )
    stone_spread_low_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("20"), help_text="Mid-level: at least."
    )
    stone_spread_high_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("35"), help_text="Mid-level: at most."
    )
    model_spread_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("50"), help_text="Mid-level: redrawing."
    )
    stone_markup_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal("40"),
        help_text="On what a stone costs, where the price list has no row for it.",
    )
    labour_rate = models.DecimalField(
        max_digits=8, decimal_places=2, default=Decimal("95"), help_text="Per hour at the bench."
    )
    labour_cost = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        default=Decimal("42"),
        help_text="What an hour at the bench costs the house; never shown to a client.",
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
        if kept := _kept.get():
            return kept
        house, _ = cls.objects.get_or_create(
            id=1,
            defaults={"name": "Atelier", "email": "atelier@example.com", "address": ""},
        )
        return house

    @classmethod
    @contextmanager
    def kept(cls) -> Iterator[None]:
        """Read the row once for everything inside, where nobody changes it meanwhile."""
        token = _kept.set(cls.current())
        try:
            yield
        finally:
            _kept.reset(token)
