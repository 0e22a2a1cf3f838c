"""The house's price list: hours by operation, and what has a fixed price."""

from decimal import Decimal

from django.db import models
from django.db.models import Q


class Operation(models.Model):
    """A kind of work, priced by the hour. An empty rate or cost is the house's own."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    rate = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, help_text="Per hour, to a client."
    )
    cost = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, help_text="Per hour, to the house."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(rate__isnull=True) | Q(rate__gte=0))
                & (Q(cost__isnull=True) | Q(cost__gte=0)),
                name="operation_costs_nothing_less",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServiceKind(models.TextChoices):
    """The row of an offer a service belongs to."""

    CASTING = "casting", "Casting"
    FINDINGS = "findings", "Chain and findings"
    FINISH = "finish", "Finish"
    ENGRAVING = "engraving", "Engraving"
    REPORT = "report", "Laboratory report"
    SHIPPING = "shipping", "Shipping and insurance"


class Service(models.Model):
    """Something with a price of its own: a GIA report, rhodium, insured shipping."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=ServiceKind)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    cost = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("0"))
    currency = models.CharField(max_length=3, default="USD")
    source = models.CharField(max_length=80, blank=True)
    is_offered = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=0, cost__gte=0), name="service_price_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.name
