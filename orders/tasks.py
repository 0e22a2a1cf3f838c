"""What beat and workers do for the orders; each finds its own work."""

from celery import shared_task
from django.db import transaction

from atelier.house.models import House
from atelier.journal.actor import Actor
from orders import emails_payments
from orders.actions.expiry import close_moved_quote, expire_quote
from orders.actions.reminders import LETTERS, WEEK, remind_of
from orders.arrears import overdue
from orders.meshes.measuring import measure_waiting
from orders.models import Commission, Instalment, Payment, Quote
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


@shared_task(name="orders.remind_payments")
def remind_payments() -> int:
    """Remind of every instalment that is overdue, a week apart; return how many mails."""
    today = House.current().today()
    late = overdue(Commission.objects.all(), today).values("pk")
    asked = Instalment.objects.filter(
        commission__in=late,
        amount__gt=0,
        withdrawn_at__isnull=True,
        due_on__lt=today,
        due_on__gte=today - LETTERS * WEEK,
    )
    return sum(remind_of(instalment=each, by=Actor.system()) for each in asked)


@shared_task(name="orders.mail_papers")
def mail_papers() -> int:
    """Mail every payment's paper that was not mailed yet; return how many."""
    related = ("commission__client__user", "commission__advisor", "reverses")
    waiting = list(Payment.objects.unmailed().select_related(*related))
    for payment in waiting:
        with transaction.atomic():
            emails_payments.send_paper(payment)
    return len(waiting)
