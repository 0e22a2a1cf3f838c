"""How commissions, quotes, revisions and changes go to their next status: through the tables."""

from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders.models import ChangeOrder, Commission, Quote, Revision
from orders.statuses import (
    CHANGES,
    COMMISSIONS,
    OPEN_QUOTES,
    QUOTES,
    REVISIONS,
    CommissionStatus,
    QuoteStatus,
)


def move_commission(commission: Commission, event: str, **fields: object) -> None:
    """Move a held commission by `event`, write `fields` too and count its version up.

    Raises `WrongState` when the table has no such move.
    """
    commission.status = COMMISSIONS.after(event, commission.status)
    _write(commission, fields)


def move_quote(quote: Quote, event: str, **fields: object) -> None:
    """Move a held quote by `event`, write `fields` too and count its version up.

    Raises `WrongState` when the table has no such move.
    """
    quote.status = QUOTES.after(event, quote.status)
    _write(quote, fields)


def move_revision(revision: Revision, event: str, **fields: object) -> None:
    """Move a held revision by `event`, write `fields` too and count its version up.

    Raises `WrongState` when the table has no such move.
    """
    revision.status = REVISIONS.after(event, revision.status)
    _write(revision, fields)


def move_change(change: ChangeOrder, event: str, **fields: object) -> None:
    """Move a held change order by `event`, write `fields` too and count its version up.

    Raises `WrongState` when the table has no such move.
    """
    change.status = CHANGES.after(event, change.status)
    _write(change, fields)


def supersede_offers(commission: Commission, *, by: Actor, besides: Quote | None = None) -> None:
    """Close every draft and open version of a held commission, but for `besides`."""
    living = commission.quotes.filter(status__in=(QuoteStatus.DRAFT, *OPEN_QUOTES))
    others = living.exclude(pk=besides.pk) if besides else living
    for quote in others.select_for_update(no_key=True):
        move_quote(quote, "supersede", closed_at=timezone.now())
        record("quote.superseded", quote, by=by, commission_id=commission.pk)


def back_to_quoting(quote: Quote) -> None:
    """Move a held quote's commission on to the next version, once this one is closed.

    While a newer version is being written it is back in quoting already.
    """
    if quote.commission.status == CommissionStatus.QUOTED:
        move_commission(quote.commission, "close_quote")


def _write(row: Commission | Quote | Revision | ChangeOrder, fields: dict[str, object]) -> None:
    row.version += 1
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "version", *fields])
