"""A design of the catalogue: its measures, what may change, and its pictures."""

from django.db import models
from django.db.models import Q

from atelier.materials.models import Alloy, Cut, StoneVariety


class PieceType(models.TextChoices):
    """What is worn where."""

    RING = "ring", "Ring"
    WEDDING_BAND = "wedding_band", "Wedding band"
    ENGAGEMENT_RING = "engagement_ring", "Engagement ring"
    NECKLACE = "necklace", "Necklace"
    PENDANT = "pendant", "Pendant"
    BRACELET = "bracelet", "Bracelet"
    EARRINGS = "earrings", "Earrings"


WORN_ON_FINGER = frozenset({PieceType.RING, PieceType.WEDDING_BAND, PieceType.ENGAGEMENT_RING})
HAS_CHAIN = frozenset({PieceType.NECKLACE, PieceType.PENDANT})


class DesignQuerySet(models.QuerySet["Design"]):
    """Designs as the catalogue shows them."""

    def offered(self) -> "DesignQuerySet":
        """Those a client may choose."""
        return self.filter(retired_at__isnull=True)


class Design(models.Model):
    """A piece that can be made again. Measures in mm, volume in mm³, hours per stage of making.

    `metal_volume` × density / 1000 is the net weight in g of one piece at the reference size.
    """

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    piece_type = models.CharField(max_length=20, choices=PieceType)
    family = models.CharField(max_length=40)
    story = models.TextField()
    picture_alt = models.CharField(max_length=200)
    measures = models.JSONField(default=dict)
    stones = models.JSONField(default=list, help_text="As designed: variety, cut, mm, count.")
    metal_volume = models.DecimalField(max_digits=9, decimal_places=2)
    making_hours = models.JSONField(default=dict)
    default_alloy = models.ForeignKey(Alloy, on_delete=models.PROTECT, related_name="+")
    alloys = models.ManyToManyField(Alloy, related_name="designs")
    stone_choices = models.ManyToManyField(StoneVariety, blank=True, related_name="designs")
    cut_choices = models.ManyToManyField(Cut, blank=True, related_name="designs")
    size_min_us = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    size_max_us = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    lengths_in = models.JSONField(default=list, blank=True, help_text="Chain lengths, inches.")
    stone_colours = models.JSONField(
        default=list, blank=True, help_text="Pairs a Mid-level request may pick: variety, colour."
    )
    reference_size_us = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, blank=True, help_text="Weighed at this size."
    )
    volume_per_size = models.DecimalField(
        max_digits=7, decimal_places=3, null=True, blank=True, help_text="mm³ for each US size."
    )
    reference_length_in = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, help_text="Weighed at this length."
    )
    volume_per_inch = models.DecimalField(
        max_digits=7, decimal_places=3, null=True, blank=True, help_text="mm³ for each inch."
    )
    weeks_min = models.PositiveSmallIntegerField(default=4)
    weeks_max = models.PositiveSmallIntegerField(default=6)
    pictures = models.JSONField(default=dict, help_text="Alloy code → static picture.")
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = DesignQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(metal_volume__gt=0), name="design_has_metal"),
            models.CheckConstraint(
                condition=Q(size_min_us__isnull=True, size_max_us__isnull=True)
                | Q(size_min_us__lte=models.F("size_max_us")),
                name="design_size_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name
