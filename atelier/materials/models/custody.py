"""Clients' goods in the house's care: every hand and every paper."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from atelier.materials.models.stones import HolderKind, Stone
from atelier.people.models import Client

ONE_THING = Q(stone__isnull=False, brought_piece__isnull=True) | Q(
    stone__isnull=True, brought_piece__isnull=False
)
"""A row is about one stone or about one brought piece, never both and never neither."""


class BroughtPieceQuerySet(models.QuerySet["BroughtPiece"]):
    """Brought pieces as the house asks for them."""

    def with_holder(self) -> BroughtPieceQuerySet:
        """Add `holder_now` and `holder_kind`: who took it last, else its owner."""
        last = CustodyMovement.objects.filter(brought_piece=OuterRef("pk")).order_by("-sequence")
        return self.annotate(
            holder_now=Coalesce(Subquery(last.values("to_holder")[:1]), "owner__name"),
            holder_kind=Coalesce(
                Subquery(last.values("to_kind")[:1]), Value(str(HolderKind.OWNER))
            ),
        )

    def held_for_clients(self) -> BroughtPieceQuerySet:
        """Those in anybody's hands but their owner's."""
        return self.with_holder().exclude(Q(holder_kind=HolderKind.OWNER))


class BroughtPiece(models.Model):
    """A finished piece a client brought: to take its stones out, to melt it or to match it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="brought_pieces")
    description = models.CharField(max_length=200)
    as_stated = models.TextField(blank=True, help_text="In the client's own words.")
    metal_grams = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True, help_text="As weighed, stones in."
    )
    stamps = models.CharField(max_length=80, blank=True, help_text="As read: 750, maker's mark.")
    existing_damage = models.TextField(blank=True, help_text="At 10×.")
    declared_value = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="By the client alone."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BroughtPieceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.description


def one_of(stone: Stone | None, piece: BroughtPiece | None) -> Stone | BroughtPiece:
    """Return whichever of the two a row is about."""
    thing = stone or piece
    assert thing is not None  # `ONE_THING` holds in the database.
    return thing


class CustodyMovement(models.Model):
    """Something changed hands; append-only. The last movement's `to_holder` holds it now.

    `sequence` counts from 1 per thing, so two movements can never both follow the same one.
    """

    stone = models.ForeignKey(
        Stone, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    brought_piece = models.ForeignKey(
        BroughtPiece, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    sequence = models.PositiveIntegerField()
    from_holder = models.CharField(max_length=80)
    to_holder = models.CharField(max_length=80)
    to_kind = models.CharField(max_length=10, choices=HolderKind, default=HolderKind.HOUSE)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=120)
    carats = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    grams = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    condition = models.TextField(blank=True)
    seal = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["stone", "brought_piece", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["stone", "sequence"], name="custody_one_holder"),
            models.UniqueConstraint(
                fields=["brought_piece", "sequence"], name="custody_one_holder_of_piece"
            ),
            models.CheckConstraint(condition=ONE_THING, name="custody_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.stone or self.brought_piece}: {self.from_holder} → {self.to_holder}"


class ReceiptKind(models.TextChoices):
    """Which way the goods went."""

    RECEIVED = "received", "Received from the client"
    HANDED_BACK = "handed_back", "Handed back to the client"


class Leftovers(models.TextChoices):
    """What becomes of metal and stones the new piece does not use."""

    RETURN = "return", "Returned to the client"
    CREDIT = "credit", "Credited against the price"
    KEEP = "keep", "Kept by the atelier, without credit"


class Risk(models.TextChoices):
    """What the client was told may happen; each is initialled on the receipt."""

    UNSETTING = "unsetting", "A stone can chip while it is taken out of its old setting."
    SETTING = "setting", "A stone can chip while it is set, however carefully."
    HEAT = "heat", "Heat at the bench can change or break a stone or its filling."
    RECUTTING = "recutting", "Recutting or repolishing takes weight that does not come back."
    FILLINGS = "fillings", "Hidden fillings can show themselves only once work has begun."


class Receipt(models.Model):
    """The paper both sides sign when goods change hands; append-only.

    `frozen` holds every word of it and `sha256` its hash, so that the PDF is the same for ever.
    A signature is the typed name, with the strokes where it was drawn: lists of [x, y] points in
    per cent of the signing field.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_id = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form makes one receipt."
    )
    number = models.CharField(max_length=12, unique=True, help_text="R26-00042")
    kind = models.CharField(max_length=12, choices=ReceiptKind)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="receipts")
    commission_id = models.BigIntegerField(
        null=True, db_index=True, help_text="A plain number: commissions lie above."
    )
    at = models.DateTimeField(default=timezone.now)
    received_by = models.CharField(max_length=120, help_text="For the house.")
    witness = models.CharField(max_length=120, blank=True)
    client_name = models.CharField(max_length=120)
    client_strokes = models.JSONField(default=list, blank=True)
    house_name = models.CharField(max_length=120)
    house_strokes = models.JSONField(default=list, blank=True)
    frozen = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(client_name="") & ~Q(house_name=""), name="receipt_signed_by_both"
            )
        ]

    def __str__(self) -> str:
        return self.number


class ReceiptItem(models.Model):
    """One stone or one brought piece on a receipt."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="items")
    stone = models.ForeignKey(
        Stone, null=True, blank=True, on_delete=models.PROTECT, related_name="receipt_items"
    )
    brought_piece = models.ForeignKey(
        BroughtPiece, null=True, blank=True, on_delete=models.PROTECT, related_name="receipt_items"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=ONE_THING, name="receipt_item_is_one_thing"),
            models.UniqueConstraint(fields=["receipt", "stone"], name="receipt_stone_once"),
            models.UniqueConstraint(fields=["receipt", "brought_piece"], name="receipt_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt}: {self.thing}"

    @property
    def thing(self) -> Stone | BroughtPiece:
        """The stone or the piece."""
        return one_of(self.stone, self.brought_piece)
