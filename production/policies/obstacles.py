"""What stands in the way of a stage: known before anybody starts it, and before it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier.people.skills import Skill
from orders.models.quotes import InstalmentWhen
from production.models import Job, JobStage, StageRun
from production.models.obstacles import Obstacles, obstacle_fields
from production.policies.changes import held_by
from production.policies.reviews import waits_for_owner
from production.statuses import FULFILLED_RUNS, RunStatus

# How the bench calls what a client has to pay before a stage.
MONEY_WORDS: dict[str, str] = {
    InstalmentWhen.APPROVAL: "the deposit",
    InstalmentWhen.MODEL: "the payment for the model",
    InstalmentWhen.CASTING: "the payment before casting",
    InstalmentWhen.SETTING: "the payment before setting",
    InstalmentWhen.HAND_OVER: "the whole price",
}

SAME_STONE = "The stones are not compared with their record yet."


@dataclass(frozen=True)
class Ahead:
    """A stage still to come, and what will stop the piece there, a sentence each."""

    stage: JobStage
    sentences: list[str]


def obstacles(run: StageRun) -> list[str]:
    """Return what must be settled before this stage can start, a sentence each."""
    said = [waits_for_owner(run), held_by(run.stage, run), *_missing(run.stage, run)]
    found = [sentence for sentence in said if sentence]
    # A stone is compared when all else is settled and it lies on the bench.
    return found or ([SAME_STONE] if run.stones_unproved else [])


def ahead_of(job: Job, now: StageRun | None) -> list[Ahead]:
    """Return the later stages at which the piece will stop unless somebody acts; one query.

    What a change order holds stands with the change (see `production.changes.notes_of`).
    """
    if now is None:
        return []
    later = JobStage.objects.filter(job=job, number__gt=now.stage.number)
    open_ones = later.exclude(runs__status__in=FULFILLED_RUNS).annotate(**obstacle_fields())
    stopped = [(stage, list(_missing(stage, stage))) for stage in open_ones.with_route()]
    return [Ahead(stage, sentences) for stage, sentences in stopped if sentences]


def stops_of(job: Job) -> list[Ahead]:
    """Return what stops the piece where it is ready, and what will stop it later; two queries."""
    runs = StageRun.objects.still_open().for_the_bench()
    now = runs.filter(job=job).first()
    here = obstacles(now) if now and now.status == RunStatus.READY else []
    return [*([Ahead(now.stage, here)] if now and here else []), *ahead_of(job, now)]


def _missing(stage: JobStage, facts: Obstacles) -> Iterator[str]:
    if facts.lacks_size:
        yield "The size is not known yet."
    if stage.skill == Skill.SETTER and facts.memo_dealer:
        yield f"A stone is still on memo from {facts.memo_dealer}: it must be bought first."
    if facts.unfound_stone:
        yield f"The {facts.unfound_stone.lower()} that was agreed on is still to be found."
    if facts.lacks_report:
        yield "The centre diamond has no GIA report yet."
    if facts.money_missing is not None and facts.money_missing > 0:
        what = MONEY_WORDS[stage.stage.needs_paid]
        yield f"Waits for {what}. {facts.advisor_name or 'The office'} knows more."
