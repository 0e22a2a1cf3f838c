"""What happened at each stage: one run an attempt, kept for ever."""

from django.db import models
from django.db.models import Q

from atelier.people.models import Jeweller, Tablet
from atelier.pictures.models import Picture
from production.models.jobs import Job, JobStage
from production.models.routes import ReasonCode
from production.statuses import OPEN_RUNS, RunStatus


class StageRun(models.Model):
    """One attempt at one stage of one job. Weights in grams.

    `jeweller` is who did it; at an inspection, who inspected. `second_reader` is who read an
    inscription back from the piece.
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="runs")
    stage = models.ForeignKey(JobStage, on_delete=models.PROTECT, related_name="runs")
    attempt = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=8, choices=RunStatus, default=RunStatus.READY)
    ready_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    jeweller = models.ForeignKey(
        Jeweller, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    second_reader = models.ForeignKey(
        Jeweller, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.ForeignKey(
        ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    checks = models.JSONField(default=list, blank=True, help_text="Gate lines ticked.")
    weight_in = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    weight_out = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(status__in=OPEN_RUNS), name="run_one_open"
            ),
            models.UniqueConstraint(fields=["stage", "attempt"], name="run_attempt_once"),
            models.CheckConstraint(
                condition=Q(status__in=[RunStatus.READY, RunStatus.SKIPPED, RunStatus.VOID])
                | Q(started_at__isnull=False, jeweller__isnull=False),
                name="run_started_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_RUNS, ended_at__isnull=True)
                | (~Q(status__in=OPEN_RUNS) & Q(ended_at__isnull=False)),
                name="run_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.FAILED) | Q(reason__isnull=False),
                name="run_failure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.stage} #{self.attempt}"


class RunPicture(models.Model):
    """A picture taken at the bench; private until it is released to the client.

    `mark_x` and `mark_y` place a defect in per cent of width and height.
    """

    run = models.ForeignKey(StageRun, on_delete=models.PROTECT, related_name="pictures")
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT)
    caption = models.CharField(max_length=160, blank=True)
    mark_x = models.PositiveSmallIntegerField(null=True, blank=True)
    mark_y = models.PositiveSmallIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)


class BenchUpdate(models.Model):
    """An update a tablet sent, kept for good under its own UUID.

    The same UUID with the same body gets the same answer; with another body it is refused.
    `device_time` is for display only: a tablet's clock is not believed.
    """

    uuid = models.UUIDField(primary_key=True)
    tablet = models.ForeignKey(Tablet, on_delete=models.PROTECT, related_name="+")
    jeweller = models.ForeignKey(Jeweller, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=20)
    body_sha256 = models.CharField(max_length=64)
    base_version = models.PositiveIntegerField()
    device_time = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    status_code = models.PositiveSmallIntegerField()
    answer = models.JSONField(default=dict)

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
