"""The making of a piece as its client follows it, in the brief's own order and words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from atelier.people.skills import Skill
from atelier.pictures.models import Picture
from orders.models import Commission
from production.models import JobStage, RunPicture, Stage, StageRun
from production.policies.stones import holds_stones
from production.statuses import FULFILLED_RUNS, OPEN_RUNS, JobStatus, RunStatus

PERFECTED = "Being perfected"

State = Literal["done", "now", "next", "skipped"]


@dataclass(frozen=True)
class Step:
    """One step of the timeline; `at` is the day it was done or begun."""

    number: int
    name: str
    sentence: str
    state: State
    at: date | None = None
    pictures: list[Picture] = field(default_factory=list)


def steps_of(commission: Commission) -> list[Step]:
    """Return the brief's steps for a commission; all are to come before its job is opened.

    A failed inspection reads "Being perfected" until the piece has passed it.
    """
    left_out = _left_out(commission)
    living = JobStage.objects.filter(job__commission=commission)
    stages = living.exclude(job__status=JobStatus.CANCELLED).select_related("stage")
    runs = StageRun.objects.prefetch_related(Prefetch("pictures", _released()))
    if steps := [_step(each, left_out) for each in stages.prefetch_related(Prefetch("runs", runs))]:
        return steps
    return [_to_come(stage, left_out) for stage in Stage.objects.for_piece(commission)]


def _left_out(commission: Commission) -> frozenset[str]:
    """Return the skills this piece has no work for: a setter's, where it holds no stones.

    Reads `commission.approval` and `pieces` as they are loaded; a page loads both anyway.
    """
    approval = getattr(commission, "approval", None)
    agreed = approval.frozen if approval else {}
    return (
        frozenset() if holds_stones(agreed, commission.pieces.all()) else frozenset({Skill.SETTER})
    )


def _released() -> QuerySet[RunPicture]:
    shown = RunPicture.objects.filter(released_at__isnull=False)
    return shown.select_related("picture").prefetch_related("picture__renditions")


def _to_come(stage: Stage, left_out: frozenset[str]) -> Step:
    state: State = "skipped" if stage.skill in left_out else "next"
    return Step(stage.number, stage.client_name, stage.client_sentence, state)


def _step(stage: JobStage, left_out: frozenset[str]) -> Step:
    runs = sorted(stage.runs.all(), key=lambda run: run.attempt)
    last = runs[-1] if runs else None
    return Step(
        number=stage.number,
        name=stage.stage.client_name,
        sentence=_sentence(stage, last),
        state="skipped" if last is None and stage.skill in left_out else _state(last),
        at=_day(last),
        pictures=_pictures(runs),
    )


def _sentence(stage: JobStage, last: StageRun | None) -> str:
    if last is None:
        return stage.stage.client_sentence
    reworked = last.status in OPEN_RUNS and last.attempt > 1
    if reworked or last.status in (RunStatus.FAILED, RunStatus.VOID):
        return PERFECTED
    if last.status == RunStatus.SKIPPED:
        return "Not needed for this piece."
    return stage.stage.client_sentence


def _state(last: StageRun | None) -> State:
    if last is None or last.status in (RunStatus.FAILED, RunStatus.VOID):
        return "next"
    if last.status == RunStatus.SKIPPED:
        return "skipped"
    return "done" if last.status in FULFILLED_RUNS else "now"


def _day(last: StageRun | None) -> date | None:
    if last is None or last.status in (RunStatus.FAILED, RunStatus.VOID, RunStatus.READY):
        return None
    at = last.ended_at or last.started_at
    return timezone.localdate(at) if at else None


def _pictures(runs: Iterable[StageRun]) -> list[Picture]:
    return [each.picture for run in runs for each in run.pictures.all()]
