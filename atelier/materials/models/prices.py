"""What the house pays for stones, by weight: the base of an indicative price."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from atelier.materials.models.stones import Growth
from atelier.materials.models.varieties import StoneVariety


class StonePrice(models.Model):
    """The price of a carat for stones from `carats_from` up to, not including, `carats_to`.

    `per_carat` is what the house pays; a client's price adds `markup_percent`. An empty colour
    means any colour without a row of its own.
    """

    variety = models.ForeignKey(StoneVariety, on_delete=models.CASCADE, related_name="prices")
    growth = models.CharField(max_length=10, choices=Growth, default=Growth.NATURAL)
    colour = models.CharField(max_length=60, blank=True)
    carats_from = models.DecimalField(
        max_digits=7, decimal_places=3, validators=[MinValueValidator(0)]
    )
    carats_to = models.DecimalField(max_digits=7, decimal_places=3)
    per_carat = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="USD")
    markup_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal("40"))
    source = models.CharField(max_length=80)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["variety", "growth", "colour", "carats_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["variety", "growth", "colour", "carats_from"], name="stone_price_once"
            ),
            models.CheckConstraint(
                condition=Q(carats_from__gte=0, carats_to__gt=F("carats_from")),
                name="stone_price_is_a_range",
            ),
            models.CheckConstraint(condition=Q(per_carat__gt=0), name="stone_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.variety}, {self.carats_from} to {self.carats_to} ct"
