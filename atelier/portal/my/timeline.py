"""The commission's whole way on one line: the house's steps, then the workshop's."""

from datetime import date, datetime

from django.utils import timezone

from orders.models import Commission
from orders.statuses import CommissionStatus
from production.timeline import State, Step, steps_of

_S = CommissionStatus
# How far each status has come along the first four steps.
_REACHED = {
    _S.REQUESTED: 1,
    _S.CONSULTING: 1,
    _S.QUOTING: 2,
    _S.QUOTED: 3,
    _S.DECLINED: 1,
    _S.WITHDRAWN: 1,
}
_IN_THE_WORKSHOP = {_S.APPROVED, _S.MAKING, _S.READY, _S.DELIVERED}


def whole_way(
    commission: Commission,
    *,
    sent_at: datetime | None,
    approved_at: datetime | None,
    consulted_at: datetime | None = None,
) -> list[Step]:
    """Return every step from the request to the hand-over, in order."""
    first = _before_the_workshop(commission, consulted_at, sent_at, approved_at)
    if commission.status == _S.CANCELLED:
        return [*first, _cancelled(commission)]
    if commission.status not in _IN_THE_WORKSHOP:
        return [*first, _step(5, "In the workshop", _WORKSHOP, "next"), _handed_over(commission)]
    return [*first, *steps_of(commission), _handed_over(commission)]


_CONSULTATION = "We speak about stones, settings and what matters to you."
_WORKSHOP = "Modelled, cast, filed, set and polished by our jewellers, and inspected at each step."


def _before_the_workshop(
    commission: Commission,
    consulted_at: datetime | None,
    sent_at: datetime | None,
    approved_at: datetime | None,
) -> list[Step]:
    reached = _REACHED.get(CommissionStatus(commission.status), 4)
    told = [
        ("Your request", "You told us what you wish for.", commission.requested_at),
        ("Consultation", _CONSULTATION, consulted_at),
        ("Your options", "Two to four ways to make it, side by side.", sent_at),
        ("Your approval", "You choose one; it is held exactly as agreed.", approved_at),
    ]
    return [
        _step(number, name, sentence, _state(number, reached), _day(at))
        for number, (name, sentence, at) in enumerate(told, start=1)
    ]


def _state(number: int, reached: int) -> State:
    if number <= reached:
        return "done"
    return "now" if number == reached + 1 else "next"


def _cancelled(commission: Commission) -> Step:
    settled = getattr(commission, "cancellation", None)
    sentence = f"{settled.tier_name}." if settled else "Nothing more is made."
    at = settled.at if settled else None
    return _step(1000, "Cancelled", sentence, "done", _day(at))


def _handed_over(commission: Commission) -> Step:
    delivered = commission.status == _S.DELIVERED
    state: State = "done" if delivered else "next"
    if commission.status == _S.READY:
        state = "now"
    sentence = "With its certificate, in your hands."
    return _step(1000, "Yours", sentence, state, _day(commission.delivered_at))


def _step(number: int, name: str, sentence: str, state: State, at: date | None = None) -> Step:
    return Step(number=number, name=name, sentence=sentence, state=state, at=at)


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None
