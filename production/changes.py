"""What the bench reads of changes: what a signed one asks of it, and what a waiting one holds."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from orders.models import ChangeOrder
from orders.policies.changes import waiting_words
from orders.statuses import ChangeStatus
from production.models import Job


@dataclass(frozen=True)
class Note:
    """One change on the job's card; `waits` while it is not signed."""

    heading: str
    words: str
    waits: bool = False


def notes_of(job: Job) -> list[Note]:
    """Return the changes the bench must know of, in the order of their numbers; one query.

    The instructions of a change that is not signed are not shown: nobody is to work by them yet.
    """
    signed = Q(status=ChangeStatus.SIGNED) & ~Q(instructions="")
    known = ChangeOrder.objects.filter(signed | Q(status=ChangeStatus.SENT))
    return [
        _waiting(change, job) if change.status == ChangeStatus.SENT else _signed(change)
        for change in known.filter(commission=job.commission_id).order_by("number")
    ]


def _signed(change: ChangeOrder) -> Note:
    day = date_format(timezone.localtime(change.closed_at), "j M")
    return Note(f"Change {change.number}, signed {day}:", change.instructions)


def _waiting(change: ChangeOrder, job: Job) -> Note:
    names = [stage.name for stage in job.stages.all() if stage.number in change.stages]
    holds = f"{_listed(names)} hold{'s' if len(names) == 1 else ''} until then." if names else ""
    return Note(waiting_words(change.number), holds, waits=True)


def _listed(names: list[str]) -> str:
    first, rest = names[0], [name.lower() for name in names[1:]]
    if not rest:
        return first
    return ", ".join([first, *rest[:-1]]) + f" and {rest[-1]}"
