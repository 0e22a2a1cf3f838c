"""Whose move is it? One line for every commission: what happens next, who does it, by when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from atelier.journal.transitions import Owner
from atelier.portal.my.asking import Asked
from consultations.statuses import INVITATIONS, InvitationStatus
from orders.models import Commission
from orders.policies.revisions import DRAWN_IN
from orders.statuses import (
    CHANGES,
    COMMISSIONS,
    REVISIONS,
    ChangeStatus,
    CommissionStatus,
    RevisionStatus,
)

_QUOTED = CommissionStatus.QUOTED
_WHO = {
    Owner.CLIENT: "Your move",
    Owner.HOUSE: "Our move",
    Owner.BENCH: "In the workshop",
    Owner.NOBODY: "",
}


@dataclass(frozen=True)
class Move:
    """`who` names the side, `sentence` what happens, `when` by when, in words or empty."""

    who: str
    sentence: str
    when: str = ""
    is_clients: bool = False


def whose_move(
    commission: Commission,
    *,
    appointment: datetime | None = None,
    valid_until: date | None = None,
    waiting: int | None = None,
    has_drawing: bool = False,
    asked: Asked | None = None,
    choose_until: datetime | None = None,
) -> Move:
    """Return the commission's next step, with its day where one is known.

    `waiting` is the number of a change that waits for the client's signature. A drawing that waits
    to be looked at is the client's move too, unless a change or an offer is before them. `asked`
    is what the client has to pay; `choose_until` is until when proposed times wait for a choice.
    """
    if waiting is not None:
        sentence = CHANGES.sentences[ChangeStatus.SENT]
        return Move(_WHO[Owner.CLIENT], sentence, promise(commission), is_clients=True)
    if choose_until is not None:
        sentence = INVITATIONS.sentences[InvitationStatus.OPEN]
        until = f"Until {date_format(timezone.localtime(choose_until), 'l j F, H:i')}"
        return Move(_WHO[Owner.CLIENT], sentence, until, is_clients=True)
    if has_drawing and commission.status in DRAWN_IN and commission.status != _QUOTED:
        sentence = REVISIONS.sentences[RevisionStatus.SHARED]
        return Move(_WHO[Owner.CLIENT], sentence, is_clients=True)
    if asked is not None:
        # Money does not hide where the piece is.
        stands = _when(commission, None, None) or str(COMMISSIONS.sentences[commission.status])
        return Move(_WHO[Owner.CLIENT], asked.sentence, stands, is_clients=True)
    owner = COMMISSIONS.owners[commission.status]
    return Move(
        who=_WHO[owner],
        sentence=_sentence(commission, appointment),
        when=_when(commission, appointment, valid_until),
        is_clients=owner == Owner.CLIENT,
    )


def next_working_day(day: date) -> date:
    """Return the first weekday after `day`."""
    after = day + timedelta(days=1)
    while after.weekday() > 4:
        after += timedelta(days=1)
    return after


def _sentence(commission: Commission, appointment: datetime | None) -> str:
    if commission.status == CommissionStatus.CONSULTING and appointment is None:
        return "We are finding a time to speak with you."
    return COMMISSIONS.sentences[commission.status]


def _when(commission: Commission, appointment: datetime | None, valid_until: date | None) -> str:
    status = commission.status
    if status == CommissionStatus.REQUESTED and commission.requested_at:
        day = next_working_day(timezone.localdate(commission.requested_at))
        return f"By {date_format(day, 'l j F')}"
    if status == CommissionStatus.CONSULTING and appointment:
        return f"On {date_format(timezone.localtime(appointment), 'l j F, H:i')}"
    if status == CommissionStatus.QUOTED and valid_until:
        return f"Until {date_format(valid_until, 'l j F')}"
    if status in {CommissionStatus.APPROVED, CommissionStatus.MAKING}:
        return late(commission) or promise(commission)
    return ""


def late(commission: Commission) -> str:
    """Return who speaks with the client once the promised range is over; else nothing."""
    last = commission.promised_to
    if last is None or last >= timezone.localdate():
        return ""
    who = str(commission.advisor) if commission.advisor else "Your advisor"
    day = date_format(last, "j F")
    return f"We promised it by {day} and are late. {who} will give you the new dates."


def promise(commission: Commission) -> str:
    """Return the promised range in words, "Between 3 and 17 March 2026", or nothing."""
    first, last = commission.promised_from, commission.promised_to
    if not (first and last):
        return ""
    start = date_format(
        first, "j" if (first.year, first.month) == (last.year, last.month) else "j F"
    )
    return f"Between {start} and {date_format(last, 'j F Y')}"
