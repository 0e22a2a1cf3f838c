"""A design of the catalogue: its measures, what may change, and its pictures."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.ring_sizes import RingSizeSystem, diameter_in, number_in
from atelier.materials.weights import grams_from_volume
from designs.pictures import DesignPicture

MM_PER_INCH = Decimal("25.4")
LOOKS_LIKE = {
    "18KW-PD": ("PT950-RU",),
    "18KW-NI": ("18KW-PD", "PT950-RU"),
    "14KW": ("18KW-PD", "PT950-RU"),
    "14KY": ("18KY",),
    "14KR": ("18KR",),
    "22KY": ("18KY",),
    "PT950-RU": ("18KW-PD",),
    "PT950-CO": ("PT950-RU", "18KW-PD"),
    "PT900-IR": ("PT950-RU", "18KW-PD"),
    "PD950": ("PT950-RU", "18KW-PD"),
    "AG925": ("18KW-PD", "PT950-RU"),
}
"""Alloy code → alloys whose picture may stand in, the nearest in colour first."""


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

    def worn_as(self, piece_type: str) -> "DesignQuerySet":
        """Those of one piece type."""
        return self.filter(piece_type=piece_type)

    def in_alloy(self, code: str) -> "DesignQuerySet":
        """Those that may be cast in an alloy."""
        return self._holding(alloys__code=code)

    def in_metal(self, metal: str, colour: str = "") -> "DesignQuerySet":
        """Those offered in a metal (XAU, XPT), and of it in a colour where one is named."""
        shade = {"alloys__colour": colour} if colour else {}
        return self._holding(alloys__metal__code=metal, **shade)

    def with_stone(self, variety: str) -> "DesignQuerySet":
        """Those that may hold a variety."""
        return self._holding(stone_choices__code=variety)

    def adaptable(self) -> "DesignQuerySet":
        """Those whose stone may change: the Mid-level ones."""
        return self._holding(stone_choices__isnull=False)

    def _holding(self, **conditions: object) -> "DesignQuerySet":
        """Filter through a relation without naming a design twice."""
        return self.filter(pk__in=self.model.objects.filter(**conditions).values("pk"))


class Design(models.Model):
    """A piece that can be made again. Measures in mm, volume in mm³, hours per stage of making.

    `metal_volume` × density / 1000 is the net weight in g at the reference size and length, of
    the piece as it is sold: both bands of a pair, both earrings.
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

    @property
    def is_pair(self) -> bool:
        """Whether the design describes two bands, weighed and sold as one."""
        return "inside_2" in self.measures

    def volume_at(
        self, *, diameter: Decimal | None = None, chain_length: Decimal | None = None
    ) -> Decimal:
        """Return the metal in mm³ at an inside diameter or a chain length, both in mm.

        Follows the slope measured on the solid, or the circumference where none was measured.
        """
        volume = self.metal_volume
        if diameter and self.reference_size_us is not None:
            volume = self._at_diameter(diameter, self.reference_size_us)
        if chain_length and self.reference_length_in and self.volume_per_inch:
            longer = chain_length / MM_PER_INCH - self.reference_length_in
            volume += longer * self.volume_per_inch
        return volume

    def _at_diameter(self, diameter: Decimal, reference_size: Decimal) -> Decimal:
        if self.volume_per_size is None:
            return self.metal_volume * diameter / diameter_in(RingSizeSystem.US, reference_size)
        # A diameter is kept to 0.01 mm, so 16.91 is US 6.496: told as the 6½ it was given as.
        size = number_in(RingSizeSystem.US, diameter).quantize(Decimal("0.01"))
        larger = size - reference_size
        return self.metal_volume + larger * self.volume_per_size

    def net_grams(
        self,
        alloy: Alloy,
        *,
        diameter: Decimal | None = None,
        chain_length: Decimal | None = None,
    ) -> Decimal:
        """Return the estimated net metal in g (± 10 %), in an alloy, at a size or length in mm."""
        volume = self.volume_at(diameter=diameter, chain_length=chain_length)
        return grams_from_volume(volume, alloy.density)

    def picture_for(self, alloy: Alloy | None = None) -> DesignPicture | None:
        """Return the picture in an alloy, else in one of its look, else the design's own.

        None while the design has no picture at all.
        """
        wanted = alloy or self.default_alloy
        for code in (wanted.code, *LOOKS_LIKE.get(wanted.code, ()), self.default_alloy.code):
            if found := self.pictures.get(code):
                return DesignPicture.of(self.code, code, found)
        return None

    def alt_for(self, picture: DesignPicture | None) -> str:
        """Return what a picture shows, for people who hear it: the metal is the picture's."""
        if picture is None or picture.alloy == self.default_alloy.code:
            return self.picture_alt
        shown = next((a for a in self.alloys.all() if a.code == picture.alloy), None)
        return f"{self.name}, {self.get_piece_type_display().lower()}, in {shown or picture.alloy}."
