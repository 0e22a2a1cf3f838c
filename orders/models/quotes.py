"""Offers: versions, options, lines, and the approval that freezes one of them."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from atelier.materials.models import Alloy, MetalPrice, Stone
from orders.models.commissions import Commission
from orders.statuses import QuoteStatus


class InstalmentWhen(models.TextChoices):
    """The moments at which a part of the price falls due."""

    APPROVAL = "approval", "When you approve"
    MODEL = "model", "When the model is approved"
    CASTING = "casting", "Before it is cast"
    SETTING = "setting", "Before the stones are set"
    HAND_OVER = "hand_over", "Before it comes to you"


def default_schedule() -> list[dict[str, str]]:
    """Return half when it is approved and half before the hand-over."""
    return [
        {"percent": "50", "when": InstalmentWhen.APPROVAL},
        {"percent": "50", "when": InstalmentWhen.HAND_OVER},
    ]


class ClosedBecause(models.TextChoices):
    """Why an open version came to an end by itself."""

    TIME = "time", "Its last day passed"
    METAL = "metal", "The metal moved too far"


class Quote(models.Model):
    """One version of an offer, with two to four options; only one is ever approved."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="quotes")
    number = models.PositiveSmallIntegerField(help_text="Version within the commission.")
    status = models.CharField(max_length=10, choices=QuoteStatus, default=QuoteStatus.DRAFT)
    version = models.PositiveIntegerField(default=0)
    introduction = models.TextField(blank=True, help_text="A personal line or two.")
    currency = models.CharField(max_length=3)
    tax_name = models.CharField(max_length=40)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3)
    schedule = models.JSONField(
        default=default_schedule, help_text='[{"percent": "50", "when": "approval"}, …], 100 in all'
    )
    metal_move_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal("5"),
        help_text="A metal that moved further since it was priced asks for a new version.",
    )
    revisions_included = models.PositiveSmallIntegerField(default=2)
    revision_price = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("150"))
    terms = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    viewed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=8, choices=ClosedBecause, blank=True)
    decline_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "number"], name="quote_number_once"),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(status=QuoteStatus.APPROVED),
                name="quote_one_approved",
            ),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(status__in=[QuoteStatus.SENT, QuoteStatus.VIEWED]),
                name="quote_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[QuoteStatus.DRAFT, QuoteStatus.SUPERSEDED])
                | Q(sent_at__isnull=False, valid_until__isnull=False),
                name="quote_sent_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission.reference} quote {self.number}"

    @property
    def deposit_percent(self) -> Decimal:
        """The first instalment's share of the total, in per cent."""
        return Decimal(self.schedule[0]["percent"]) if self.schedule else Decimal(0)


class QuoteOption(models.Model):
    """One way to make the piece, with the one trade-off that tells it from the others."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    trade_off = models.CharField(max_length=200)
    alloy = models.ForeignKey(Alloy, on_delete=models.PROTECT)
    stone = models.CharField(max_length=160, blank=True)
    treatment = models.CharField(max_length=160, blank=True)
    durability = models.CharField(max_length=160, blank=True)
    upkeep = models.CharField(max_length=160, blank=True)
    weeks_min = models.PositiveSmallIntegerField(default=4)
    weeks_max = models.PositiveSmallIntegerField(default=6)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "position"], name="option_position_once"),
            models.CheckConstraint(
                condition=Q(weeks_min__lte=models.F("weeks_max")), name="option_weeks_range"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OptionStone(models.Model):
    """A real stone an option offers; shown in many, promised only to the one that is approved."""

    option = models.ForeignKey(QuoteOption, on_delete=models.CASCADE, related_name="stones")
    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="offered_in")
    place = models.CharField(max_length=40, default="centre")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["option", "stone"], name="option_stone_once")
        ]

    def __str__(self) -> str:
        return f"{self.stone} ({self.place})"


class LineKind(models.TextChoices):
    """The client's rows of an offer, in their order."""

    DESIGN = "design", "Design and model"
    CASTING = "casting", "Casting"
    METAL = "metal", "Metal"
    STONE = "stone", "Stones"
    MAKING = "making", "Making"
    SETTING = "setting", "Setting"
    FINDINGS = "findings", "Chain and findings"
    FINISH = "finish", "Finish"
    ENGRAVING = "engraving", "Engraving"
    REPORT = "report", "Laboratory report"
    SHIPPING = "shipping", "Shipping and insurance"
    DISCOUNT = "discount", "Discount"


class QuoteLine(models.Model):
    """A priced line. `unit_cost` and `basis` are the house's own and never reach a client.

    `metal_price` is the price the line was worked out from, so that a later one can be compared.
    """

    option = models.ForeignKey(QuoteOption, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=LineKind)
    description = models.CharField(max_length=200)
    quantity = models.DecimalField(
        max_digits=9, decimal_places=3, default=Decimal("1"), validators=[MinValueValidator(0)]
    )
    unit = models.CharField(max_length=10, blank=True, help_text="g, ct, h")
    unit_price = models.DecimalField(max_digits=12, decimal_places=2)
    unit_cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    metal_price = models.ForeignKey(
        MetalPrice, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stone = models.ForeignKey(
        Stone, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    basis = models.JSONField(
        default=dict, blank=True, help_text="What the price was worked out from; seen by staff."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="line_quantity"),
            models.CheckConstraint(
                condition=Q(metal_price__isnull=True) | Q(kind=LineKind.METAL),
                name="line_metal_price_is_for_metal",
            ),
            models.CheckConstraint(
                condition=Q(stone__isnull=True) | Q(kind__in=[LineKind.STONE, LineKind.SETTING]),
                name="line_stone_is_for_stones",
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.DISCOUNT, unit_price__lte=0)
                | (~Q(kind=LineKind.DISCOUNT) & Q(unit_price__gte=0)),
                name="line_only_discounts_subtract",
            ),
        ]

    def __str__(self) -> str:
        return self.description


class Approval(models.Model):
    """What a client agreed to: canonical JSON and its SHA-256, append-only.

    Nothing later reads prices or measures from the live quote, only from `frozen`.
    """

    commission = models.OneToOneField(Commission, on_delete=models.PROTECT, related_name="approval")
    quote = models.OneToOneField(Quote, on_delete=models.PROTECT, related_name="approval")
    option = models.ForeignKey(QuoteOption, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    total = models.DecimalField(max_digits=12, decimal_places=2)
    signed_name = models.CharField(max_length=120)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.quote} approved by {self.signed_name}"
