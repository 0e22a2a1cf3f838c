"""Sketches, renders and CAD files as numbered revisions, with pins and what was said about them."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.files.models import FileKind, StoredFile
from atelier.materials.models import Alloy
from atelier.materials.weights import grams_from_volume
from atelier.pictures.models import Picture
from orders.models.commissions import Commission
from orders.statuses import RevisionStatus


class RevisionKind(models.TextChoices):
    """What a revision shows."""

    SKETCH = "sketch", "Sketches"
    RENDER = "render", "Renders"
    CAD = "cad", "CAD model"
    WAX = "wax", "Wax model"


class Revision(models.Model):
    """One state of the design, numbered from 1; private until it is shared.

    `is_included` is decided when it is shared: the first design and the revisions the offer
    includes are, a further one is charged at `price`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=RevisionKind)
    status = models.CharField(max_length=10, choices=RevisionStatus, default=RevisionStatus.DRAFT)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True, help_text="What changed, for the client.")
    is_included = models.BooleanField(default=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["commission", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(status=RevisionStatus.APPROVED),
                name="revision_one_approved",
            ),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(status=RevisionStatus.SHARED),
                name="revision_one_shared",
            ),
            models.CheckConstraint(
                condition=Q(status=RevisionStatus.DRAFT) | Q(shared_at__isnull=False),
                name="revision_shared_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission.reference} revision {self.number}"


class MeshUnit(models.TextChoices):
    """What one unit of a solid is; an STL does not say it itself."""

    MM = "mm", "Millimetres"
    CM = "cm", "Centimetres"
    INCH = "inch", "Inches"


class RevisionFileQuerySet(models.QuerySet["RevisionFile"]):
    """Files as the worker that measures solids sees them."""

    def unmeasured(self) -> "RevisionFileQuerySet":
        """Solids that were not measured yet and that no living worker holds."""
        return self.filter(
            Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now()),
            file__kind=FileKind.STL,
            measured_at__isnull=True,
        )


class RevisionFile(models.Model):
    """One picture, or one PDF, STL or GLB, of a revision.

    An STL is measured by a worker: `volume` in mm³ when it is watertight, else `mesh_problem`
    says why there is no estimate. Both stay empty until it was measured. `mesh_size` is its box
    in words, `mesh_warning` what to look at although there is an estimate.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(default=0)
    picture = models.OneToOneField(Picture, null=True, blank=True, on_delete=models.PROTECT)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT)
    caption = models.CharField(max_length=160, blank=True)
    volume = models.DecimalField(
        max_digits=12, decimal_places=3, null=True, blank=True, help_text="mm³"
    )
    mesh_problem = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=4, choices=MeshUnit, default=MeshUnit.MM)
    mesh_size = models.CharField(max_length=60, blank=True)
    mesh_warning = models.CharField(max_length=200, blank=True)
    bodies = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Closed solids in one file."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionFileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=False, file__isnull=True)
                | Q(picture__isnull=True, file__isnull=False),
                name="revision_file_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True) | Q(volume__gt=0, mesh_problem=""),
                name="revision_file_volume_or_problem",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.picture or self.file)

    @property
    def is_mesh(self) -> bool:
        """Tell whether it is a solid to be measured."""
        return self.file is not None and self.file.kind == FileKind.STL

    @property
    def is_for_client(self) -> bool:
        """Tell whether the client gets it: all but the solid, which the caster works from."""
        return not self.is_mesh

    def grams_in(self, alloy: Alloy) -> Decimal | None:
        """Return the net grams of the solid in `alloy`, sprue apart; None without a volume."""
        return None if self.volume is None else grams_from_volume(self.volume, alloy.density)


class PinKind(models.TextChoices):
    """What a pin says of the place it points at."""

    DIFFERENT = "different", "This will look different"
    MEASURE = "measure", "A measure"
    NOTE = "note", "A note"


class Pin(models.Model):
    """A numbered point on a picture, in per cent of its width and height."""

    file = models.ForeignKey(RevisionFile, on_delete=models.CASCADE, related_name="pins")
    number = models.PositiveSmallIntegerField()
    x = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    y = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    kind = models.CharField(max_length=10, choices=PinKind, default=PinKind.NOTE)
    text = models.CharField(max_length=200, help_text="2.1 mm here")

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="pin_number_once"),
            models.CheckConstraint(
                condition=Q(x__range=(0, 100), y__range=(0, 100)), name="pin_is_on_the_picture"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Remark(models.Model):
    """What the client or the house said about a revision, or about one pin; append-only."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="remarks")
    pin = models.ForeignKey(
        Pin, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_client = models.BooleanField()
    body = models.TextField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.body[:60]


class RevisionApproval(models.Model):
    """The client's yes to exactly this revision: its files' hashes and pins; append-only."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="approval")
    frozen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_name = models.CharField(max_length=120)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.revision} approved by {self.signed_name}"
