"""The next step of a commission, computed from where it stands; and the other steps beside it."""

from django.urls import reverse

from atelier.house.amounts import money_words
from atelier.office.steps.quoting import decline_step, quote_step
from atelier.office.steps.speaking import book_step, proposed_step, speaking_step
from atelier.office.steps.standing import Standing, Step, do_address, section_address
from orders.balances import balance_of
from orders.policies.changes import CHANGEABLE, waiting_words
from orders.policies.payments import hand_over_block
from orders.policies.promises import PROMISED
from orders.statuses import COMMISSIONS, CommissionStatus, Level
from production.policies import blocks_of, warnings_of

__all__ = ["Standing", "Step", "next_step", "other_steps"]

_S = CommissionStatus


def next_step(standing: Standing) -> Step | None:
    """Return the one step that moves this commission on, or None when there is none."""
    chooser = _NEXT.get(CommissionStatus(standing.commission.status))
    return chooser(standing) if chooser else None


def other_steps(standing: Standing, first: Step | None) -> list[Step]:
    """Return what else may be done now, beside the next step, `first`."""
    offered = [
        book_step(standing),
        quote_step(standing),
        _change(standing),
        _promise(standing),
        decline_step(standing),
        _cancel(standing),
    ]
    return [step for step in offered if step and (first is None or step.url != first.url)]


def _requested(standing: Standing) -> Step | None:
    if speaking := speaking_step(standing):
        return speaking
    if standing.commission.level == Level.GENERAL:
        return quote_step(standing)
    return book_step(standing)


def _consulting(standing: Standing) -> Step | None:
    return speaking_step(standing) or proposed_step(standing) or book_step(standing)


def _quoted(standing: Standing) -> Step:
    return Step(
        "Remind the client",
        f"{section_address(standing.commission, 'messages')}?words=reminder",
        "The options are with the client.",
    )


def _release(standing: Standing) -> Step:
    commission = standing.commission
    return Step(
        "Release to the workshop",
        do_address(commission, "release"),
        "Opens the job, with the code for its envelope.",
        posts=True,
        blocks=blocks_of(commission),
        warnings=[*warnings_of(commission), *_waits(standing)],
    )


def _making(standing: Standing) -> Step:
    return _remind_change(standing) or _follow(standing)


def _remind_change(standing: Standing) -> Step | None:
    if standing.waiting is None:
        return None
    return Step(
        f"Remind about change {standing.waiting}",
        f"{section_address(standing.commission, 'messages')}?words=change",
        f"Change {standing.waiting} waits for the client's signature, and its stages with it.",
    )


def _settle(standing: Standing) -> Step | None:
    """Return what a cancelled piece still asks of the house: money that goes back."""
    balance = balance_of(standing.commission)
    if not balance.owed_back:
        return None
    owed = money_words(balance.owed_back, balance.currency)
    return Step(
        "Pay back what is owed",
        section_address(standing.commission, "payments"),
        f"{owed} of the settlement goes back to the client.",
    )


def _waits(standing: Standing) -> list[str]:
    return [] if standing.waiting is None else [waiting_words(standing.waiting)]


def _follow(standing: Standing) -> Step:
    return Step(
        "Follow it in the workshop",
        section_address(standing.commission, "production"),
        "It is at the bench; nothing waits for the office.",
    )


def _hand_over(standing: Standing) -> Step:
    return Step(
        "Hand over to the client",
        do_address(standing.commission, "deliver"),
        "The piece is finished and has its number.",
        posts=True,
        blocks=[block] if (block := hand_over_block(standing.commission)) else [],
    )


_NEXT = {
    _S.CANCELLED: _settle,
    _S.REQUESTED: _requested,
    _S.CONSULTING: _consulting,
    _S.QUOTING: lambda standing: quote_step(standing),
    _S.QUOTED: _quoted,
    _S.APPROVED: _release,
    _S.MAKING: _making,
    _S.READY: lambda standing: _remind_change(standing) or _hand_over(standing),
}


def _change(standing: Standing) -> Step | None:
    if standing.commission.status not in CHANGEABLE:
        return None
    return Step("Write a change order", reverse("admin:change_add", args=[_reference(standing)]))


def _promise(standing: Standing) -> Step | None:
    commission = standing.commission
    if commission.status not in PROMISED or commission.promised_to is None:
        return None
    return Step("Move the promised days", reverse("admin:promise", args=[_reference(standing)]))


def _cancel(standing: Standing) -> Step | None:
    if not COMMISSIONS.allows("cancel", standing.commission.status):
        return None
    return Step("Cancel this piece", reverse("admin:cancel_piece", args=[_reference(standing)]))


def _reference(standing: Standing) -> str:
    return standing.commission.reference
