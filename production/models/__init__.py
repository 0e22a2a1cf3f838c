"""The route, the jobs that follow it, and what happened at each stage."""

from production.models.calls import About, HelpCall
from production.models.jobs import Job, JobLot, JobStage
from production.models.metal import Doubt, MetalClosing, Weighing
from production.models.reviews import Decision, OwnerReview
from production.models.routes import ReasonCode, Route, RouteStage, Stage, StageKind
from production.models.runs import BenchUpdate, RunPicture, StageRun
from production.models.try_ons import TryOn

__all__ = [
    "About",
    "BenchUpdate",
    "Decision",
    "Doubt",
    "HelpCall",
    "Job",
    "JobLot",
    "JobStage",
    "MetalClosing",
    "OwnerReview",
    "ReasonCode",
    "Route",
    "RouteStage",
    "RunPicture",
    "Stage",
    "StageKind",
    "StageRun",
    "TryOn",
    "Weighing",
]
