"""The route as the owner's records, and the jobs to be read; jobs change only at the bench."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from atelier.people.admin.records import RecordAdmin
from production.cards import title_of
from production.models import BenchUpdate, Job, ReasonCode, Route, RouteStage, Stage, StageRun
from production.promises import due_of
from production.routes import DAYS
from production.statuses import JobStatus, RunStatus

DUE_COLOURS = {"late": "danger", "risk": "warning", "well": "success"}
RUN_COLOURS = {
    RunStatus.READY: "info",
    RunStatus.RUNNING: "info",
    RunStatus.PAUSED: "warning",
    RunStatus.DONE: "success",
    RunStatus.PASSED: "success",
    RunStatus.FAILED: "danger",
    RunStatus.SKIPPED: "primary",
    RunStatus.VOID: "warning",
}
JOB_COLOURS = {
    JobStatus.OPEN: "info",
    JobStatus.FINISHED: "success",
    JobStatus.CANCELLED: "danger",
}


class ReadOnly:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is made here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Every change is an action."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened stays."""
        return False


class ReasonInline(TabularInline):
    """The reasons for which this stage's gate is failed."""

    model = ReasonCode
    fk_name = "stage"
    extra = 0
    fields = ("code", "label", "back_to", "is_incident", "is_active")


@admin.register(Stage)
class StageAdmin(RecordAdmin):
    """A stage of the route. A change counts for jobs opened from now on.

    What must be paid before it begins counts at once.
    """

    list_display = (
        "number",
        "name",
        "kind",
        "skill",
        "not_by_stage",
        "needs_paid",
        "may_skip",
        "is_active",
        "weighs",
        "days",
    )
    list_display_links = ("number", "name")
    list_select_related = ("not_by_stage",)
    inlines = (ReasonInline,)
    fieldsets = (
        (None, {"fields": ("number", "name", "kind", "skill", "gate", "not_by_stage")}),
        ("What the client reads", {"fields": ("client_name", "client_sentence")}),
        ("Before it begins", {"fields": ("needs_paid",)}),
        ("Leaving it out", {"fields": ("may_skip", "skip_by", "skip_when", "is_active")}),
        ("Weighing", {"fields": ("weighs", "loss_min_percent", "loss_max_percent")}),
        ("Working days", {"fields": ("days_min", "days_mode", "days_max")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Stage | None = None) -> bool:
        """Jobs keep pointing at their stages."""
        return False

    @display(description="Days, min / most likely / max")
    def days(self, stage: Stage) -> str:
        """The planned working days."""
        return f"{stage.days_min} / {stage.days_mode} / {stage.days_max}"


class RouteStageInline(TabularInline):
    """The stages that this kind of piece goes through otherwise."""

    model = RouteStage
    extra = 0
    fields = ("stage", "is_left_out", "gate", *DAYS)
    verbose_name_plural = "what is otherwise than the house’s route"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RouteStage]:
        """Fetch what the rows name."""
        return super().get_queryset(request).select_related("stage", "route")


@admin.register(Route)
class RouteAdmin(RecordAdmin):
    """The way of one kind of piece: the house's, but for what stands here.

    A job takes its copy as it is opened; a change counts for jobs opened from now on.
    """

    list_display = ("kind", "otherwise", "is_active")
    inlines = (RouteStageInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Route]:
        """Fetch what the rows name."""
        return super().get_queryset(request).prefetch_related("stages__stage")

    @display(description="Otherwise than the house’s route")
    def otherwise(self, route: Route) -> str:
        """What is left out, and what is done otherwise."""
        rows = route.stages.all()
        out = ", ".join(each.stage.name.lower() for each in rows if each.is_left_out)
        own = ", ".join(each.stage.name.lower() for each in rows if not each.is_left_out)
        said = [f"without {out}" if out else "", f"its own {own}" if own else ""]
        return "; ".join(filter(None, said)) or "–"


@admin.register(ReasonCode)
class ReasonCodeAdmin(RecordAdmin):
    """Why a gate is failed; one that was used is made inactive, not deleted."""

    list_display = ("code", "label", "stage", "back_to", "is_incident", "is_active")
    list_filter = ("stage", "is_active")
    list_select_related = ("stage", "back_to")
    search_fields = ("code", "label")


class RunInline(ReadOnly, TabularInline):
    """What happened, run by run."""

    model = StageRun
    extra = 0
    fields = readonly_fields = (
        "stage",
        "attempt",
        "standing",
        "jeweller",
        "started_at",
        "ended_at",
        "reason",
        "grams",
        "note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[StageRun]:
        """Fetch what the rows name."""
        return super().get_queryset(request).select_related("stage", "jeweller", "reason", "job")

    @display(description="Standing", label=RUN_COLOURS)
    def standing(self, run: StageRun) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return run.status, run.get_status_display()

    @display(description="In → out, g")
    def grams(self, run: StageRun) -> str:
        """Both weights, where it was weighed."""
        return f"{run.weight_in} → {run.weight_out}" if run.weight_in else ""


@admin.register(Job)
class JobAdmin(ReadOnly, ModelAdmin):
    """Every piece in the workshop, to search and to read."""

    list_display = ("envelope", "piece", "commission", "now", "promise", "state")
    list_filter = ("status", ("due", RangeDateFilter), "runs__stage__skill")
    list_filter_submit = True
    list_per_page = 50
    ordering = ("-status", "due", "id")
    search_fields = ("envelope", "commission__reference", "commission__client__name")
    search_help_text = "Envelope, reference or client"
    show_full_result_count = False
    inlines = (RunInline,)
    fields = readonly_fields = (
        "envelope",
        "commission",
        "state",
        "due",
        "opened_at",
        "finished_at",
        "net_grams",
        "note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """Fetch what the rows name, and each job's open run."""
        open_runs = StageRun.objects.still_open().select_related("stage", "jeweller")
        jobs = super().get_queryset(request).select_related("commission", "approval")
        return jobs.prefetch_related(Prefetch("runs", open_runs, to_attr="open_runs"))

    @display(description="Piece")
    def piece(self, job: Job) -> str:
        """What it is."""
        return title_of(job)

    @display(description="Now")
    def now(self, job: Job) -> str:
        """The stage it is at, and in whose hands."""
        run = _open_run(job)
        if run is None:
            return "–"
        hand = f", {run.jeweller}" if run.jeweller else ""
        return format_html("{}: {}{}", run.stage.name, run.get_status_display().lower(), hand)

    @display(description="Promise", ordering="due", label=DUE_COLOURS)
    def promise(self, job: Job) -> tuple[str, str]:
        """Whether the promise holds."""
        due = due_of(job, _open_run(job))
        return due.state, due.text

    @display(
        description="State",
        ordering="status",
        label={
            JobStatus.OPEN: "info",
            JobStatus.FINISHED: "success",
            JobStatus.CANCELLED: "danger",
        },
    )
    def state(self, job: Job) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return job.status, job.get_status_display()


@admin.register(BenchUpdate)
class BenchUpdateAdmin(ReadOnly, ModelAdmin):
    """What tablets sent, and what they were told: where a refused tap can still be read."""

    list_display = ("received_at", "kind", "job", "jeweller", "tablet", "status_code")
    list_filter = ("status_code", "kind", "tablet")
    list_select_related = ("job", "jeweller", "tablet")
    search_fields = ("job__envelope", "jeweller__name")
    show_full_result_count = False


def _open_run(job: Job) -> StageRun | None:
    runs: list[StageRun] = getattr(job, "open_runs", [])
    return runs[0] if runs else None
