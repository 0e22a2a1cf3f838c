"""What a gemmologist found in a stone, and whether the house may work with it."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.materials.models.grades import Clarity, DiamondColour, FancyGrade
from atelier.materials.models.reports import LaboratoryReport
from atelier.materials.models.stones import Growth, Stone, Treatment
from atelier.materials.models.varieties import StoneVariety
from atelier.pictures.models import Picture


class Instrument(models.TextChoices):
    """What a stone was looked at with."""

    LOUPE = "loupe", "Loupe, 10×"
    MICROSCOPE = "microscope", "Microscope"
    REFRACTOMETER = "refractometer", "Refractometer"
    POLARISCOPE = "polariscope", "Polariscope"
    SPECTROSCOPE = "spectroscope", "Spectroscope"
    DICHROSCOPE = "dichroscope", "Dichroscope"
    UV_LONG = "uv_long", "Ultraviolet, long wave"
    UV_SHORT = "uv_short", "Ultraviolet, short wave"
    CHELSEA = "chelsea", "Chelsea filter"
    SCALES = "scales", "Carat scales"
    GAUGE = "gauge", "Gauge"
    SPECIFIC_GRAVITY = "gravity", "Hydrostatic scales"
    DIAMOND_TESTER = "diamond", "Diamond tester"
    THERMAL = "thermal", "Thermal probe"
    MASTER_STONES = "masters", "Master stones"


class Verdict(models.TextChoices):
    """Whether the house works with the stone."""

    ACCEPT = "accept", "Accepted"
    CONDITIONAL = "conditional", "Accepted on conditions"
    REJECT = "reject", "Not accepted"


BRIGHTNESS_WITHIN = 2
"""Window, extinction and brilliance are judged by eye: 98 to 102 % together is whole."""

_NO_BRIGHTNESS = Q(window__isnull=True, extinction__isnull=True, brilliance__isnull=True)


class Evaluation(models.Model):
    """One examination of one stone; append-only, and the one of highest `number` holds.

    Lengths in mm, weights in ct; `carats` is weighed, `carats_estimated` was worked out. Window,
    extinction and brilliance are per cent of the face-up stone (domain: the three of a cut).
    `report_match` compares with a laboratory's paper in rows of words. `frozen` holds the paper's
    words and `sha256` their hash.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_id = models.UUIDField(null=True, unique=True, editable=False)
    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="evaluations")
    number = models.PositiveSmallIntegerField()
    commission_id = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    instruments = ArrayField(models.CharField(max_length=16, choices=Instrument))
    refractive_low = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    refractive_high = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    observations = models.TextField(blank=True, help_text="What the instruments showed.")
    variety = models.ForeignKey(StoneVariety, on_delete=models.PROTECT)
    growth = models.CharField(max_length=10, choices=Growth, default=Growth.UNKNOWN)
    treatment = models.CharField(max_length=20, choices=Treatment, default=Treatment.UNKNOWN)
    filler = models.CharField(max_length=40, blank=True)
    length = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    width = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    depth = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    carats_estimated = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    colour = models.CharField(max_length=60, blank=True, help_text="Hue, with its modifier.")
    tone = models.CharField(max_length=30, blank=True)
    saturation = models.CharField(max_length=30, blank=True)
    colour_grade = models.CharField(max_length=1, choices=DiamondColour, blank=True)
    fancy_grade = models.CharField(max_length=14, choices=FancyGrade, blank=True)
    clarity = models.CharField(max_length=4, choices=Clarity, blank=True)
    clarity_words = models.CharField(max_length=200, blank=True)
    map_picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    window = models.PositiveSmallIntegerField(null=True, blank=True)
    extinction = models.PositiveSmallIntegerField(null=True, blank=True)
    brilliance = models.PositiveSmallIntegerField(null=True, blank=True)
    setting_risks = models.TextField(blank=True)
    report = models.ForeignKey(
        LaboratoryReport, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    inscription = models.CharField(max_length=40, blank=True, help_text="As read on the girdle.")
    report_match = models.JSONField(default=list, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict)
    because = models.TextField(blank=True, help_text="The conditions, or why not.")
    for_client = models.TextField(blank=True, help_text="As the client reads it.")
    notes = models.TextField(blank=True, help_text="Private to the house.")
    frozen = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["stone", "number"], name="evaluation_number_once"),
            models.CheckConstraint(
                condition=~Q(instruments=[]), name="evaluation_used_an_instrument"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPT) | ~Q(because=""),
                name="evaluation_says_because",
            ),
            models.CheckConstraint(
                condition=Q(carats__isnull=True) | Q(carats_estimated__isnull=True),
                name="evaluation_weighs_once",
            ),
            models.CheckConstraint(
                condition=Q(colour_grade="") | Q(fancy_grade=""),
                name="evaluation_fancy_is_not_d_to_z",
            ),
            models.CheckConstraint(
                condition=Q(refractive_low__isnull=True, refractive_high__isnull=True)
                | Q(refractive_low__lte=F("refractive_high")),
                name="evaluation_refraction_in_order",
            ),
            models.CheckConstraint(
                condition=_NO_BRIGHTNESS
                | Q(
                    window__isnull=False,
                    extinction__isnull=False,
                    brilliance__isnull=False,
                    window__gte=100 - BRIGHTNESS_WITHIN - F("extinction") - F("brilliance"),
                    window__lte=100 + BRIGHTNESS_WITHIN - F("extinction") - F("brilliance"),
                ),
                name="evaluation_brightness_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stone}, evaluation {self.number}: {self.get_verdict_display().lower()}"


class EvaluationDraft(models.Model):
    """What one gemmologist typed about a stone and has not written down yet; each has their own.

    `words` are the form's fields as they were typed: lists of text, by name.
    """

    stone = models.ForeignKey(Stone, on_delete=models.CASCADE, related_name="evaluation_drafts")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluation_drafts"
    )
    words: Any = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stone", "by"], name="evaluation_draft_once_each"),
        ]

    def __str__(self) -> str:
        return f"{self.stone}, begun by {self.by}"
