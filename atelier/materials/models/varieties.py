"""What kinds of stone there are, what they bear, and how they are cut."""

from decimal import Decimal

from django.db import models


class Toughness(models.IntegerChoices):
    """Resistance to breaking; not hardness."""

    VERY_POOR = 1, "very poor"
    POOR = 2, "poor"
    FAIR = 3, "fair"
    GOOD = 4, "good"
    EXCELLENT = 5, "excellent"


class Cleaning(models.TextChoices):
    """Whether ultrasonic or steam cleaning is borne by an untreated stone."""

    YES = "yes", "Yes"
    CAUTIOUS = "cautious", "With caution"
    NO = "no", "No"


class Torch(models.TextChoices):
    """Whether a stone bears the torch's heat near it."""

    COATED = "coated", "Yes, coated"
    CARE = "care", "With care"
    REMOVE = "remove", "Remove the stone first"
    NEVER = "never", "Never"


class StoneVariety(models.Model):
    """A gemstone a client can name: specific gravity, Mohs range, and what it bears.

    `cleaning` and `torch` hold for an unfilled stone; a filled or unknown treatment narrows
    them (see `atelier.materials.care`).
    """

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    species = models.CharField(max_length=60, blank=True, help_text="Mineral species: beryl.")
    specific_gravity = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Empty where it is not known: then no weight is estimated.",
    )
    mohs_min = models.DecimalField(max_digits=3, decimal_places=1)
    mohs_max = models.DecimalField(max_digits=3, decimal_places=1)
    toughness_min = models.PositiveSmallIntegerField(choices=Toughness)
    toughness_max = models.PositiveSmallIntegerField(choices=Toughness)
    cleaning = models.CharField(max_length=8, choices=Cleaning)
    torch = models.CharField(max_length=8, choices=Torch)
    colours = models.CharField(max_length=160, blank=True, help_text="Comma-separated.")
    setting_factor = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=Decimal(1),
        help_text="Times the minutes of any setting; an emerald takes half as long again.",
    )
    is_speciality = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "stone varieties"

    def __str__(self) -> str:
        return self.name


CUTS_NAMED_AFTER_ELSE = frozenset({"emerald", "princess"})
"""Cuts whose bare name would read as something other than a shape."""


class Cut(models.Model):
    """A shape of stone. `coloured_factor` is f in ct = L · W · h · SG · f, mm.

    `coloured_factor_long` takes its place where a stone is clearly longer than wide. A stone of
    a cut with `is_equal_sided` is as wide as it is long.
    """

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    is_round_brilliant = models.BooleanField(default=False, help_text="Has a GIA cut grade.")
    is_equal_sided = models.BooleanField(default=False)
    coloured_factor = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    coloured_factor_long = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def wording(self) -> str:
        """Return the cut within a sentence: "oval", but "emerald cut", which is no second stone."""
        name = self.name.lower()
        return f"{name} cut" if self.code in CUTS_NAMED_AFTER_ELSE else name
