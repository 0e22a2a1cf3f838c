"""What beat and workers do for the orders; each finds its own work."""

from celery import shared_task

from atelier.journal.actor import Actor
from orders.actions.quotes import expire_quote
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
