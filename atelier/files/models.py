"""A file that is no picture: a laboratory report, an invoice, a solid for the caster."""

import uuid

from django.db import models
from django.db.models import Q


class FileKind(models.TextChoices):
    """What the first bytes of a file say it is."""

    PDF = "pdf", "PDF"
    STL = "stl", "STL, a solid"
    GLB = "glb", "GLB, a model to look at"


class StoredFile(models.Model):
    """One uploaded file, kept byte for byte. Who may see it is decided by what links to it.

    `sha256` is of the bytes as sent; the name on disk is generated, the sender's only shown.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=4, choices=FileKind)
    file = models.FileField(upload_to="files/%Y/%m")
    original_name = models.CharField(max_length=160, blank=True)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty")]

    def __str__(self) -> str:
        return self.original_name or str(self.public_id)
