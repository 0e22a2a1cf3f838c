"""Goods being written down at the table: kept with every word until both have signed."""

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from atelier.materials.models.custody import Receipt
from atelier.materials.models.goods_pictures import PictureView
from atelier.people.models import Client
from atelier.pictures.models import Picture


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Intakes as those who must finish them see them."""

    def unsigned(self) -> "IntakeQuerySet":
        """Those one side has still to sign: goods may lie here without a receipt."""
        return self.filter(receipt__isnull=True)


class Intake(models.Model):
    """A receipt in the making. `words` are the forms' fields as they were typed, by name.

    Its id is the receipt's `request_id`, so one intake makes one receipt. `read` is the hash of
    what the client read and signed: changed words ask for a new signature. Commissions and
    appointments lie above, so they are plain numbers.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="intakes")
    commission_id = models.BigIntegerField(null=True, db_index=True)
    appointment_id = models.BigIntegerField(null=True, db_index=True)
    words: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    read = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    receipt = models.OneToOneField(
        Receipt, null=True, blank=True, on_delete=models.PROTECT, related_name="intake"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.client}, begun {self.begun_at:%Y-%m-%d %H:%M} UTC"


class IntakePicture(models.Model):
    """A picture taken at the table, kept at once; `row` is the thing on the form it shows.

    `marks` are the pins: a list of {"x", "y", "note"}, per cent of the sides as text.
    """

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="pictures")
    row = models.PositiveSmallIntegerField()
    view = models.CharField(max_length=12, choices=PictureView, default=PictureView.FACE_UP)
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT, related_name="intake_picture")
    marks: Any = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["row", "id"]

    def __str__(self) -> str:
        return f"{self.intake}, {self.get_view_display().lower()}"
