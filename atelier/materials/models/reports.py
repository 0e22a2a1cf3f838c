"""What a laboratory wrote about a stone."""

import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from atelier.files.models import StoredFile
from atelier.materials.models.stones import Stone


class ReportKind(models.TextChoices):
    """What the laboratory was asked."""

    GRADING = "grading", "Grading"
    IDENTIFICATION = "identification", "Identification and treatment"
    ORIGIN = "origin", "Origin, as an opinion"


GIA = "GIA"
LABORATORIES = (GIA, "SSEF", "Gübelin", "AGL", "GRS", "IGI", "HRD", "GIT", "AGS", "Lotus")
"""As they write themselves; others are kept as typed."""
CARATS_WITHIN = Decimal("0.01")
"""A report and the scale may differ by so many carats (domain: report match)."""


def laboratory_named(typed: str) -> str:
    """Return a laboratory as it writes itself, however it was typed: "g.i.a." is GIA."""
    known = {_bare(name): name for name in LABORATORIES} | {"gubelin": "Gübelin"}
    return known.get(_bare(typed), " ".join(typed.split()))


def _bare(typed: str) -> str:
    return "".join(letter for letter in typed.casefold() if letter.isalnum())


class LaboratoryReportQuerySet(models.QuerySet["LaboratoryReport"]):
    """Reports as rules ask for them."""

    def of_gia(self) -> "LaboratoryReportQuerySet":
        """GIA's that do not contradict their stone's weight: what is of another proves nothing."""
        apart = self.filter(laboratory=GIA).annotate(apart=F("carats") - F("stone__carats"))
        return apart.filter(
            Q(apart__isnull=True)
            | Q(stone__count__gt=1)
            | Q(apart__range=(-CARATS_WITHIN, CARATS_WITHIN))
        )


class LaboratoryReport(models.Model):
    """One report, as printed. Lengths in mm, weight in ct; the number is a text.

    Write "GIA report", never a certificate: a laboratory reports and certifies nothing.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="reports")
    laboratory = models.CharField(max_length=20, help_text="GIA, SSEF, Gübelin, AGL …")
    kind = models.CharField(max_length=14, choices=ReportKind, default=ReportKind.GRADING)
    number = models.CharField(max_length=40, help_text="A text, never a number.")
    date = models.DateField(null=True, blank=True)
    inscription = models.CharField(max_length=40, blank=True, help_text="On the girdle.")
    length = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    width = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    depth = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    findings = models.TextField(blank=True, help_text="Grades and comments, as printed.")
    document = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = LaboratoryReportQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["laboratory", "number"], name="report_number_once"),
            models.CheckConstraint(
                condition=~Q(laboratory="") & ~Q(number=""), name="report_has_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.laboratory} report {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep a known laboratory by its own name: rules ask for GIA's."""
        self.clean()
        super().save(*args, **options)

    def clean(self) -> None:
        """Name the laboratory before anybody asks whether its number is on record."""
        self.laboratory, self.number = laboratory_named(self.laboratory), self.number.strip()
