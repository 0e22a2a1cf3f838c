"""What falls due, what was paid, and what a card provider told us."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from atelier.journal.models import OutgoingMessage
from orders.models.commissions import Commission
from orders.models.quotes import InstalmentWhen


class PaymentPlan(models.Model):
    """A way to divide the price that staff choose among; the quote keeps a copy.

    `parts` are {"percent", "when"} in order, 100 % in all.
    """

    name = models.CharField(max_length=60, unique=True)
    parts = models.JSONField(default=list)
    is_default = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="plan_one_default"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Instalment(models.Model):
    """A part of the agreed price; it falls due on `due_on` once its moment has come.

    A signed change order adds one, which may be negative. Whether it is paid is worked out from
    the payments, in order.
    """

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    when = models.CharField(max_length=10, choices=InstalmentWhen)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    change = models.OneToOneField(
        "orders.ChangeOrder",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="instalment",
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="The commission was cancelled; nothing more is asked."
    )

    class Meta:
        ordering = ["commission", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "position"], name="instalment_position_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(change__isnull=False),
                name="instalment_only_changes_subtract",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_when_display()}: {self.amount} {self.currency}"


class PaymentMethod(models.TextChoices):
    """How money came in."""

    TRANSFER = "transfer", "Bank transfer"
    TERMINAL = "terminal", "Card at the terminal"
    CASH = "cash", "Cash"
    CHEQUE = "cheque", "Cheque"
    ONLINE = "online", "Card, online"


class Checkout(models.Model):
    """A payment page opened at the card provider; paid only when its signed message says so."""

    class Status(models.TextChoices):
        """How it stands at the provider."""

        OPEN = "open", "Open"
        PAID = "paid", "Paid"
        EXPIRED = "expired", "Expired"
        FAILED = "failed", "Did not go through"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="checkouts")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    provider = models.CharField(max_length=20)
    session = models.CharField(max_length=120, null=True, blank=True, unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="checkout_amount_positive")
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}, {self.get_status_display().lower()}"


class Direction(models.TextChoices):
    """Which way money went; a reversal goes the other way than what it reverses."""

    IN = "in", "Received"
    OUT = "out", "Paid back"


# The key of the mail with a payment's paper, before the payment's own key.
PAPER_KEY = "payment.paper:"
# A paper that could not be mailed for so long is handed over by somebody.
PAPER_DAYS = 30


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments as the tasks ask for them."""

    def unmailed(self) -> "PaymentQuerySet":
        """Those of the last weeks whose paper has no mail in the outbox."""
        key = Concat(Value(PAPER_KEY), Cast(OuterRef("pk"), models.CharField()))
        mailed = OutgoingMessage.objects.filter(dedup_key=key)
        recent = timezone.now() - timedelta(days=PAPER_DAYS)
        return self.filter(~Exists(mailed), at__gte=recent)


class Payment(models.Model):
    """Money received or paid back, or an earlier row reversed (`reverses`); append-only.

    `request_id` comes with the form, so the same form sent twice is one payment.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=12, unique=True, help_text="P26-00042")
    request_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="payments")
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=10, choices=PaymentMethod)
    received_on = models.DateField()
    reference = models.CharField(max_length=80, blank=True, help_text="As on the bank statement.")
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )
    reason = models.CharField(
        max_length=200, blank=True, help_text="Why it was reversed or paid back."
    )
    checkout = models.OneToOneField(
        Checkout, null=True, blank=True, on_delete=models.PROTECT, related_name="payment"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        permissions = [
            ("reverse_payment", "Can reverse a payment, or pay money back"),
            ("waive_payment", "Can hand a piece over before it is paid"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, direction=Direction.IN, reason="")
                | (~Q(reverses__isnull=True, direction=Direction.IN) & ~Q(reason="")),
                name="payment_reversal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.amount} {self.currency}"


class ProviderEventQuerySet(models.QuerySet["ProviderEvent"]):
    """Messages of a card provider as staff ask for them."""

    def parked(self) -> "ProviderEventQuerySet":
        """Those that changed nothing because something did not fit: somebody must look."""
        return self.filter(handled_at__isnull=True)


class ProviderEvent(models.Model):
    """A signed message of a card provider, kept once however often it is delivered.

    `body` holds what the house needs of it; names, addresses and card digits are left out.
    """

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    commission = models.ForeignKey(
        Commission,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="provider_events",
    )
    body = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    objects = ProviderEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="provider_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind}"
