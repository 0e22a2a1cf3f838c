"""What was changed after the approval in two of the demo's lives, and the one that ended."""

from dataclasses import dataclass
from decimal import Decimal

from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.people.actors import user_actor
from orders.actions.cancelling import preview
from orders.actions.changes import LineWords, Words, send_signing_code, sign_change
from orders.changes import change_total
from orders.models import ChangeOrder, Commission
from orders.models.quotes import LineKind
from orders.policies.sides import client_of
from ownership.actions.cancelling import cancel_piece
from production.actions.changes import send_change, write_change
from production.actions.refreshing import refresh_job
from production.policies.tiers import tier_of


@dataclass(frozen=True)
class Change:
    """A change as it is to be lived through; what is not signed waits."""

    words: Words
    is_signed: bool = False


_NAMES = Change(
    Words(
        title="A line inside both bands",
        reason="You asked for the line of your letter inside, half in each band. It is engraved by"
        " hand, and our engraver has her hands full until then.",
        instructions="Engrave before the last polish: “come what” in A, “may come” in B.",
        days=21,
        stages=[100],
        lines=[
            LineWords(LineKind.ENGRAVING, "Engraving by hand, two bands", Decimal("260.00")),
            LineWords(LineKind.FINISH, "No brushed finish", Decimal("-85.00")),
        ],
    ),
    is_signed=True,
)
_HALO = Change(
    Words(
        title="A hidden halo under the stone",
        reason="At the drawing you wished for a line of light that only the wearer sees. It needs "
        "sixteen small diamonds and a gallery of its own, so we ask before we assemble.",
        instructions="Gallery with sixteen seats of 1.1 mm under the head; the head 0.6 mm higher.",
        days=7,
        stages=[50, 80, 90],
        lines=[
            LineWords(LineKind.STONE, "16 natural diamonds, round, 1.1 mm", Decimal("320.00")),
            LineWords(LineKind.SETTING, "Setting sixteen small stones", Decimal("228.00")),
            LineWords(LineKind.MAKING, "A gallery for them", Decimal("190.00")),
        ],
    )
)
# Whose piece being made it is: the number of the demo's client.
_CHANGED = {0: _NAMES, 25: _HALO}
_ENDED = {17: "You told us that the wedding is put off, and that you would rather begin anew."}


def live_on(commission: Commission, script: Script, clock: Clock, by: Actor) -> None:
    """Change, or end, what this script's client has in the making."""
    if script.reach != "making":
        return
    if script.client in _CHANGED:
        _change(commission, _CHANGED[script.client], clock, by)
    if script.client in _ENDED:
        _end(commission, _ENDED[script.client], clock, by)


def _change(commission: Commission, change: Change, clock: Clock, by: Actor) -> None:
    with living_at(clock.ago(6 if change.is_signed else 1, 16, 40)):
        commission.refresh_from_db()
        draft = write_change(commission=commission, words=change.words, by=by)
        sent = send_change(change=draft, by=by)
    if change.is_signed:
        with living_at(clock.ago(5, 20, 10)):
            _sign(sent)
    for job in commission.jobs.all():
        refresh_job(job_id=job.pk)


def _sign(change: ChangeOrder) -> None:
    client = client_of(change.commission)
    by = user_actor(client.account, address="203.0.113.24")
    total = change_total(change).total
    send_signing_code(
        change=change, version=change.version, total=total, signed_name=client.name, by=by
    )
    mails = OutgoingMessage.objects.filter(kind="code.sent", commission_id=change.commission_id)
    code = mails.order_by("-created_at")[0].secrets["code"]
    sign_change(
        change=change,
        version=change.version,
        total=total,
        signed_name=client.name,
        code=code,
        by=by,
    )


def _end(commission: Commission, reason: str, clock: Clock, by: Actor) -> None:
    with living_at(clock.ago(1, 17, 5)):
        commission.refresh_from_db()
        tier = tier_of(commission)
        seen = preview(commission=commission, tier=tier)
        cancel_piece(
            commission=commission,
            tier=tier,
            returnable=[line.key for line in seen.stones],
            refund=seen.refund,
            reason=reason,
            by=by,
        )
