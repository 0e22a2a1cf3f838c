"""What happened at each stage: one run an attempt, kept for ever."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from atelier.people.models import Jeweller, Tablet
from atelier.people.skills import Skill
from atelier.pictures.models import Picture
from orders.models.proofs import ProofMoment, unproved
from production.models.jobs import Job, JobStage
from production.models.obstacles import Obstacles, obstacle_fields
from production.models.reviews import OwnerReview
from production.models.routes import ReasonCode, StageKind
from production.rework import SetStones
from production.statuses import OPEN_RUNS, RunStatus, WaitsFor


class StageRunQuerySet(models.QuerySet["StageRun"]):
    """Runs as the bench asks for them."""

    def still_open(self) -> "StageRunQuerySet":
        """Those ready, in hand or paused: where each open piece is now."""
        return self.filter(status__in=OPEN_RUNS)

    def with_maker(self) -> "StageRunQuerySet":
        """Add `maker_id`: whose work this stage judges, or null; `maker_hands` had it before.

        That is the last who worked on the piece at or before the stage that the route names, so
        that a skipped assembly leaves the durability test to somebody other than the filer.
        """
        work = StageRun.objects.filter(
            job=OuterRef("job"),
            stage__number__lte=OuterRef("stage__not_by_number"),
            status=RunStatus.DONE,
        ).order_by("-stage__number", "-id")
        return self.annotate(
            maker_id=Subquery(work.values("jeweller")[:1]),
            maker_name=Subquery(work.values("jeweller__name")[:1]),
            maker_hands=Subquery(work.values("hands")[:1]),
        )

    def with_obstacles(self) -> "StageRunQuerySet":
        """Add what may keep a stage from starting; see `Obstacles`.

        `review_code` is what failed a third time and waits for the owner, or null.
        """
        asked = OwnerReview.objects.undecided().filter(job=OuterRef("job"))
        annotated = self.annotate(
            **obstacle_fields("stage__"),
            review_code=Subquery(asked.values("reason__code")[:1]),
            review_failures=Subquery(asked.values("failures")[:1]),
        )
        return annotated.with_unproved()

    def with_unproved(self) -> "StageRunQuerySet":
        """Add `stones_unproved`: whether setting waits for stones to be compared."""
        waiting = Exists(unproved("job__commission", ProofMoment.SETTING, "ready_at"))
        setting = Q(stage__skill=Skill.SETTER, stage__kind=StageKind.WORK)
        whether = Case(When(setting, then=waiting), default=Value(False))
        return self.annotate(stones_unproved=whether)

    def with_bench(self) -> "StageRunQuerySet":
        """Join the job, its commission, the stage and who has it."""
        return self.select_related("job__commission", "stage__stage", "jeweller")

    def as_seen(self) -> "StageRunQuerySet":
        """With its job, its stage and `seen`, the job's version, all of one moment."""
        return self.select_related("job", "stage").annotate(seen=F("job__version"))

    def for_the_bench(self) -> "StageRunQuerySet":
        """Everything `production.policies` and a job's row need, in one query."""
        return self.with_bench().with_maker().with_obstacles()

    def most_pressing(self) -> "StageRunQuerySet":
        """In the order that keeps the promises: what must start first, first."""
        return self.order_by(F("start_by").asc(nulls_last=True), "job_id")


class StageRun(Obstacles, models.Model):
    """One attempt at one stage of one job. Weights in grams.

    `jeweller` is who did it; at an inspection, who inspected. `hands` are the keys of those who
    had it in hand before and gave it on. `second_reader` is who read an
    inscription back from the piece. `start_by` is the last day on which the stage can start
    for the rest of the route to keep the promise.
    """

    seen: int | None = None
    maker_id: int | None
    maker_name: str | None
    maker_hands: list[int] | None
    review_code: str | None
    review_failures: int | None
    stones_unproved: bool

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="runs")
    stage = models.ForeignKey(JobStage, on_delete=models.PROTECT, related_name="runs")
    attempt = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=8, choices=RunStatus, default=RunStatus.READY)
    start_by = models.DateField(null=True, blank=True)
    ready_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    jeweller = models.ForeignKey(
        Jeweller, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    hands = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    second_reader = models.ForeignKey(
        Jeweller, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.ForeignKey(
        ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    piece = models.CharField(
        max_length=80, blank=True, help_text="Of a pair, the one that failed; empty: both."
    )
    checks = models.JSONField(default=list, blank=True, help_text="Gate lines ticked.")
    weight_in = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    weight_out = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    set_stones = models.CharField(
        max_length=5,
        choices=SetStones,
        blank=True,
        help_text="What became of set stones when the piece was sent back.",
    )
    note = models.TextField(blank=True)
    waits_for = models.CharField(
        max_length=10, choices=WaitsFor, blank=True, help_text="Why it was laid down."
    )

    objects = StageRunQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["start_by", "job"],
                name="run_most_pressing",
                condition=Q(status__in=OPEN_RUNS),
            )
        ]
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
                condition=Q(waits_for="") | Q(status=RunStatus.PAUSED),
                name="run_waits_while_paused",
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
    `body` is what was sent, so that a refused one can still be read. `device_time` is for
    display only: a tablet's clock is not believed.
    """

    uuid = models.UUIDField(primary_key=True)
    tablet = models.ForeignKey(Tablet, on_delete=models.PROTECT, related_name="+")
    jeweller = models.ForeignKey(Jeweller, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=20)
    body = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
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
