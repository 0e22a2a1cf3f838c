"""The route, the jobs that follow it, and what happened at each stage."""

from production.models.jobs import Job, JobStage
from production.models.routes import ReasonCode, Stage, StageKind
from production.models.runs import BenchUpdate, RunPicture, StageRun

__all__ = [
    "BenchUpdate",
    "Job",
    "JobStage",
    "ReasonCode",
    "RunPicture",
    "Stage",
    "StageKind",
    "StageRun",
]
