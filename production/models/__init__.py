"""The route, the jobs that follow it, and what happened at each stage."""

from production.models.jobs import Job, JobLot, JobStage
from production.models.routes import ReasonCode, Stage, StageKind
from production.models.runs import BenchUpdate, RunPicture, StageRun

__all__ = [
    "BenchUpdate",
    "Job",
    "JobLot",
    "JobStage",
    "ReasonCode",
    "RunPicture",
    "Stage",
    "StageKind",
    "StageRun",
]
