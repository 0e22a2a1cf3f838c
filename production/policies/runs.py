"""Who may do what to a run of a stage, and what stands in the way."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from production.models import Job, JobStage, ReasonCode, StageKind, StageRun
from production.policies.changes import held_by
from production.policies.obstacles import obstacles
from production.policies.reviews import waits_for_owner
from production.policies.stones import holds_stones
from production.reasons import Reason, reasons_of
from production.rework import SetStones
from production.statuses import RUNS, RunStatus

JUDGED = frozenset({StageKind.INSPECTION, StageKind.TRY_ON})


def check_skill(run: StageRun, jeweller: Jeweller) -> None:
    """Raise `NotAllowed` unless this jeweller has the stage's trade."""
    if run.stage.skill not in jeweller.skills:
        trade = Skill(run.stage.skill)
        raise NotAllowed(f"{run.stage.name} is for {trade.who}.", trade=trade.label.lower())


def check_not_own_work(run: StageRun, jeweller: Jeweller) -> None:
    """Raise `NotAllowed` when the stage would judge this jeweller's own work."""
    if jeweller.pk in makers_of(run):
        raise NotAllowed(
            "You made this, so somebody else inspects it: nobody inspects their own work."
        )


def makers_of(run: StageRun) -> set[int]:
    """Return the keys of everybody whose work this stage judges; empty where it judges none."""
    return {pk for pk in (run.maker_id, *(run.maker_hands or ())) if pk is not None}


def check_start(run: StageRun, jeweller: Jeweller) -> None:
    """Raise a `Refusal` unless this jeweller may start this run now."""
    RUNS.after("start", run.status)
    check_skill(run, jeweller)
    check_not_own_work(run, jeweller)
    if sentences := obstacles(run):
        raise WrongState(" ".join(sentences), blocks=sentences)


def why_not_start(run: StageRun, jeweller: Jeweller) -> str:
    """Return why this jeweller may not start this run now, or "" when they may."""
    try:
        check_start(run, jeweller)
    except Refusal as refusal:
        return str(refusal)
    return ""


def check_in_hand(run: StageRun, jeweller: Jeweller, event: str) -> None:
    """Raise unless `event` may happen to this run and this jeweller has it in hand."""
    RUNS.after(event, run.status)
    if run.jeweller_id != jeweller.pk:
        raise NotAllowed(f"{run.jeweller} has this in hand.")


def check_kind(run: StageRun, *kinds: str) -> None:
    """Raise `WrongState` unless the stage is of one of these kinds."""
    if run.stage.kind not in kinds:
        raise WrongState(f"{run.stage.name} is not ended this way.")


def check_gate(run: StageRun, checks: Sequence[str]) -> None:
    """Raise a `Refusal` that names the gate's checks still open."""
    missing = [line for line in gate_lines(run.stage) if line not in checks]
    if missing:
        raise Refusal(f"Not checked yet: {missing[0]}.", missing=missing)


def gate_lines(stage: JobStage) -> list[str]:
    """Return the gate's checks, in order."""
    return [line.strip() for line in stage.gate.splitlines() if line.strip()]


def check_reason(run: StageRun, reason: ReasonCode) -> Reason:
    """Return `reason` as this job knows it; raise a `Refusal` where its stage has no such."""
    for kept in reasons_of(run.stage):
        if kept.code == reason.code:
            return kept
    raise Refusal(f"{reason.code} is not a reason at {run.stage.name}.")


def check_piece(piece: str, pieces: Sequence[str]) -> None:
    """Raise a `Refusal` unless `piece` is one of a pair's, or empty."""
    if piece and piece not in pieces:
        raise Refusal(f"“{piece}” is not one of the pieces on this card.")


def check_skip(run: StageRun, jeweller: Jeweller) -> None:
    """Raise a `Refusal` unless this stage may be left out by this jeweller.

    Setting and its stress test are left out only where the piece has no stones.
    """
    RUNS.after("skip", run.status)
    if not run.stage.may_skip:
        raise WrongState(f"{run.stage.name} is never left out.")
    if held := waits_for_owner(run) or held_by(run.stage, run):
        raise WrongState(held)
    check_may_skip(run, jeweller)
    if run.stage.skill == Skill.SETTER and has_stones(run.job):
        raise WrongState("This piece has stones, so setting and its test are not left out.")


def check_may_skip(run: StageRun, jeweller: Jeweller) -> None:
    """Raise `NotAllowed` unless this is a bench lead or of the trade that may leave it out."""
    trade = run.stage.skip_by or run.stage.skill
    if not {Skill.BENCH_LEAD, trade} & set(jeweller.skills):
        who = Skill(trade).who
        raise NotAllowed(f"{run.stage.name} is left out by {who} or a bench lead.")


def can_skip(run: StageRun, jeweller: Jeweller) -> bool:
    """Tell whether the skip button belongs on this jeweller's screen."""
    try:
        check_skip(run, jeweller)
    except Refusal:
        return False
    return True


def has_stones(job: Job) -> bool:
    """Tell whether the agreed piece has stones."""
    pieces = job.commission.pieces.select_related("design")
    return holds_stones(job.approval.frozen, pieces)


def check_set_stones(run: StageRun, back_to: int, decided: str) -> str:
    """Return the decision about set stones where going back to `back_to` calls for one, else "".

    Raises a `Refusal` where none was made. Source: the trade's rule for metal work near stones.
    """
    if stones_set_at(run) <= back_to:
        return ""
    if decided not in SetStones.values:
        raise Refusal("The stones are set: unset them first, or laser only?")
    return decided


def stones_set_at(run: StageRun) -> int:
    """Return the number of the stage at which the stones in the piece were set, 0 while none are.

    Rework makes a setting void and leaves its stones where they are, until they are unset.
    """
    setting = run.job.runs.filter(
        stage__skill=Skill.SETTER,
        stage__kind=StageKind.WORK,
        status__in=[RunStatus.DONE, RunStatus.VOID],
        started_at__isnull=False,
    )
    unset = StageRun.objects.filter(
        job=OuterRef("job"), pk__gt=OuterRef("pk"), set_stones=SetStones.UNSET
    )
    numbers = setting.exclude(Exists(unset)).values_list("stage__number", flat=True)
    return max(numbers, default=0)


def check_finished_job(job: Job) -> None:
    """Raise `WrongState` while a stage that is never left out is not fulfilled since rework."""
    fulfilled = job.runs.filter(status__in=[RunStatus.DONE, RunStatus.PASSED])
    missing = job.stages.filter(may_skip=False).exclude(runs__in=fulfilled)
    for stage in missing[:1]:
        raise WrongState(f"{stage.name} is not done.")
