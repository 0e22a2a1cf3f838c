"""The reason codes of a job's stage, as they were when the job was opened."""

from dataclasses import dataclass
from typing import Any

from production.models import JobStage, ReasonCode, Stage


@dataclass(frozen=True)
class Reason:
    """Why a gate is failed; the piece goes back to stage `back_to`, which is called `to`."""

    code: str
    label: str
    back_to: int
    to: str
    is_incident: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


def reasons_of(stage: JobStage) -> list[Reason]:
    """Return the reasons for which this stage of this job is failed, in the order of the codes."""
    return [Reason(**kept) for kept in stage.reasons]


def as_kept(reason: ReasonCode, back_to: Stage) -> dict[str, Any]:
    """Return how a job keeps the house's reason, the piece going back to `back_to`."""
    return {
        "code": reason.code,
        "label": reason.label,
        "back_to": back_to.number,
        "to": str(back_to),
        "is_incident": reason.is_incident,
    }


def read(reason: ReasonCode) -> Reason:
    """Return the house's reason as it is today."""
    return Reason(**as_kept(reason, reason.back_to))
