"""Who may decide a third failure, and how a piece may go on after it."""

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal, WrongState
from orders.policies.sides import check_house
from production.models import Decision, OwnerReview, StageRun
from production.statuses import RunStatus


def check_decide(
    review: OwnerReview, run: StageRun, *, decision: str, back_to: int | None, by: Actor
) -> None:
    """Refuse anybody but the house, another decision once work went on, a way that leads nowhere.

    `run` is where the piece stands. Raises `Refusal`.
    """
    check_house(by)
    if review.decided_at:
        check_no_work_went_on(review, run)
    if decision not in Decision.values:
        raise Refusal("Please say how the piece goes on.")
    if decision == Decision.SEND_BACK and (back_to is None or back_to >= stopped_at(review, run)):
        raise Refusal("Please choose the earlier stage the piece goes back to.")


def check_no_work_went_on(review: OwnerReview, run: StageRun) -> None:
    """Raise `WrongState` once somebody has worked by a decision: then it stands."""
    # Whatever follows a decision opens a later run; a start alone is a run in hand.
    went_on = review.decided_at is None or run.ready_at > review.decided_at
    if run.status != RunStatus.READY or went_on:
        raise WrongState(f"{review.decided_by_name} has decided this already, and work went on.")
    if review.back_to_id and run.try_ons.exists():
        raise WrongState("A try-on is linked already: please take its link back first.")


def can_decide_otherwise(review: OwnerReview, run: StageRun | None) -> bool:
    """Tell whether a decision can still be changed."""
    if review.decided_at is None or run is None:
        return False
    try:
        check_no_work_went_on(review, run)
    except WrongState:
        return False
    return True


def stopped_at(review: OwnerReview, run: StageRun) -> int:
    """Return the number of the stage at which the piece stood when its failure stopped it."""
    if review.back_to is None:
        return run.stage.number
    after = review.job.runs.filter(pk__gt=review.run_id).select_related("stage")
    return after.order_by("pk")[0].stage.number


def is_decided_so(
    review: OwnerReview, decision: str, words: str, back_to: int | None, set_stones: str = ""
) -> bool:
    """Tell whether this was decided already, and in these words."""
    before = review.back_to.number if review.back_to else None
    same = (review.decision, review.words) == (decision, words)
    stones = set_stones in ("", review.run.set_stones)
    return same and (decision != Decision.SEND_BACK or (before == back_to and stones))


def waits_for_owner(run: StageRun) -> str:
    """Return that a piece waits for the owner, or ""; reads `review_code` of the run."""
    if run.review_code is None:
        return ""
    return (
        f"{run.review_code} failed {run.review_failures} times: the owner decides how it goes on."
    )
