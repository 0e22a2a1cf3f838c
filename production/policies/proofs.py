"""When a piece's stones are compared with their record, by whom, and which still have to be."""

from datetime import datetime

from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from orders.models.pieces import CommissionStoneQuerySet
from orders.models.proofs import ProofMoment
from orders.policies.proofs import unproved_of
from orders.statuses import CommissionStatus
from production.models import Job, StageKind, StageRun
from production.policies.runs import check_skill
from production.statuses import OPEN_RUNS, JobStatus

# Who may say at the hand-over that these are the stones.
LOOKS_LAST = frozenset({Skill.INSPECTOR, Skill.BENCH_LEAD, Skill.SALES})


def moment_of(job: Job, run: StageRun | None) -> str:
    """Return for what the stones are compared now, or "" when it is not the moment."""
    if run is not None:
        setting = run.stage.skill == Skill.SETTER and run.stage.kind == StageKind.WORK
        return ProofMoment.SETTING if setting and run.status in OPEN_RUNS else ""
    ready = job.status == JobStatus.FINISHED and job.commission.status == CommissionStatus.READY
    return ProofMoment.HAND_OVER if ready else ""


def to_prove(job: Job, run: StageRun | None) -> CommissionStoneQuerySet:
    """Return the stones that have to be compared now."""
    moment = moment_of(job, run)
    if not moment:
        return unproved_of(job.commission, moment).none()
    return unproved_of(job.commission, moment, since_of(run))


def since_of(run: StageRun | None) -> datetime | None:
    """Return since when a comparison counts: each setting asks again, the hand-over once."""
    return run.ready_at if run else None


def check_prover(job: Job, run: StageRun | None, jeweller: Jeweller) -> str:
    """Return the moment; raise `WrongState` outside it, `NotAllowed` for another trade."""
    moment = moment_of(job, run)
    if not moment:
        raise WrongState("Stones are compared before they are set, and at the hand-over.")
    if run is not None:
        check_skill(run, jeweller)
    elif not LOOKS_LAST.intersection(jeweller.skills):
        raise NotAllowed("An inspector, the bench lead or sales compares stones at the hand-over.")
    return moment


def check_compared(run: StageRun) -> None:
    """Raise `WrongState` while a stone that came after setting began is not compared."""
    if moment_of(run.job, run) and to_prove(run.job, run).exists():
        raise WrongState("A stone came to this piece meanwhile. Compare it with its record first.")
