"""A job card: the envelope that travels with a piece through the workshop."""

import secrets
from collections.abc import Collection
from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from atelier.journal.models import Event
from atelier.materials.models import MetalLot
from atelier.people.skills import Skill
from designs.models import PieceType
from orders.models import Approval, Commission, Instalment
from orders.models.commissions import REFERENCE_LETTERS
from orders.models.quotes import InstalmentWhen
from production.models.obstacles import Obstacles
from production.models.routes import Stage
from production.statuses import JobStatus

# The moments of a payment schedule that the bench brings about: before this trade's work.
BENCH_MOMENTS: dict[str, str] = {
    Skill.CASTER: InstalmentWhen.CASTING,
    Skill.SETTER: InstalmentWhen.SETTING,
}


def new_envelope_code() -> str:
    """Return eight characters without 0, O, 1 and I, as printed on the envelope."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs as the workshop asks for them."""

    def in_the_workshop(self) -> "JobQuerySet":
        """Those being made."""
        return self.filter(status=JobStatus.OPEN)

    def with_news(self, kinds: Collection[str]) -> "JobQuerySet":
        """Those whose commission has events of `kinds` since `heard`; adds `news`, the newest."""
        events = Event.objects.filter(commission_id=OuterRef("commission_id"), kind__in=kinds)
        newest = Subquery(events.order_by("-id").values("id")[:1])
        return self.annotate(news=newest).filter(news__gt=F("heard"))


class Job(models.Model):
    """The making of one commission's piece, or pair, from its approved version.

    `version` grows with every change: tablets send it back, and boards poll it.
    """

    news: int

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="jobs")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="jobs")
    envelope = models.CharField(
        max_length=8, unique=True, default=new_envelope_code, editable=False
    )
    status = models.CharField(max_length=10, choices=JobStatus, default=JobStatus.OPEN)
    version = models.PositiveIntegerField(default=0)
    due = models.DateField(db_index=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    net_grams = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    note = models.TextField(blank=True)
    route = models.CharField(
        max_length=20,
        choices=PieceType,
        blank=True,
        help_text="Whose kind's route it follows; empty: the house's.",
    )
    heard = models.BigIntegerField(
        default=0, help_text="The last event above the bench that its screens know of."
    )

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["-status", "due", "id"], name="job_open_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["commission"],
                condition=~Q(status=JobStatus.CANCELLED),
                name="job_one_living",
            ),
            models.CheckConstraint(
                condition=Q(status=JobStatus.FINISHED, finished_at__isnull=False)
                | (~Q(status=JobStatus.FINISHED) & Q(finished_at__isnull=True)),
                name="job_finished_when",
            ),
        ]

    def __str__(self) -> str:
        return self.envelope


class JobStageQuerySet(models.QuerySet["JobStage"]):
    """Stages of a job's route as the actions ask for them."""

    def with_route(self) -> "JobStageQuerySet":
        """With the house's stage each was copied from."""
        return self.select_related("stage")

    def with_plan(self) -> "JobStageQuerySet":
        """Add `attempts` so far, and `days_left`: working days from this stage to the end.

        A stage counts (min + 4 · most likely + max) / 6 days. `asks_money` tells whether a part
        of the price waits for a moment that the bench brings about.
        """
        same = JobStage.objects.filter(pk=OuterRef("pk")).order_by()
        tried = same.annotate(last=Max("runs__attempt")).values("last")
        rest = JobStage.objects.filter(job=OuterRef("job"), number__gte=OuterRef("number"))
        mean = (F("days_min") + 4 * F("days_mode") + F("days_max")) / 6
        days = rest.order_by().values("job").annotate(days=Sum(mean)).values("days")
        waiting = Instalment.objects.filter(
            commission=OuterRef("job__commission"),
            when__in=BENCH_MOMENTS.values(),
            due_on__isnull=True,
        )
        return self.annotate(
            attempts=Coalesce(Subquery(tried), 0),
            days_left=Subquery(days),
            asks_money=Exists(waiting),
        )


class JobStage(Obstacles, models.Model):
    """The job's own copy of its route, so that a later edit of the route moves no open job."""

    attempts: int
    days_left: Decimal
    asks_money: bool

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="stages")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    skill = models.CharField(max_length=12)
    gate = models.TextField(blank=True)
    not_by_number = models.PositiveSmallIntegerField(null=True, blank=True)
    may_skip = models.BooleanField(default=False)
    skip_by = models.CharField(max_length=12, blank=True)
    skip_when = models.CharField(max_length=120, blank=True)
    reasons = models.JSONField(default=list, help_text="See production.reasons.")
    days_min = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    days_mode = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    days_max = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    weighs = models.BooleanField(default=False)
    loss_min_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    loss_max_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    objects = JobStageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="job_stage_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class JobLot(models.Model):
    """Metal of a lot that went into a piece; what a claim of recycled metal rests on."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="lots")
    lot = models.ForeignKey(MetalLot, on_delete=models.PROTECT, related_name="jobs")
    grams = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["job", "lot"], name="job_lot_once")]

    def __str__(self) -> str:
        return f"{self.job}: {self.lot}"
