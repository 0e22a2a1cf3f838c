"""Offers that come to an end by themselves: their last day is over, or their metal moved."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from orders import emails_quotes
from orders.locks import locked_quote
from orders.models import Quote
from orders.models.quotes import ClosedBecause
from orders.moves import back_to_quoting, move_quote
from orders.policies.metal import moved_metals, moved_words
from orders.policies.quotes import today
from orders.statuses import QUOTES


@transaction.atomic
def expire_quote(*, quote: Quote, by: Actor) -> bool:
    """Close a version whose last day is over, and tell whether it was this call that did."""
    quote = locked_quote(quote)
    over = quote.valid_until is not None and quote.valid_until < today()
    if not (over and QUOTES.allows("expire", quote.status)):
        return False
    _close(quote, ClosedBecause.TIME)
    record("quote.expired", quote, by=by, commission_id=quote.commission_id)
    emails_quotes.tell_expired(quote)
    return True


@transaction.atomic
def close_moved_quote(*, quote: Quote, by: Actor) -> bool:
    """Close an open version whose metal moved over its limit, and tell whether this call did.

    Both sides are told. What is approved is held, whatever the metal does.
    """
    quote = locked_quote(quote)
    moves = moved_metals(quote) if QUOTES.allows("expire", quote.status) else []
    if not moves:
        return False
    _close(quote, ClosedBecause.METAL)
    moved = moved_words(moves)
    record("quote.metal_moved", quote, by=by, commission_id=quote.commission_id, moved=moved)
    emails_quotes.tell_metal_moved(quote, moved)
    return True


def _close(quote: Quote, because: ClosedBecause) -> None:
    move_quote(quote, "expire", closed_at=timezone.now(), closed_because=because)
    back_to_quoting(quote)
