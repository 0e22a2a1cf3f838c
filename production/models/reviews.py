"""What stops for the owner: the third failure of one code, until somebody decides."""

from django.db import models
from django.db.models import Q

from production.models.jobs import Job, JobStage
from production.models.routes import ReasonCode
from production.statuses import JobStatus


class Decision(models.TextChoices):
    """How a piece goes on after its third failure."""

    GO_ON = "go_on", "Try again, as the route says"
    SEND_BACK = "send_back", "Go back further"


class OwnerReviewQuerySet(models.QuerySet["OwnerReview"]):
    """Reviews as the office asks for them."""

    def undecided(self) -> "OwnerReviewQuerySet":
        """Those that hold a piece which is still being made."""
        return self.filter(decided_at__isnull=True, job__status=JobStatus.OPEN)


class OwnerReview(models.Model):
    """A code failed `failures` times on one job; nothing starts there until it is decided.

    Source: the trade's rule that the third failure of one code is the owner's.
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="reviews")
    run = models.OneToOneField(
        "production.StageRun", on_delete=models.PROTECT, related_name="review"
    )
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    failures = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    back_to = models.ForeignKey(
        JobStage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True, help_text="The bench reads it.")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)

    objects = OwnerReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(decided_at__isnull=True), name="review_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="review_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.SEND_BACK, back_to__isnull=False)
                | (~Q(decision=Decision.SEND_BACK) & Q(back_to__isnull=True)),
                name="review_back_to_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job}: {self.reason.code}, {self.failures} times"
