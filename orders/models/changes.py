"""Changes after the approval, and the end of a commission that is not to be finished."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from orders.models.commissions import Commission
from orders.models.quotes import LineKind
from orders.statuses import ChangeStatus


class ChangeOrder(models.Model):
    """A change to what was agreed: what, why, more or less money, more or fewer days.

    `stages` are the numbers of the stages it touches (20, 80); they hold from the moment it is
    sent until it is signed or taken back.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ChangeStatus, default=ChangeStatus.DRAFT)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=80)
    reason = models.TextField()
    instructions = models.TextField(blank=True, help_text="For the bench, shown once it is signed.")
    days = models.SmallIntegerField(default=0, help_text="Days later, or earlier when negative.")
    stages = models.JSONField(default=list, help_text="Numbers of the stages it touches.")
    currency = models.CharField(max_length=3)
    tax_name = models.CharField(max_length=40)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["commission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "number"], name="change_number_once"),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(status=ChangeStatus.SENT),
                name="change_one_to_sign",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ChangeStatus.DRAFT, ChangeStatus.WITHDRAWN])
                | Q(sent_at__isnull=False),
                name="change_sent_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission.reference} change {self.number}"


class ChangeLine(models.Model):
    """One line of a change order, before tax; what is taken away is negative."""

    change = models.ForeignKey(ChangeOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=LineKind)
    description = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.description


class ChangeSignature(models.Model):
    """The client's signature under a change order; append-only, frozen like an approval."""

    change = models.OneToOneField(ChangeOrder, on_delete=models.PROTECT, related_name="signature")
    frozen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    total = models.DecimalField(max_digits=12, decimal_places=2, help_text="Δ price, with tax.")
    signed_name = models.CharField(max_length=120)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.change} signed by {self.signed_name}"


class CancellationTier(models.Model):
    """What the house keeps when a piece is cancelled, by how far it is.

    `keeps` maps a `LineKind` to the per cent of its line that is charged.
    """

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    sentence = models.CharField(max_length=200, help_text="As a client reads it.")
    position = models.PositiveSmallIntegerField(unique=True)
    keeps = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Cancellation(models.Model):
    """How a commission ended that was not finished: line by line, append-only.

    `lines` are {"description", "price", "percent", "kept"}; refund = paid − kept, and a negative
    refund is still owed to the house.
    """

    commission = models.OneToOneField(
        Commission, on_delete=models.PROTECT, related_name="cancellation"
    )
    tier = models.ForeignKey(CancellationTier, on_delete=models.PROTECT, related_name="+")
    tier_name = models.CharField(max_length=80)
    lines = models.JSONField()
    currency = models.CharField(max_length=3)
    kept = models.DecimalField(max_digits=12, decimal_places=2)
    paid = models.DecimalField(max_digits=12, decimal_places=2)
    refund = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kept__gte=0, refund=F("paid") - F("kept")),
                name="cancellation_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commission.reference}: {self.tier_name}"
