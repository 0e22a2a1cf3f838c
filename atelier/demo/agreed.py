"""What the demo's advisors agreed with clients, and what is asked of them in writing."""

from datetime import date, timedelta

from django.utils import timezone

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock
from consultations.models import Appointment, FollowUp, WrittenConsultation
from consultations.statuses import AppointmentStatus, WrittenStatus
from orders.models import Commission
from orders.policies.sides import client_of

# What, on which day from today, and whether the client reads it; the last one is done already.
_AGREED = (
    ("Ask the dealer for a second emerald to compare", -1, False),
    ("Send three photographs of the stones in daylight", 0, True),
    ("Telephone about the hand-over", 4, False),
    ("Post the ring gauge", -6, True),
)
_QUESTIONS = (
    "Could the two small diamonds of my mother's earrings sit on either side? "
    "They are perhaps 0.2 ct each.",
    "Would platinum be too heavy for a ring I never take off?",
)
_ANSWER = (
    "It is heavier, by about half, and most of our clients forget it within a week. It wears "
    "slowly and keeps the stone safe. If you like, try both on before you decide."
)


def agree(cast: Cast, clock: Clock) -> None:
    """Write down follow-ups of the latest consultations, one question open and one answered."""
    today = clock.now.date()
    held = Appointment.objects.filter(status=AppointmentStatus.DONE, commission__isnull=False)
    latest = list(held.order_by("-starts_at", "-pk")[: len(_AGREED)])
    FollowUp.objects.bulk_create(
        _follow_up(*agreed, meeting=meeting, cast=cast, today=today)
        for agreed, meeting in zip(_AGREED, latest, strict=False)
    )
    asking = [each.commission for each in latest if each.commission][: len(_QUESTIONS)]
    WrittenConsultation.objects.bulk_create(
        _written(number, commission, cast, today) for number, commission in enumerate(asking)
    )


def _follow_up(
    what: str, days: int, is_shared: bool, *, meeting: Appointment, cast: Cast, today: date
) -> FollowUp:
    owner = cast.advisors[0]
    is_done = what == _AGREED[-1][0]
    return FollowUp(
        client=meeting.client,
        commission=meeting.commission,
        appointment=meeting,
        what=what,
        assignee=owner,
        due_on=today + timedelta(days=days),
        is_shared=is_shared,
        done_at=timezone.now() - timedelta(days=5) if is_done else None,
        done_by=owner if is_done else None,
        outcome="Arrived, and used." if is_done else "",
    )


def _written(number: int, commission: Commission, cast: Cast, today: date) -> WrittenConsultation:
    is_answered = number == 1
    return WrittenConsultation(
        client=client_of(commission),
        commission=commission,
        advisor=cast.advisors[0],
        question=_QUESTIONS[number],
        due_on=today - timedelta(days=3) if is_answered else today,
        status=WrittenStatus.ANSWERED if is_answered else WrittenStatus.OPEN,
        answer=_ANSWER if is_answered else "",
        answered_at=timezone.now() - timedelta(days=4) if is_answered else None,
    )
