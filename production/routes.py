"""The way a piece goes through the house, copied onto its job as that is opened."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch

from orders.models import Commission
from production.models import Job, JobStage, ReasonCode, Route, RouteStage, Stage
from production.pairs import gate_of, pieces_of
from production.reasons import as_kept

DAYS = ("days_min", "days_mode", "days_max")


def route_of(commission: Commission) -> str:
    """Return the kind of piece whose own route this one follows, or "" for the house's."""
    kinds = commission.pieces.values("piece_type")
    routes = Route.objects.filter(is_active=True, kind__in=kinds)
    return routes.values_list("kind", flat=True).first() or ""


def copies_for(job: Job) -> list[JobStage]:
    """Return the job's own copy of its route, to be stored."""
    pieces, stages = pieces_of(job), _stages(job.commission)
    return [_copy(job, stage, pieces, stages) for stage in stages]


def _stages(commission: Commission) -> list[Any]:
    """Return the stages as this kind of piece has them, each with its reasons in use."""
    reasons = ReasonCode.objects.filter(is_active=True).select_related("back_to").order_by("code")
    in_use = Prefetch("reasons", reasons, to_attr="active_reasons")
    stages = Stage.objects.for_piece(commission).select_related("not_by_stage")
    own = {each.stage_id: each for each in RouteStage.objects.for_piece(commission)}
    return [_as_its_kind(stage, own.get(stage.pk)) for stage in stages.prefetch_related(in_use)]


def _as_its_kind(stage: Stage, own: RouteStage | None) -> Stage:
    if own is None:
        return stage
    stage.gate = own.gate or stage.gate
    if own.days_mode is not None:
        for name in DAYS:
            setattr(stage, name, getattr(own, name))
    return stage


def _copy(job: Job, stage: Any, pieces: list[str], route: Sequence[Stage]) -> JobStage:
    return JobStage(
        job=job,
        stage=stage,
        number=stage.number,
        name=stage.name,
        kind=stage.kind,
        skill=stage.skill,
        gate=gate_of(stage, pieces),
        not_by_number=stage.not_by_stage.number if stage.not_by_stage else None,
        may_skip=stage.may_skip,
        skip_by=stage.skip_by,
        skip_when=stage.skip_when,
        reasons=[as_kept(reason, _on_route(reason, route)) for reason in stage.active_reasons],
        days_min=stage.days_min,
        days_mode=stage.days_mode,
        days_max=stage.days_max,
        weighs=stage.weighs,
        loss_min_percent=stage.loss_min_percent,
        loss_max_percent=stage.loss_max_percent,
    )


def _on_route(reason: ReasonCode, route: Sequence[Stage]) -> Stage:
    """Return where the piece goes back to: what it never went through is no way back."""
    earlier = [stage for stage in route if stage.number <= reason.back_to.number]
    return earlier[-1] if earlier else route[0]
