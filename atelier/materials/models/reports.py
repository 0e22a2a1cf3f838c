"""What a laboratory wrote about a stone."""

import uuid

from django.db import models
from django.db.models import Q

from atelier.files.models import StoredFile
from atelier.materials.models.stones import Stone


class ReportKind(models.TextChoices):
    """What the laboratory was asked."""

    GRADING = "grading", "Grading"
    IDENTIFICATION = "identification", "Identification and treatment"
    ORIGIN = "origin", "Origin, as an opinion"


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
