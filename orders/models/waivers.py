"""What the house agreed to do without, and why."""

from django.db import models
from django.utils import timezone

from atelier.materials.models import Stone
from orders.models.commissions import Commission


class ReportWaiver(models.Model):
    """A client's own centre diamond that comes without a GIA report; append-only."""

    commission = models.ForeignKey(
        Commission, on_delete=models.PROTECT, related_name="report_waivers"
    )
    stone = models.ForeignKey(Stone, on_delete=models.PROTECT, related_name="report_waivers")
    because = models.CharField(max_length=200, help_text="The client reads it with the offer.")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "stone"], name="report_waived_once")
        ]

    def __str__(self) -> str:
        return f"{self.stone} without a GIA report: {self.because}"
