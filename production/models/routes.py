"""The house's route and those of single kinds of piece, as records the owner can edit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from atelier.people.skills import Skill
from designs.models import PieceType
from orders.models import Commission, Piece
from orders.models.quotes import InstalmentWhen


class StageKind(models.TextChoices):
    """What the bench screen offers at a stage."""

    WORK = "work", "Work"
    INSPECTION = "inspection", "Inspection: pass or fail"
    TRY_ON = "try_on", "Client try-on"
    INSCRIPTION = "inscription", "Inscription of the serial number"


# Source: the trade's gates that no piece goes without; see `domain`, production.
NEVER_LEFT_OUT = (30, 110, 120)


def _days() -> models.DecimalField:
    """Return a field for working days that may be as the house has them."""
    return models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)


class StageQuerySet(models.QuerySet["Stage"]):
    """The house's stages as jobs and pages ask for them."""

    def for_piece(self, commission: Commission) -> "StageQuerySet":
        """Those that a commission's piece would go through if its job were opened now."""
        said = RouteStage.objects.for_piece(commission).filter(stage=OuterRef("pk"))
        added, left_out = (said.filter(is_left_out=out) for out in (False, True))
        usual = Q(is_active=True) & ~Exists(left_out)
        return self.filter(Q(number__in=NEVER_LEFT_OUT) | Exists(added) | usual)


class Stage(models.Model):
    """A stage of making. Durations in working days (min / mode / max).

    `not_by_stage` names the stage whose maker may not do this one: nobody inspects their own
    work. A stage with `may_skip` False is never left out; `skip_by` is the trade that may leave
    it out, besides a bench lead (empty: the stage's own). A job copies all of this as it opens.
    """

    number = models.PositiveSmallIntegerField(unique=True, help_text="10, 20, … 120")
    name = models.CharField(max_length=60, help_text="At the bench.")
    client_name = models.CharField(max_length=80, help_text="On the client's timeline.")
    client_sentence = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=StageKind, default=StageKind.WORK)
    skill = models.CharField(max_length=12, choices=Skill)
    gate = models.TextField(blank=True, help_text="What is checked, a line each.")
    not_by_stage = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    may_skip = models.BooleanField(default=False)
    skip_by = models.CharField(
        max_length=12,
        choices=Skill,
        blank=True,
        help_text="Who may leave it out, besides a bench lead. Empty: the stage's own trade.",
    )
    is_active = models.BooleanField(
        default=True, help_text="Part of the route of jobs that are opened from now on."
    )
    skip_when = models.CharField(max_length=120, blank=True)
    weighs = models.BooleanField(default=False, help_text="Metal is removed: weigh in and out.")
    loss_min_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    loss_max_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    needs_paid = models.CharField(
        max_length=10,
        choices=InstalmentWhen,
        blank=True,
        help_text="The part of the price that must be paid before this stage begins.",
    )
    days_min = models.DecimalField(max_digits=4, decimal_places=2)
    days_mode = models.DecimalField(max_digits=4, decimal_places=2)
    days_max = models.DecimalField(max_digits=4, decimal_places=2)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_min__lte=F("days_mode")) & Q(days_mode__lte=F("days_max")),
                name="stage_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(number__in=NEVER_LEFT_OUT) | Q(may_skip=False, is_active=True),
                name="stage_never_left_out",
                violation_error_message="Stages 30, 110 and 120 are never left out.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ReasonCode(models.Model):
    """Why a gate was failed, and the stage the piece goes back to."""

    code = models.CharField(max_length=12, unique=True)
    label = models.CharField(max_length=80)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="reasons")
    back_to = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    is_incident = models.BooleanField(
        default=False, help_text="Damage: told to the owner, and never an edit."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["stage", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Route(models.Model):
    """The way of one kind of piece: the house's, but for what its stages say here."""

    kind = models.CharField(
        max_length=20,
        choices=PieceType,
        unique=True,
        help_text="Pieces of this kind follow it when their job is opened.",
    )
    is_active = models.BooleanField(
        default=True, help_text="Otherwise this kind goes the house's way too."
    )

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()


class RouteStageQuerySet(models.QuerySet["RouteStage"]):
    """What single kinds of piece do otherwise."""

    def for_piece(self, commission: Commission) -> "RouteStageQuerySet":
        """What the kind of this commission's piece does otherwise."""
        kinds = Piece.objects.filter(commission=commission).values("piece_type")
        return self.filter(route__is_active=True, route__kind__in=kinds)


class RouteStage(models.Model):
    """A stage as one kind of piece goes through it; what is empty is as the house has it."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stages")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    is_left_out = models.BooleanField("leave it out", default=False)
    gate = models.TextField("checks instead", blank=True, help_text="A line each.")
    days_min = _days()
    days_mode = _days()
    days_max = _days()

    objects = RouteStageQuerySet.as_manager()

    class Meta:
        ordering = ["stage__number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "stage"], name="route_stage_once"),
            models.CheckConstraint(
                condition=Q(days_min=None, days_mode=None, days_max=None)
                | Q(
                    days_min__isnull=False,
                    days_mode__isnull=False,
                    days_max__isnull=False,
                    days_min__lte=F("days_mode"),
                    days_mode__lte=F("days_max"),
                ),
                name="route_stage_days_in_order",
                violation_error_message="Give all three days, the fewest first, or none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route}: {self.stage}"

    def clean(self) -> None:
        """Refuse to leave out what no piece goes without."""
        if self.is_left_out and self.stage_id and self.stage.number in NEVER_LEFT_OUT:
            raise ValidationError(f"{self.stage} is never left out.")
