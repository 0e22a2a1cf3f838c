"""A picture, and the sizes it is served in."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.pictures.statuses import PictureStatus


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures as the picture worker sees them."""

    def waiting(self) -> "PictureQuerySet":
        """Those received and not held by a living worker."""
        return self.filter(
            Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now()),
            status=PictureStatus.RECEIVED,
        )


class Picture(models.Model):
    """One uploaded picture. Who may see it is decided by the record that links to it.

    `original` waits in quarantine and is deleted once the renditions are made; `sha256` is of
    the bytes as sent. Renditions hold no EXIF, XMP or comment bytes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(max_length=10, choices=PictureStatus, default=PictureStatus.RECEIVED)
    original = models.FileField(upload_to="quarantine/%Y/%m", blank=True)
    original_name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="picture_waiting",
                condition=Q(status=PictureStatus.RECEIVED),
            )
        ]

    def __str__(self) -> str:
        return self.original_name or str(self.public_id)


class Rendition(models.Model):
    """The picture at one width in px, as WebP."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="renditions/%Y/%m")

    class Meta:
        ordering = ["width"]
        constraints = [models.UniqueConstraint(fields=["picture", "width"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.picture} {self.width} px"
