"""Places on a picture or on a drawn plot, numbered, with a note each."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from atelier.materials.models.evaluations import Evaluation
from atelier.materials.models.goods_pictures import GoodsPicture

_PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
_ONE_SHEET = Q(goods_picture__isnull=False, evaluation__isnull=True) | Q(
    goods_picture__isnull=True, evaluation__isnull=False
)


class Mark(models.Model):
    """A pin: damage on a picture of goods, or a feature on an evaluation's map; append-only.

    `x` and `y` are in per cent of the sheet's sides, from the left and from the top.
    """

    goods_picture = models.ForeignKey(
        GoodsPicture, null=True, blank=True, on_delete=models.PROTECT, related_name="marks"
    )
    evaluation = models.ForeignKey(
        Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="marks"
    )
    number = models.PositiveSmallIntegerField()
    x = models.DecimalField(max_digits=5, decimal_places=2, validators=_PERCENT)
    y = models.DecimalField(max_digits=5, decimal_places=2, validators=_PERCENT)
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=_ONE_SHEET, name="mark_on_one_sheet"),
            models.CheckConstraint(
                condition=Q(x__range=(0, 100), y__range=(0, 100)), name="mark_is_inside"
            ),
            models.UniqueConstraint(fields=["goods_picture", "number"], name="mark_number_once"),
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="mark_number_once_on_map"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.note}".strip()
