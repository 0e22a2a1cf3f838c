"""Change orders for tests; each call makes something new."""

from decimal import Decimal
from typing import Any

from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import client_actor, staff_actor
from orders.actions.changes import (
    LineWords,
    Words,
    send_change,
    send_signing_code,
    sign_change,
    write_change,
)
from orders.changes import change_total
from orders.models import ChangeOrder, ChangeSignature, Commission
from orders.models.quotes import LineKind
from orders.tests.factories import make_approved

PAVE = LineWords(LineKind.SETTING, "Twelve more stones in the band", Decimal("480.00"))
PLAINER = LineWords(LineKind.FINISH, "No hand engraving", Decimal("-120.50"))


def words(**over: Any) -> Words:
    """A pavé band instead of a plain one: 480 before tax, seven days, setting waits."""
    fields: dict[str, Any] = {
        "title": "A pavé band",
        "reason": "You asked for it after the try-on.",
        "instructions": "Twelve seats of 1.3 mm, six each side.",
        "days": 7,
        "stages": [80],
        "lines": [PAVE],
    }
    return Words(**fields | over)


def make_change(commission: Commission | None = None, **over: Any) -> ChangeOrder:
    """A draft on an approved commission."""
    agreed = commission or make_approved().commission
    return write_change(commission=agreed, words=words(**over), by=staff_actor())


def make_sent_change(commission: Commission | None = None, **over: Any) -> ChangeOrder:
    """A change that waits for its signature."""
    return send_change(change=make_change(commission, **over), by=staff_actor())


def signing_code(change: ChangeOrder) -> str:
    """Ask for the code that confirms `change`, and read it from the outbox."""
    send_signing_code(change=change, **shown(change))
    newest = OutgoingMessage.objects.filter(kind="code.sent").order_by("-created_at")[0]
    return str(newest.secrets["code"])


def sign(change: ChangeOrder, **over: Any) -> ChangeSignature:
    """Sign a change as its client does, code and all."""
    code = over.pop("code", None) or signing_code(change)
    return sign_change(change=change, code=code, **shown(change) | over)


def make_signed_change(commission: Commission | None = None, **over: Any) -> ChangeSignature:
    """A change that is part of what was agreed."""
    return sign(make_sent_change(commission, **over))


def shown(change: ChangeOrder) -> dict[str, Any]:
    """What the client of a change has before their eyes, and who they are."""
    return {
        "version": change.version,
        "total": change_total(change).total,
        "signed_name": "A Client",
        "by": client_actor(change.commission.client),
    }
