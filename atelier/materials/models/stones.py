"""Single stones: whose they are, what is known of them, and every hand they passed through."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from atelier.house.models import House
from atelier.materials.models.grades import (
    Clarity,
    ColourOrigin,
    CutGrade,
    DiamondColour,
    FancyGrade,
    Fluorescence,
    LabGrownGrade,
)
from atelier.materials.models.suppliers import Memo, Supplier, SupplierStatement
from atelier.materials.models.varieties import Cut, StoneVariety
from atelier.people.models import Client

if TYPE_CHECKING:
    from atelier.materials.models.reports import LaboratoryReport


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


# Before a memo stone is due, somebody has this long to decide about it.
MEMO_NOTICE = timedelta(days=7)


class HolderKind(models.TextChoices):
    """Who holds something, so that a changed name changes nothing."""

    OWNER = "owner", "Its owner"
    HOUSE = "house", "The atelier"
    JEWELLER = "jeweller", "A jeweller"
    LABORATORY = "laboratory", "A laboratory"
    DEALER = "dealer", "A dealer"
    CARRIER = "carrier", "A carrier"


def _movements() -> models.QuerySet:
    from atelier.materials.models.custody import CustodyMovement

    return CustodyMovement.objects.all()


class StoneQuerySet(models.QuerySet["Stone"]):
    """Stones as the house asks for them."""

    def with_holder(self) -> StoneQuerySet:
        """Add `holder_now` and `holder_kind`: who took it last, else its owner, dealer or us."""
        last = _movements().filter(stone=OuterRef("pk")).order_by("-sequence")
        return self.annotate(
            holder_now=Coalesce(
                Subquery(last.values("to_holder")[:1]),
                "owner__name",
                "memo__dealer__name",
                Subquery(House.objects.values("name")[:1]),
                Value("Atelier"),
            ),
            holder_kind=Coalesce(
                Subquery(last.values("to_kind")[:1]),
                Case(
                    When(title=Title.CLIENT, then=Value(str(HolderKind.OWNER))),
                    When(title=Title.MEMO, then=Value(str(HolderKind.DEALER))),
                    default=Value(str(HolderKind.HOUSE)),
                ),
            ),
        )

    def with_evidence(self) -> StoneQuerySet:
        """Read what claims rest on beside each stone: variety, supplier, statement, reports."""
        return self.select_related("variety", "supplier", "statement").prefetch_related("reports")

    def held_for_clients(self) -> StoneQuerySet:
        """Clients' own stones that are in anybody's hands but their owner's."""
        own = self.with_holder().filter(title=Title.CLIENT)
        return own.exclude(Q(holder_kind=HolderKind.OWNER))

    def to_evaluate(self) -> StoneQuerySet:
        """Clients' own stones in the house's care that no gemmologist has examined yet."""
        return self.held_for_clients().filter(evaluations__isnull=True)

    def memo_due_by(self, day: date) -> StoneQuerySet:
        """Memo stones to return, to buy or to ask more time for until `day`."""
        return self.filter(title=Title.MEMO, memo__due__lte=day, returned_at__isnull=True)


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
    colour_grade = models.CharField(max_length=1, choices=DiamondColour, blank=True)
    clarity = models.CharField(max_length=4, choices=Clarity, blank=True)
    cut_grade = models.CharField(
        max_length=10, choices=CutGrade, blank=True, help_text="Round brilliants only."
    )
    polish = models.CharField(max_length=10, choices=CutGrade, blank=True)
    symmetry = models.CharField(max_length=10, choices=CutGrade, blank=True)
    fluorescence = models.CharField(max_length=12, choices=Fluorescence, blank=True)
    fancy_grade = models.CharField(max_length=14, choices=FancyGrade, blank=True)
    fancy_hue = models.CharField(
        max_length=40, blank=True, help_text="With its modifier: purplish pink."
    )
    colour_origin = models.CharField(
        max_length=12, choices=ColourOrigin, default=ColourOrigin.UNDETERMINED
    )
    lab_grown_grade = models.CharField(max_length=8, choices=LabGrownGrade, blank=True)
    tone = models.CharField(max_length=30, blank=True)
    saturation = models.CharField(max_length=30, blank=True)
    filler = models.CharField(max_length=40, blank=True, help_text="Oil or resin, where known.")
    origin = models.CharField(max_length=60, blank=True, help_text="An opinion, never a fact.")
    origin_laboratory = models.CharField(max_length=20, blank=True, help_text="Whose opinion.")
    declared_value = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="By the client alone."
    )
    memo = models.ForeignKey(
        Memo, null=True, blank=True, on_delete=models.PROTECT, related_name="stones"
    )
    returned_at = models.DateTimeField(
        null=True, blank=True, help_text="When it went back to its owner or its dealer for good."
    )
    supplier = models.ForeignKey(
        Supplier, null=True, blank=True, on_delete=models.PROTECT, related_name="stones"
    )
    statement = models.ForeignKey(
        SupplierStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="stones"
    )
    invoice_number = models.CharField(max_length=60, blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    cost_per_carat = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What the house pays; never shown to a client.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StoneQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(title=Title.CLIENT, owner__isnull=False)
                | (~Q(title=Title.CLIENT) & Q(owner__isnull=True)),
                name="stone_client_title_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(title=Title.MEMO) | Q(memo__isnull=False),
                name="stone_on_memo_has_memo",
            ),
            models.CheckConstraint(
                condition=Q(colour_grade="") | Q(fancy_grade=""),
                name="stone_fancy_is_not_d_to_z",
            ),
            models.CheckConstraint(
                condition=Q(origin="") | ~Q(origin_laboratory=""),
                name="stone_origin_is_an_opinion",
            ),
            models.CheckConstraint(
                condition=Q(lab_grown_grade="") | Q(growth=Growth.LAB),
                name="stone_lab_grade_is_for_lab_grown",
            ),
        ]

    def __str__(self) -> str:
        weight = f"{Decimal(self.carats).normalize():f} ct" if self.carats else ""
        return " ".join(filter(None, (weight, self.colour, self.variety.name.lower())))

    @property
    def report(self) -> LaboratoryReport | None:
        """The report shown first: GIA's before any other, then the newest.

        Reads `reports` as they are loaded, so prefetch them for a list.
        """
        return min(self.reports.all(), key=lambda each: each.laboratory != "GIA", default=None)

    def clean(self) -> None:
        """Refuse a cut grade on anything but a round brilliant."""
        if self.cut_grade and not (self.cut and self.cut.is_round_brilliant):
            raise ValidationError({"cut_grade": "Only a round brilliant has a cut grade."})
