"""Single stones: whose they are, what is known of them, and every hand they passed through."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.materials.models.varieties import Cut, StoneVariety
from atelier.people.models import Client


class Title(models.TextChoices):
    """Who owns a stone."""

    CLIENT = "client", "The client's own"
    ATELIER = "atelier", "The atelier's"
    MEMO = "memo", "On memo from a dealer"


class Growth(models.TextChoices):
    """How it came to be."""

    NATURAL = "natural", "Natural"
    LAB = "lab", "Laboratory-grown"
    SIMULANT = "simulant", "Simulant"
    UNKNOWN = "unknown", "Not determined"


class Treatment(models.TextChoices):
    """Unknown is a value of its own and is never shown as none."""

    UNKNOWN = "unknown", "Treatment not determined"
    NONE = "none", "No indications of treatment"
    HEATED = "heated", "Heated"
    HEATED_RESIDUE = "heated_residue", "Heated, with residue"
    DIFFUSION = "diffusion", "Diffusion-treated"
    GLASS_FILLED = "glass_filled", "Glass-filled"
    OIL_MINOR = "oil_minor", "Clarity enhanced, minor (F1)"
    OIL_MODERATE = "oil_moderate", "Clarity enhanced, moderate (F2)"
    OIL_SIGNIFICANT = "oil_significant", "Clarity enhanced, significant (F3)"
    FRACTURE_FILLED = "fracture_filled", "Fracture-filled"
    IRRADIATED = "irradiated", "Irradiated"


FILLED = frozenset(
    {
        Treatment.GLASS_FILLED,
        Treatment.OIL_MINOR,
        Treatment.OIL_MODERATE,
        Treatment.OIL_SIGNIFICANT,
        Treatment.FRACTURE_FILLED,
    }
)


class Stone(models.Model):
    """One stone or one parcel of alike stones. Lengths in mm, weight in ct.

    `carats` is weighed; `carats_estimated` comes from measures and is always labelled so.
    `growth` and `treatment` are as tested; what a client says stands in `as_stated`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=8, choices=Title)
    owner = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="stones"
    )
    variety = models.ForeignKey(StoneVariety, on_delete=models.PROTECT)
    cut = models.ForeignKey(Cut, null=True, blank=True, on_delete=models.PROTECT)
    count = models.PositiveSmallIntegerField(default=1)
    colour = models.CharField(max_length=60, blank=True)
    growth = models.CharField(max_length=10, choices=Growth, default=Growth.UNKNOWN)
    treatment = models.CharField(max_length=20, choices=Treatment, default=Treatment.UNKNOWN)
    as_stated = models.TextField(blank=True, help_text="In the client's own words.")
    length = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    width = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    depth = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    carats_estimated = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    laboratory = models.CharField(max_length=20, blank=True)
    report_number = models.CharField(max_length=40, blank=True, help_text="A text, never a number.")
    declared_value = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="By the client alone."
    )
    memo_dealer = models.CharField(max_length=80, blank=True)
    memo_due = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title=Title.CLIENT, owner__isnull=False)
                | (~Q(title=Title.CLIENT) & Q(owner__isnull=True)),
                name="stone_client_title_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(title=Title.MEMO) | (Q(memo_due__isnull=False) & ~Q(memo_dealer="")),
                name="stone_memo_has_dealer_and_due",
            ),
        ]

    def __str__(self) -> str:
        weight = f"{self.carats} ct " if self.carats else ""
        return f"{weight}{self.colour} {self.variety}".strip()


class CustodyMovement(models.Model):
    """A stone changed hands; append-only. The last movement's `to_holder` holds it now.

    `sequence` counts from 1 per stone, so two movements can never both follow the same one.
    """

    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="movements")
    sequence = models.PositiveIntegerField()
    from_holder = models.CharField(max_length=80)
    to_holder = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=120)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    condition = models.TextField(blank=True)
    seal = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["stone", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["stone", "sequence"], name="custody_one_holder")
        ]

    def __str__(self) -> str:
        return f"{self.stone}: {self.from_holder} → {self.to_holder}"
