"""The piece itself, as wished for and later as agreed."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.materials.models import Alloy, ChainStyle, Cut, Setting, Stone, StoneVariety
from atelier.materials.ring_sizes import RingSizeSystem
from designs.models import Design, PieceType
from orders.models.commissions import Commission
from orders.models.wear import EASE_MM, BandProfile, Ease, Finish, Fitting, MeasuredHow

# What can be made and worn, mm: narrower bands bend, shorter chains do not close. A necklace is
# 14 to 36 inches.
RANGES = {
    "band_width": (Decimal("1.5"), Decimal(12)),
    "band_thickness": (Decimal("1.5"), Decimal(5)),
    "chain_length": (Decimal("355.6"), Decimal("914.4")),
    "wrist": (Decimal(120), Decimal(230)),
    "bangle_diameter": (Decimal(55), Decimal(70)),
}


def _ranges() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": ends}),
            name=f"piece_{name}_can_be_worn",
        )
        for name, ends in RANGES.items()
    ]


class CommissionStoneQuerySet(models.QuerySet["CommissionStone"]):
    """Promises as both sides ask for them."""

    def living(self) -> "CommissionStoneQuerySet":
        """Those that hold."""
        return self.filter(released_at__isnull=True)


class Piece(models.Model):
    """One piece of a commission; `part` tells the two of a pair apart.

    An empty alloy, stone or cut means "advise me". The ring size is the inside diameter in mm,
    kept with the system and the label as the client gave them.
    """

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="pieces")
    part = models.CharField(max_length=1, blank=True, choices=[("A", "A"), ("B", "B")])
    piece_type = models.CharField(max_length=20, choices=PieceType)
    design = models.ForeignKey(
        Design, null=True, blank=True, on_delete=models.PROTECT, related_name="pieces"
    )
    alloy = models.ForeignKey(Alloy, null=True, blank=True, on_delete=models.PROTECT)
    stone_variety = models.ForeignKey(StoneVariety, null=True, blank=True, on_delete=models.PROTECT)
    stone_colour = models.CharField(max_length=60, blank=True)
    cut = models.ForeignKey(Cut, null=True, blank=True, on_delete=models.PROTECT)
    setting = models.ForeignKey(Setting, null=True, blank=True, on_delete=models.PROTECT)
    ring_diameter = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text="Inside, mm."
    )
    ring_size_system = models.CharField(max_length=2, choices=RingSizeSystem, blank=True)
    ring_size_label = models.CharField(max_length=10, blank=True)
    size_unknown = models.BooleanField(default=False)
    measured_how = models.CharField(max_length=10, choices=MeasuredHow, blank=True)
    finger = models.CharField(max_length=40, blank=True, help_text="Finger and hand.")
    band_width = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, blank=True, help_text="mm"
    )
    band_thickness = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, blank=True, help_text="mm"
    )
    band_profile = models.CharField(max_length=6, choices=BandProfile, blank=True)
    comfort_fit = models.BooleanField(default=False)
    finish = models.CharField(max_length=8, choices=Finish, blank=True)
    chain_length = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True, help_text="mm"
    )
    chain_style = models.ForeignKey(ChainStyle, null=True, blank=True, on_delete=models.PROTECT)
    wrist = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, help_text="mm"
    )
    ease = models.CharField(max_length=8, choices=Ease, blank=True)
    bangle_diameter = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, help_text="Inside, mm."
    )
    fitting = models.CharField(max_length=6, choices=Fitting, blank=True)
    is_single = models.BooleanField(default=False, help_text="One earring, not two.")
    engraving = models.CharField(max_length=60, blank=True)
    remarks = models.TextField(blank=True)

    class Meta:
        ordering = ["commission", "part"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "part"], name="piece_part_once"),
            models.CheckConstraint(
                condition=Q(ring_diameter__isnull=True, ring_size_system="", ring_size_label="")
                | (
                    Q(ring_diameter__isnull=False, size_unknown=False)
                    & ~Q(ring_size_system="")
                    & ~Q(ring_size_label="")
                ),
                name="piece_size_as_given",
            ),
            *_ranges(),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.get_piece_type_display(), self.part]))

    @property
    def bracelet_length(self) -> Decimal | None:
        """The length a bracelet is made to, mm: wrist and ease; None until both are known."""
        if self.wrist is None or not self.ease:
            return None
        return self.wrist + EASE_MM[Ease(self.ease)]


class CommissionStone(models.Model):
    """A stone promised to a commission; a living promise has no `released_at`.

    The client's own are promised when they come in, the house's when an offer that holds them is
    approved. No stone can be promised twice at a time, whoever asks first.
    """

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="stones")
    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="promises")
    place = models.CharField(max_length=40, default="centre")
    promised_at = models.DateTimeField(default=timezone.now)
    promised_by = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = CommissionStoneQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stone"], condition=Q(released_at__isnull=True), name="stone_promised_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stone} ({self.place})"
