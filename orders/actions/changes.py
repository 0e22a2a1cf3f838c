"""Change orders: written, sent and taken back. Signing and declining one is in `signing`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.rounding import money
from orders import emails_changes
from orders.actions.signing import decline_change, send_signing_code, sign_change
from orders.locks import locked_change, locked_commission
from orders.models import ChangeLine, ChangeOrder, Commission
from orders.moves import move_change
from orders.policies.changes import (
    check_begin,
    check_send,
    check_withdraw,
    check_words,
    check_write,
)
from orders.policies.sides import check_house
from orders.statuses import ChangeStatus

__all__ = [
    "LineWords",
    "Words",
    "close_changes",
    "decline_change",
    "send_change",
    "send_signing_code",
    "sign_change",
    "withdraw_change",
    "write_change",
]


@dataclass(frozen=True)
class LineWords:
    """A line as it was typed: a `LineKind`, what it is, the amount before tax."""

    kind: str
    description: str
    amount: Decimal


@dataclass(frozen=True)
class Words:
    """A change as it was typed. `stages` are numbers of the stages that wait for it."""

    title: str
    reason: str
    instructions: str = ""
    days: int = 0
    stages: Collection[int] = ()
    lines: Sequence[LineWords] = ()


@transaction.atomic
def write_change(
    *,
    commission: Commission,
    words: Words,
    by: Actor,
    change: ChangeOrder | None = None,
    version: int = 0,
) -> ChangeOrder:
    """Write a draft, or write `change` anew where it still has the `version` that was read.

    Its currency and tax are those of the approved version. Raises `Refusal`, and `Conflict`
    when somebody else wrote meanwhile.
    """
    commission = locked_commission(commission.pk)
    check_begin(commission, by)
    check_words(title=words.title, reason=words.reason)
    if change is None:
        held = _begin(commission)
    else:
        held = locked_change(change)
        check_write(held, version=version, by=by)
    _write(held, words)
    record("change.written", held, by=by, commission_id=commission.pk, number=held.number)
    return held


@transaction.atomic
def send_change(*, change: ChangeOrder, by: Actor) -> ChangeOrder:
    """Send a draft to be signed; from now on the stages it touches hold. Raises `Refusal`.

    Sending what was sent changes nothing. What the workshop knows of the stages is not known
    here: the house sends through `production.actions.changes.send_change`.
    """
    check_house(by)
    change = locked_change(change)
    if change.status == ChangeStatus.SENT:
        return change
    check_send(change, by)
    move_change(change, "send", sent_at=timezone.now())
    _tell("change.sent", change, by)
    emails_changes.tell_sent(change)
    return change


@transaction.atomic
def withdraw_change(*, change: ChangeOrder, by: Actor) -> ChangeOrder:
    """Take a draft or a sent change back; what it held goes on. Raises `Refusal`.

    Taking it back again changes nothing.
    """
    check_house(by)
    change = locked_change(change)
    if change.status == ChangeStatus.WITHDRAWN:
        return change
    check_withdraw(change, by)
    was_sent = change.status == ChangeStatus.SENT
    _withdraw(change, by)
    if was_sent:
        emails_changes.tell_withdrawn(change)
    return change


def close_changes(commission: Commission, *, by: Actor) -> None:
    """Take back every draft and every waiting change of a held commission that has ended."""
    living = commission.changes.filter(status__in=(ChangeStatus.DRAFT, ChangeStatus.SENT))
    for change in living.select_for_update(no_key=True):
        _withdraw(change, by)


def _withdraw(change: ChangeOrder, by: Actor) -> None:
    move_change(change, "withdraw", closed_at=timezone.now())
    _tell("change.withdrawn", change, by)


def _begin(commission: Commission) -> ChangeOrder:
    price = commission.approval.frozen["price"]
    last = commission.changes.aggregate(last=Max("number"))["last"] or 0
    return ChangeOrder(
        commission=commission,
        number=last + 1,
        currency=price["currency"],
        tax_name=price["tax_name"],
        tax_rate=Decimal(price["tax_rate"]),
    )


def _write(change: ChangeOrder, words: Words) -> None:
    change.title, change.reason = words.title.strip(), words.reason.strip()
    change.instructions, change.days = words.instructions.strip(), words.days
    change.stages = sorted(set(words.stages))
    change.version += 1
    change.save()
    change.lines.all().delete()
    ChangeLine.objects.bulk_create(
        ChangeLine(
            change=change,
            position=position,
            kind=line.kind,
            description=line.description.strip(),
            amount=money(line.amount),
        )
        for position, line in enumerate(words.lines, start=1)
    )


def _tell(kind: str, change: ChangeOrder, by: Actor) -> None:
    record(
        kind,
        change,
        by=by,
        commission_id=change.commission_id,
        number=change.number,
        title=change.title,
        stages=change.stages,
    )
