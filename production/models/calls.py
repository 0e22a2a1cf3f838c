"""Calls for help from a bench, until somebody answers."""

from django.db import models
from django.db.models import Q

from atelier.people.models import Jeweller, Tablet
from production.models.jobs import Job
from production.statuses import JobStatus


class About(models.TextChoices):
    """What help is needed with; a chip each, so that nobody types with dusty hands."""

    HOW = "how", "How to go on"
    PIECE = "piece", "Trouble with the piece"
    TOOL = "tool", "A tool or a machine"
    HAND = "hand", "A second pair of hands"


class HelpCallQuerySet(models.QuerySet["HelpCall"]):
    """Calls as the bench lead asks for them."""

    def unanswered(self) -> "HelpCallQuerySet":
        """Those that still wait, of pieces that are still being made."""
        return self.filter(answered_at__isnull=True, job__status=JobStatus.OPEN)


class HelpCall(models.Model):
    """Somebody called the bench lead to a piece. One call of one person waits per piece."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="calls")
    jeweller = models.ForeignKey(Jeweller, on_delete=models.PROTECT, related_name="calls")
    tablet = models.ForeignKey(
        Tablet, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.CharField(max_length=6, choices=About)
    called_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    objects = HelpCallQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "jeweller"],
                condition=Q(answered_at__isnull=True),
                name="call_one_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jeweller}: {self.get_about_display()}"
