"""What needs somebody: each a named set of commissions that home counts and the list filters.

Dates are the house's own. A piece is at risk when its promise is near and much is left to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from atelier.materials.models import Stone
from atelier.office.care import unrecorded_damage
from orders.arrears import awaiting_deposit, overdue, owed_back
from orders.models import ChangeOrder, Commission, CommissionStone, Message, StoneProof
from orders.policies.revisions import DRAWN_IN
from orders.revisions import unanswered
from orders.statuses import ChangeStatus, CommissionStatus
from production.models import JobStage, StageRun
from production.statuses import FULFILLED_RUNS, JobStatus, RunStatus

RISK_DAYS = 7
IN_HAND = (CommissionStatus.APPROVED, CommissionStatus.MAKING, CommissionStatus.READY)

Commissions = QuerySet[Commission]


@dataclass(frozen=True)
class Need:
    """One question home answers: `key` is the list's filter value, `calls` says what to do."""

    key: str
    label: str
    calls: str
    of: Callable[[Commissions, date], Commissions]


def _reply(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status=CommissionStatus.REQUESTED)


def _write(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status=CommissionStatus.QUOTING)


def _answer(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status=CommissionStatus.QUOTED)


def _release(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status=CommissionStatus.APPROVED)


def _hand_over(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status=CommissionStatus.READY)


def _late(all_of: Commissions, today: date) -> Commissions:
    return all_of.filter(status__in=IN_HAND, promised_to__lt=today)


def is_late(commission: Commission, today: date) -> bool:
    """Say whether one commission in hand has passed its promised day, as home counts them."""
    promised = commission.promised_to
    return commission.status in IN_HAND and promised is not None and promised < today


def _at_risk(all_of: Commissions, today: date) -> Commissions:
    """In hand, promised within a week, with more stages left than days to do them in."""
    near = all_of.filter(
        status=CommissionStatus.MAKING,
        promised_to__gte=today,
        promised_to__lte=today + timedelta(days=RISK_DAYS),
    ).annotate(stages_left=Coalesce(Subquery(_stages_left()), 0))
    crowded = Q()
    for days in range(RISK_DAYS + 1):
        crowded |= Q(promised_to=today + timedelta(days=days), stages_left__gt=days)
    return near.filter(crowded)


def _stages_left() -> QuerySet[Any, Any]:
    fulfilled = StageRun.objects.filter(stage=OuterRef("pk"), status__in=FULFILLED_RUNS)
    unfinished = JobStage.objects.filter(~Exists(fulfilled), job__commission=OuterRef("pk"))
    living = unfinished.exclude(job__status=JobStatus.CANCELLED).order_by()
    return living.values("job__commission").annotate(left=Count("pk")).values("left")


def _perfecting(all_of: Commissions, today: date) -> Commissions:
    """An inspection was failed, and its stage has not been passed since."""
    since = StageRun.objects.filter(
        stage=OuterRef("stage"), pk__gt=OuterRef("pk"), status__in=FULFILLED_RUNS
    )
    failed = StageRun.objects.filter(
        ~Exists(since),
        status=RunStatus.FAILED,
        job__status=JobStatus.OPEN,
        job__commission=OuterRef("pk"),
    )
    return all_of.filter(Exists(failed), status=CommissionStatus.MAKING)


def _damage(all_of: Commissions, today: date) -> Commissions:
    """The bench damaged a stone, and which one is not written down."""
    return all_of.filter(Exists(unrecorded_damage().filter(job__commission=OuterRef("pk"))))


def _mismatch(all_of: Commissions, today: date) -> Commissions:
    """A stone was not the one on record, and nobody has found the right one since."""
    since = StoneProof.objects.filter(
        promise=OuterRef("promise"), pk__gt=OuterRef("pk"), matches=True
    )
    differing = StoneProof.objects.filter(
        ~Exists(since),
        matches=False,
        promise__released_at__isnull=True,
        promise__commission=OuterRef("pk"),
    )
    return all_of.filter(Exists(differing))


def _unread(all_of: Commissions, today: date) -> Commissions:
    unread = Message.objects.filter(
        commission=OuterRef("pk"), from_client=True, read_at__isnull=True
    )
    return all_of.filter(Exists(unread))


def _remarks(all_of: Commissions, today: date) -> Commissions:
    said = unanswered().filter(revision__commission=OuterRef("pk"))
    return all_of.filter(Exists(said), status__in=DRAWN_IN)


def _sign(all_of: Commissions, today: date) -> Commissions:
    """A change waits for the client's signature, and the work it touches with it."""
    waiting = ChangeOrder.objects.filter(commission=OuterRef("pk"), status=ChangeStatus.SENT)
    return all_of.filter(Exists(waiting))


def _hand_back(all_of: Commissions, today: date) -> Commissions:
    """A piece was cancelled, and a stone of the client's own is still with us."""
    theirs = CommissionStone.objects.filter(
        commission=OuterRef("pk"), stone__in=Stone.objects.held_for_clients().values("pk")
    )
    return all_of.filter(Exists(theirs), status=CommissionStatus.CANCELLED)


def _deposit(all_of: Commissions, today: date) -> Commissions:
    return awaiting_deposit(all_of.filter(status__in=IN_HAND))


def _overdue(all_of: Commissions, today: date) -> Commissions:
    return overdue(all_of.filter(status__in=IN_HAND), today)


def _owed_back(all_of: Commissions, today: date) -> Commissions:
    return owed_back(all_of)


NEEDS = (
    Need("reply", "Requests without a reply", "Book a consultation or write a quote", _reply),
    Need("message", "Unread messages", "Answer the client", _unread),
    Need("remarks", "Remarks to answer", "Answer what was said about a drawing", _remarks),
    Need("write", "Quotes to write", "Prepare the options", _write),
    Need("answer", "Quotes awaiting an answer", "Remind when it has been a while", _answer),
    Need("release", "Approved, to release", "Open the job in the workshop", _release),
    Need("sign", "Changes to be signed", "Their stages wait at the bench", _sign),
    Need("late", "Late", "Past the day we promised", _late),
    Need("risk", "At risk", "Promised soon, much left to do", _at_risk),
    Need("rework", "Being perfected", "An inspection was failed", _perfecting),
    Need("damage", "Damage at the bench to record", "Say which stone it was", _damage),
    Need("mismatch", "Stones not as on record", "Find out which stone it is", _mismatch),
    Need("deposit", "Deposits waiting", "The workshop waits for them before casting", _deposit),
    Need("overdue", "Payments overdue", "Speak with the client", _overdue),
    Need("owed_back", "Money owed back", "Pay it back and record it", _owed_back),
    Need("hand_over", "Finished, to hand over", "Arrange the hand-over", _hand_over),
    Need("hand_back", "Cancelled, stones to hand back", "Return the client's own", _hand_back),
)
BY_KEY = {need.key: need for need in NEEDS}
