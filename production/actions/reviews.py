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
    *, review: OwnerReview, decision: str, by: Actor, words: str = "", back_to: int | None = None
) -> OwnerReview:
    """Let the piece go on: as the route says, or from stage number `back_to`.

    `words` are what the bench has to mind. Decided the same twice, the second changes nothing;
    decided otherwise, the first is taken back, as long as no work went on. Raises `Refusal`: not
    of the house, work went on since, a stage that is not earlier.
    """
    job = lock_job(review.job_id)
    reviews = OwnerReview.objects.select_related("job__commission", "reason", "back_to")
    review = reviews.get(pk=review.pk)
    if is_decided_so(review, decision, words, back_to):
        return review
    run = job.runs.still_open().select_related("stage").first()
    if run is None:
        raise WrongState("This piece is no longer in the workshop.")
    check_decide(review, run, decision=decision, back_to=back_to, by=by)
    kind = OTHERWISE if review.decided_at else FIRST
    run = _take_back(review, run) if review.decided_at else run
    stage, undone = _go_on(run, decision, words, by, back_to)
    _write_down(review, decision, words, by, back_to=stage)
    grow(job)
    said = {"decision": review.get_decision_display(), "words": words, "review": review.pk}
    record(kind, job, by=by, commission_id=job.commission_id, **said, **undone)
    return review


def _go_on(
    run: StageRun, decision: str, words: str, by: Actor, back_to: int | None
) -> tuple[JobStage | None, dict[str, Any]]:
    """Leave the open run where it is, or take the piece back further.

    Return where to, and what is needed to take this decision back.
    """
    minded = run.note
    note = "\n".join(filter(None, [minded, words]))
    if decision == Decision.GO_ON or back_to is None:
        run.note = note
        run.save(update_fields=["note"])
        return None, {"note_before": minded}
    stage = stage_to_redo(run.job, back_to)
    voided = make_void(run, stage, by)
    move(run, "cancel")
    open_run(run.job, stage, by, note=note)
    return stage, {"left": run.pk, "voided": voided}


def _take_back(review: OwnerReview, run: StageRun) -> StageRun:
    """Return the open run as it was before the decision; nobody has worked at `run` since."""
    told = _decided(review)
    if review.decision == Decision.GO_ON:
        run.note = told["note_before"]
        run.save(update_fields=["note"])
        return run
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
