"""Metals, their prices, and the alloys a piece is cast in."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Metal(models.Model):
    """A pure metal as it is traded."""

    code = models.CharField(max_length=3, unique=True, help_text="ISO 4217: XAU, XAG, XPT, XPD.")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MetalPriceQuerySet(models.QuerySet["MetalPrice"]):
    """Metal prices as they are asked for."""

    def today(self, currency: str) -> "MetalPriceQuerySet":
        """The newest price of each metal in a currency; one dated ahead waits for its day."""
        known = self.filter(currency=currency, at__lte=timezone.now())
        return known.order_by("metal_id", "-at", "-pk").distinct("metal_id")


class MetalPrice(models.Model):
    """What a troy ounce (31.1035 g) of a metal cost, and who says so."""

    metal = models.ForeignKey(Metal, on_delete=models.PROTECT, related_name="prices")
    per_ozt = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="USD")
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=80)

    objects = MetalPriceQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["metal", "-at"], name="metal_price_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(per_ozt__gt=0), name="metal_price_positive"),
            models.UniqueConstraint(
                fields=["metal", "currency", "at", "source"], name="metal_price_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metal} {self.per_ozt} {self.currency}/ozt"


class MetalColour(models.TextChoices):
    """The colour a client chooses."""

    YELLOW = "yellow", "Yellow"
    ROSE = "rose", "Rose"
    WHITE = "white", "White"


class Alloy(models.Model):
    """An alloy: density in g/cm³, fineness in ‰. Published densities disagree: both editable."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60, help_text="As a client reads it: 18k yellow gold.")
    metal = models.ForeignKey(
        Metal, null=True, blank=True, on_delete=models.PROTECT, help_text="Empty: wax or resin."
    )
    colour = models.CharField(max_length=8, choices=MetalColour, blank=True)
    stamp = models.CharField(max_length=20, blank=True)
    fineness = models.PositiveSmallIntegerField(
        validators=[MaxValueValidator(1000)], default=0, help_text="‰"
    )
    density = models.DecimalField(
        max_digits=6, decimal_places=3, validators=[MinValueValidator(0)], help_text="g/cm³"
    )
    contains_nickel = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fineness__gte=0, fineness__lte=1000), name="alloy_fineness"
            ),
            models.CheckConstraint(condition=Q(density__gt=0), name="alloy_density"),
        ]

    def __str__(self) -> str:
        return self.name
