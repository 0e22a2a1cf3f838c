"""What happened to goods in the house's care, and how it was settled."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.materials.models.custody import ONE_THING, BroughtPiece, one_of
from atelier.materials.models.stones import Stone
from atelier.pictures.models import Picture


class IncidentKind(models.TextChoices):
    """What went wrong."""

    DAMAGE = "damage", "Damaged"
    LOSS = "loss", "Missing"
    IDENTITY = "identity", "Not the same on re-check"


class Incident(models.Model):
    """Something happened to a stone or a brought piece; append-only, never an edit of either."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stone = models.ForeignKey(
        Stone, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    brought_piece = models.ForeignKey(
        BroughtPiece, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    kind = models.CharField(max_length=10, choices=IncidentKind)
    what_happened = models.TextField()
    for_client = models.TextField(
        blank=True, help_text="As the client reads it before it is settled; empty: not told yet."
    )
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commission_id = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="incident_of_one_thing"),
            models.CheckConstraint(condition=~Q(what_happened=""), name="incident_is_told"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.thing}"

    @property
    def thing(self) -> Stone | BroughtPiece:
        """The stone or the piece."""
        return one_of(self.stone, self.brought_piece)


class IncidentOutcome(models.Model):
    """How an incident was settled; append-only, once."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.TextField()
    for_client = models.TextField(
        blank=True, help_text="As the client reads it; empty: the outcome itself."
    )
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.outcome[:60]
