"""The third failure of one code: it stops the piece, and the owner says how it goes on."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import WrongState
from production.actions.claims import lock_job
from production.actions.moves import grow, move, open_run, stage_to_redo
from production.actions.voiding import make_void
from production.models import Decision, JobStage, OwnerReview, ReasonCode, StageRun
from production.policies.reviews import check_decide
from production.statuses import RunStatus

# Domain: the third failure of one code goes to the owner.
OWNER_LOOKS_AT = 3


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

    `words` are what the bench has to mind. Decided the same twice, the second changes nothing.
    Raises `Refusal`: not of the house, decided otherwise, a stage that is not earlier.
    """
    job = lock_job(review.job_id)
    review = OwnerReview.objects.select_related("job__commission", "reason").get(pk=review.pk)
    if review.decision == decision and review.words == words:
        return review
    run = job.runs.still_open().select_related("stage").first()
    if run is None:
        raise WrongState("This piece is no longer in the workshop.")
    check_decide(review, run, decision=decision, back_to=back_to, by=by)
    _write_down(review, decision, words, by, back_to=_go_on(run, decision, words, by, back_to))
    grow(job)
    record(
        "job.reviewed",
        job,
        by=by,
        commission_id=job.commission_id,
        decision=review.get_decision_display(),
        words=words,
    )
    return review


def _go_on(
    run: StageRun, decision: str, words: str, by: Actor, back_to: int | None
) -> JobStage | None:
    """Leave the open run where it is, or take the piece back further; return where to."""
    if decision == Decision.GO_ON or back_to is None:
        run.note = "\n".join(filter(None, [run.note, words]))
        run.save(update_fields=["note"])
        return None
    stage = stage_to_redo(run.job, back_to)
    make_void(run, stage, by)
    move(run, "cancel")
    open_run(run.job, stage, by, note="\n".join(filter(None, [run.note, words])))
    return stage


def _write_down(
    review: OwnerReview, decision: str, words: str, by: Actor, *, back_to: JobStage | None
) -> None:
    review.decision, review.words, review.back_to = decision, words, back_to
    review.decided_at, review.decided_by_name = timezone.now(), by.name
    review.save(update_fields=["decision", "words", "back_to", "decided_at", "decided_by_name"])
