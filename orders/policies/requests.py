"""When a request may still be written, and when it may be sent."""

from atelier.journal.refusals import Refusal, WrongState
from orders.models import Commission
from orders.statuses import COMMISSIONS, CommissionStatus
from orders.steps import Step, first_unfinished, is_open

MOST_PICTURES = 10


def check_write(commission: Commission) -> None:
    """Refuse to change a request that was sent. Raises `WrongState`."""
    if commission.status != CommissionStatus.DRAFT:
        raise WrongState("This request was sent. Write to us, and we change it with you.")


def check_step(commission: Commission, step: Step) -> None:
    """Refuse an answer to a step whose forerunners have none. Raises `Refusal`."""
    check_write(commission)
    if not is_open(commission, step):
        question = first_unfinished(commission).question
        raise WrongState(f"One question comes before this one: {question}")


def check_add_picture(commission: Commission) -> None:
    """Refuse an eleventh picture. Raises `Refusal`."""
    check_write(commission)
    if commission.pictures.count() >= MOST_PICTURES:
        raise Refusal(f"Ten pictures are the most we keep. {_ROOM}")


_ROOM = "Remove one to make room."


def check_send(commission: Commission) -> None:
    """Refuse to send what is not finished yet. Raises `Refusal`."""
    COMMISSIONS.after("send", commission.status)
    if commission.steps_done < Step.BUDGET.number:
        question = first_unfinished(commission).question
        raise WrongState(f"Before we can receive it, one question is open: {question}")
