"""The brief's twelve stages as the house's default route; every record is the owner's to edit."""

from django.db import transaction

from production.models import ReasonCode, Stage
from production.reference.reasons import REASONS
from production.reference.stages import STAGES

__all__ = ["load"]


@transaction.atomic
def load() -> None:
    """Make the stages and reason codes that are missing; never change one that is there."""
    _load_stages()
    stages = {stage.number: stage for stage in Stage.objects.all()}
    known = set(ReasonCode.objects.values_list("code", flat=True))
    ReasonCode.objects.bulk_create(
        ReasonCode(
            code=row.code,
            label=row.label,
            stage=stages[row.at],
            back_to=stages[row.to],
            is_incident=row.is_incident,
        )
        for row in REASONS
        if row.code not in known and {row.at, row.to} <= stages.keys()
    )


def _load_stages() -> None:
    stages = {stage.number: stage for stage in Stage.objects.all()}
    for row in STAGES:
        if row["number"] not in stages:
            judged = stages.get(row.get("not_by", 0))
            values = {name: value for name, value in row.items() if name != "not_by"}
            stages[row["number"]] = Stage.objects.create(**values, not_by_stage=judged)
