"""The third failure of one code: it stops the piece, and the owner says how it goes on."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.record import record
from atelier.journal.refusals import WrongState
from production.actions.claims import lock_job
from production.actions.moves import close_unbegun, grow, move, open_run, stage_to_redo
from production.actions.voiding import make_void
from production.models import Decision, JobStage, OwnerReview, ReasonCode, StageRun
from production.policies.reviews import check_decide, is_decided_so
from production.policies.runs import check_set_stones
from production.rework import SetStones
from production.statuses import RunStatus

# Domain: the third failure of one code goes to the owner.
OWNER_LOOKS_AT = 3
FIRST, OTHERWISE = "job.reviewed", "job.decided_otherwise"


def ask_owner(run: StageRun, reason: ReasonCode, by: Actor) -> OwnerReview | None:
    """Stop the piece for the owner when `reason` has failed it often enough; callers hold the job.

    From the third failure on, each asks again: what was decided did not help.
    """
    failed = run.job.runs.filter(reason=reason, status=RunStatus.FAILED).count()
    if failed < OWNER_LOOKS_AT:
        return None
    review = OwnerReview.objects.create(job=run.job, run=run, reason=reason, failures=failed)
    record(
        "job.needs_owner",
        run.job,
        by=by,
        commission_id=run.job.commission_id,
        reason=reason.code,
        failures=failed,
    )
    return review


@transaction.atomic
def decide_review(
    *,
    review: OwnerReview,
    decision: str,
    by: Actor,
    words: str = "",
    back_to: int | None = None,
    set_stones: str = "",
) -> OwnerReview:
    """Let the piece go on: as the route says, or from stage number `back_to`.

    `words` are what the bench has to mind; `set_stones` (see `SetStones`) is asked as at any
    failure. Decided the same twice, the second changes nothing; decided otherwise, the first is
    taken back, as long as no work went on. Raises `Refusal`: not of the house, work went on
    since, a stage that is not earlier, nothing said of stones that are set.
    """
    job = lock_job(review.job_id)
    reviews = OwnerReview.objects.select_related("job__commission", "reason", "back_to", "run")
    review = reviews.get(pk=review.pk)
    if is_decided_so(review, decision, words, back_to, set_stones):
        return review
    run = job.runs.still_open().select_related("stage").first()
    if run is None:
        raise WrongState("This piece is no longer in the workshop.")
    check_decide(review, run, decision=decision, back_to=back_to, by=by)
    kind = OTHERWISE if review.decided_at else FIRST
    run = _take_back(review, run) if review.decided_at else run
    stage: JobStage | None = None
    if decision == Decision.SEND_BACK and back_to is not None:
        stage, undone = _go_back(review, run, words, by, back_to, set_stones)
    else:
        undone = _mind(run, words)
    _write_down(review, decision, words, by, back_to=stage)
    grow(job)
    said = {"decision": review.get_decision_display(), "words": words, "review": review.pk}
    record(kind, job, by=by, commission_id=job.commission_id, **said, **undone)
    return review


def _mind(run: StageRun, words: str) -> dict[str, Any]:
    """Leave the open run where it is, with the owner's words; return what takes it back."""
    minded = run.note
    run.note = "\n".join(filter(None, [minded, words]))
    run.save(update_fields=["note"])
    return {"note_before": minded}


def _go_back(
    review: OwnerReview, run: StageRun, words: str, by: Actor, back_to: int, set_stones: str
) -> tuple[JobStage, dict[str, Any]]:
    """Take the piece back further; return where to, and what takes this decision back."""
    decided = check_set_stones(run, back_to, set_stones)
    before = _decide_stones(review, decided)
    stage = stage_to_redo(run.job, back_to)
    voided = make_void(run, stage, by)
    move(run, "cancel")
    open_run(run.job, stage, by, note=_what_to_mind(run, words, decided))
    return stage, {"left": run.pk, "voided": voided, "set_stones_before": before}


def _decide_stones(review: OwnerReview, decided: str) -> str:
    """Keep the decision with the failure, as whoever failed it would have; return what it was."""
    failed = review.run
    before = failed.set_stones
    if decided:
        failed.set_stones = decided
        failed.save(update_fields=["set_stones"])
    return before


def _what_to_mind(run: StageRun, words: str, decided: str) -> str:
    """Return what the bench reads; another decision about the stones replaces the one before."""
    minded = run.note.splitlines()
    if decided:
        minded = [line for line in minded if line not in SetStones.labels]
        minded.append(SetStones(decided).label)
    return "\n".join(filter(None, [*minded, words]))


def _take_back(review: OwnerReview, run: StageRun) -> StageRun:
    """Return the open run as it was before the decision; nobody has worked at `run` since."""
    told = _decided(review)
    if review.decision == Decision.GO_ON:
        run.note = told["note_before"]
        run.save(update_fields=["note"])
        return run
    review.run.set_stones = told.get("set_stones_before", review.run.set_stones)
    review.run.save(update_fields=["set_stones"])
    before = StageRun.objects.select_related("stage", "job").get(pk=told["left"])
    close_unbegun(run, before)
    move(before, "uncancel", ended_at=None)
    for pk, status in told["voided"].items():
        move(StageRun.objects.get(pk=pk), f"unvoid_{status}")
    return before


def _decided(review: OwnerReview) -> dict[str, Any]:
    told = Event.objects.filter(kind__in=(FIRST, OTHERWISE), data__review=review.pk)
    event = told.order_by("-id").first()
    if event is None:
        raise WrongState(f"{review.decided_by_name} has decided this already.")
    return event.data


def _write_down(
    review: OwnerReview, decision: str, words: str, by: Actor, *, back_to: JobStage | None
) -> None:
    review.decision, review.words, review.back_to = decision, words, back_to
    review.decided_at, review.decided_by_name = timezone.now(), by.name
    review.save(update_fields=["decision", "words", "back_to", "decided_at", "decided_by_name"])
