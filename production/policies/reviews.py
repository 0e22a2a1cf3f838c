"""Who may decide a third failure, and how a piece may go on after it."""

from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal, WrongState
from orders.policies.sides import check_house
from production.models import Decision, OwnerReview, StageRun


def check_decide(
    review: OwnerReview, run: StageRun, *, decision: str, back_to: int | None, by: Actor
) -> None:
    """Refuse anybody but the house, a second decision, a way back that leads nowhere.

    `run` is where the piece stands. Raises `Refusal`.
    """
    check_house(by)
    if review.decided_at:
        raise WrongState(f"{review.decided_by_name} has decided this already.")
    if decision not in Decision.values:
        raise Refusal("Please say how the piece goes on.")
    if decision == Decision.SEND_BACK and (back_to is None or back_to >= run.stage.number):
        raise Refusal("Please choose the earlier stage the piece goes back to.")


def waits_for_owner(run: StageRun) -> str:
    """Return that a piece waits for the owner, or ""; reads `review_code` of the run."""
    if run.review_code is None:
        return ""
    return (
        f"{run.review_code} failed {run.review_failures} times: the owner decides how it goes on."
    )
