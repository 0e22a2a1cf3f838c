"""What beat and workers do for the orders; each finds its own work."""

from celery import shared_task

from atelier.journal.actor import Actor
from orders.actions.expiry import close_moved_quote, expire_quote
from orders.meshes.measuring import measure_waiting
from orders.models import Quote
from orders.policies.quotes import today
from orders.statuses import OPEN_QUOTES


@shared_task(name="orders.expire_quotes")
def expire_quotes() -> int:
    """Close every open version whose last day is over; return how many.

    Each in its own transaction, which looks again under the lock: one that is being approved
    at the same moment is either approved or expired, never both.
    """
    over = Quote.objects.filter(status__in=OPEN_QUOTES, valid_until__lt=today())
    return sum(expire_quote(quote=quote, by=Actor.system()) for quote in over)


@shared_task(name="orders.measure_solids")
def measure_solids() -> None:
    """Measure every solid that waits, in the queue in which strangers' files are opened."""
    measure_waiting()


@shared_task(name="orders.check_metal")
def check_metal() -> int:
    """Close every open version whose metal moved too far since it was priced; return how many.

    Runs on beat and when a metal price is written. Each version in its own transaction.
    """
    priced = Quote.objects.filter(
        status__in=OPEN_QUOTES, options__lines__metal_price__isnull=False
    ).distinct()
    return sum(close_moved_quote(quote=quote, by=Actor.system()) for quote in priced)
