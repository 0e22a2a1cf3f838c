"""The brief's twelve stages as the house's default route; every record is the owner's to edit."""

from django.db import transaction

from atelier.house.defaults import give, never_given
from production.models import ReasonCode, Route, RouteStage, Stage
from production.reference.reasons import REASONS
from production.reference.routes import ROUTES
from production.reference.stages import STAGES

__all__ = ["load"]


@transaction.atomic
def load() -> None:
    """Give the house the stages, reason codes and routes it was never given; never change one."""
    _load_stages()
    stages = {stage.number: stage for stage in Stage.objects.all()}
    _load_routes(stages)
    known = [row for row in REASONS if {row.at, row.to} <= stages.keys()]
    give(
        ReasonCode,
        "code",
        rows=(
            {
                "code": row.code,
                "label": row.label,
                "stage": stages[row.at],
                "back_to": stages[row.to],
                "is_incident": row.is_incident,
            }
            for row in known
        ),
    )


def _load_stages() -> None:
    stages = {stage.number: stage for stage in Stage.objects.all()}
    for row in never_given(Stage, "number", rows=STAGES):
        judged = stages.get(row.get("not_by", 0))
        values = {name: value for name, value in row.items() if name != "not_by"}
        stages[row["number"]] = Stage.objects.create(**values, not_by_stage=judged)


def _load_routes(stages: dict[int, Stage]) -> None:
    for row in never_given(Route, "kind", rows=[{"kind": kind} for kind in ROUTES]):
        route = Route.objects.create(**row)
        own = ROUTES[route.kind].items()
        known = [(stages[number], gate) for number, gate in own if number in stages]
        RouteStage.objects.bulk_create(
            RouteStage(route=route, stage=stage, gate=gate) for stage, gate in known
        )
