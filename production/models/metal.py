"""The metal of a piece, gram by gram: what was issued, what came back, what nobody can find."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from atelier.materials.models import Alloy
from atelier.people.models import Jeweller
from production.models.jobs import Job
from production.models.runs import StageRun


class Doubt(models.TextChoices):
    """What is wrong with a weighing."""

    RISE = "rise", "Heavier than before"
    BETWEEN = "between", "Not what was laid down"
    OVER = "over", "More gone than usual"


def _grams(**options: Any) -> models.DecimalField:
    """Return a field for a weight in grams, to the milligram."""
    return models.DecimalField(max_digits=9, decimal_places=3, **options)


class WeighingQuerySet(models.QuerySet["Weighing"]):
    """Weighings as the house asks for them."""

    def standing(self) -> "WeighingQuerySet":
        """Those that were not taken back."""
        return self.filter(is_void=False)

    def to_explain(self) -> "WeighingQuerySet":
        """Those that somebody has to look into."""
        return self.standing().exclude(doubt="").filter(explained_at__isnull=True)


class Weighing(models.Model):
    """One stage's line of a piece's metal ledger. Grams; metal is the gross less set stones.

    `carried` is the metal the ledger held before, `issued` what was handed out here,
    `unaccounted` what is then missing, also between two hands. Postgres keeps the sum:
    carried + issued = metal out + scrap + lemel + unaccounted. Source: the trade's ledger.
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="weighings")
    run = models.ForeignKey(StageRun, on_delete=models.PROTECT, related_name="weighings")
    jeweller = models.ForeignKey(Jeweller, on_delete=models.PROTECT, related_name="+")
    alloy = models.ForeignKey(Alloy, on_delete=models.PROTECT, related_name="+")
    fineness = models.PositiveSmallIntegerField(help_text="‰, as it was on that day.")
    carried = _grams(default=0)
    issued = _grams(default=0)
    grams_in = _grams()
    grams_out = _grams()
    stones_in = _grams(default=0)
    stones_out = _grams(default=0)
    scrap = _grams(default=0, help_text="Sprue, button and cut-offs that went back.")
    lemel = _grams(default=0, help_text="Filings and dust that were swept up.")
    unaccounted = _grams(default=0)
    removed_percent = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    doubt = models.CharField(max_length=8, choices=Doubt, blank=True)
    sentence = models.CharField(max_length=240, blank=True)
    explanation = models.CharField(max_length=400, blank=True)
    explained_by_name = models.CharField(max_length=120, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    is_void = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    objects = WeighingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="weighing_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(is_void=False), name="weighing_once_a_run"
            ),
            models.CheckConstraint(
                condition=Q(
                    unaccounted=F("carried")
                    + F("issued")
                    - F("grams_out")
                    + F("stones_out")
                    - F("scrap")
                    - F("lemel")
                ),
                name="weighing_balances",
            ),
            models.CheckConstraint(
                condition=Q(
                    grams_in__gt=0, grams_out__gt=0, issued__gte=0, scrap__gte=0, lemel__gte=0
                ),
                name="weighing_nothing_negative",
            ),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True) | ~Q(explanation=""),
                name="weighing_explained_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job}, {self.run.stage.name.lower()}"

    @property
    def metal_in(self) -> Decimal:
        """What went into the stage, without stones."""
        return self.grams_in - self.stones_in

    @property
    def metal_out(self) -> Decimal:
        """What came out of it, without stones."""
        return self.grams_out - self.stones_out


class MetalClosing(models.Model):
    """A piece's ledger, added up for good when its job ends. Grams; `net` is the piece itself."""

    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="metal_closing")
    issued = _grams()
    net = _grams()
    scrap = _grams()
    lemel = _grams()
    unaccounted = _grams()
    fine_unaccounted = _grams(help_text="Unaccounted grams × fineness.")
    closed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued=F("net") + F("scrap") + F("lemel") + F("unaccounted")),
                name="metal_closing_balances",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job}: {self.unaccounted} g unaccounted"
