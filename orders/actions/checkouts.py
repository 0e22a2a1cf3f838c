"""Card payments: a page is opened at the provider, and its signed messages are taken once.

Coming back from the provider's page pays nothing: only a message does.
"""

import logging
import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from atelier.house.amounts import money_words
from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from orders import emails_payments
from orders.actions.payments import record_payment
from orders.balances import NOTHING
from orders.cards import CardEvent, CardProvider, Unreachable, Urls, card_provider
from orders.cards.provider import Outcome
from orders.letters import client_address
from orders.locks import locked_commission
from orders.models import Checkout, Commission, Payment, ProviderEvent
from orders.models.payments import PaymentMethod
from orders.policies.checkouts import check_checkout, why_parked

logger = logging.getLogger(__name__)


class NoCardPage(Refusal):
    """The card page could not be opened; nothing was paid."""

    code = "no-card-page"
    status = 503


def open_checkout(*, commission: Commission, amount: Decimal, by: Actor) -> str:
    """Open a page at the card provider for what is due now, and return its address.

    `amount` is what was shown. Speaks to the provider outside any transaction. Raises `Refusal`;
    `Conflict` when another sum is due meanwhile, `NoCardPage` when the provider does not answer.
    """
    provider = card_provider()
    if provider is None:
        raise NoCardPage("Cards are not taken online. A transfer or a call will do.")
    checkout = _begin(commission, amount, provider, by)
    try:
        session, address = provider.open_checkout(checkout, _urls(commission))
    except Unreachable as error:
        logger.warning("the card page did not open: %s", error)
        _close(checkout, Checkout.Status.FAILED)
        raise NoCardPage(
            "The card page does not answer at the moment, and nothing was paid. Please try again "
            "in a few minutes, or pay by transfer as written on your payments page."
        ) from error
    Checkout.objects.filter(pk=checkout.pk).update(session=session)
    return address


def take_event(*, event: CardEvent, provider: str) -> ProviderEvent:
    """Keep a signed message once and do what it says; the same message again changes nothing.

    What does not fit is parked, and whoever looks after the commission is told: it is never
    silently paid.
    """
    by = Actor.system(provider.capitalize())
    with transaction.atomic():
        kept, is_new = _keep(event, provider)
        if is_new:
            _take(kept, event, by)
    return kept


@transaction.atomic
def _begin(commission: Commission, amount: Decimal, provider: CardProvider, by: Actor) -> Checkout:
    held = locked_commission(commission.pk)
    currency = check_checkout(held, amount, by)
    return Checkout.objects.create(
        commission=held, amount=amount, currency=currency, provider=provider.name
    )


def _urls(commission: Commission) -> Urls:
    page = client_address(commission, "payments/")
    return Urls(success=f"{page}?card=back", cancel=page)


def _keep(event: CardEvent, provider: str) -> tuple[ProviderEvent, bool]:
    return ProviderEvent.objects.get_or_create(
        provider=provider,
        event_id=event.event_id,
        defaults={"kind": event.kind[:80], "body": event.body},
    )


def _take(kept: ProviderEvent, event: CardEvent, by: Actor) -> None:
    checkout = _checkout_of(event, kept.provider)
    if checkout is None:
        # Of another shop on the same account, or a kind that says nothing to us.
        meant = event.outcome not in (Outcome.OTHER, Outcome.EXPIRED)
        _done(kept, "Of no payment page of ours." if meant else "Nothing to do.")
        return
    kept.commission = locked_commission(checkout.commission_id)
    # Read again under the commission's lock: a twin may have paid it meanwhile.
    checkout = Checkout.objects.get(pk=checkout.pk)
    checkout.commission = kept.commission
    _ACTS.get(event.outcome, _ignore)(kept, checkout, event, by)


def _checkout_of(event: CardEvent, provider: str) -> Checkout | None:
    try:
        public_id = uuid.UUID(event.checkout)
    except ValueError:
        return None
    return Checkout.objects.filter(public_id=public_id, provider=provider).first()


def _pay(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    if paid := Payment.objects.filter(checkout=checkout).first():
        _done(kept, f"Paid already, {paid.number}.")
    elif why := why_parked(checkout, event):
        _park(kept, why)
    else:
        _close(checkout, Checkout.Status.PAID)
        payment = _record(checkout, event, by)
        _done(kept, f"Paid, {payment.number}.")
        emails_payments.tell_house(
            checkout.commission,
            f"{money_words(payment.amount, payment.currency)} came in by card, {payment.number}.",
            key=kept.event_id,
        )


def _record(checkout: Checkout, event: CardEvent, by: Actor) -> Payment:
    return record_payment(
        commission=checkout.commission,
        amount=checkout.amount,
        currency=checkout.currency,
        method=PaymentMethod.ONLINE,
        received_on=House.current().today(),
        reference=event.reference,
        request_id=checkout.public_id,
        # The money is there, whatever was paid beside it: the pages show what is owed back.
        over_confirmed=True,
        checkout=checkout,
        by=by,
    )


def _wait(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    _done(kept, "The client's bank has still to confirm it.")


def _fail(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    if checkout.status == Checkout.Status.OPEN:
        _close(checkout, Checkout.Status.FAILED)
    _done(kept, "It did not go through.")
    emails_payments.tell_house(
        checkout.commission,
        f"A card payment of {money_words(checkout.amount, checkout.currency)} did not go through.",
        key=kept.event_id,
    )


def _expire(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    if checkout.status == Checkout.Status.OPEN:
        _close(checkout, Checkout.Status.EXPIRED)
    _done(kept, "The page was left unpaid.")


def _refund(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    sum_ = money_words(event.amount or NOTHING, event.currency or checkout.currency)
    _park(kept, f"{sum_} in all was refunded at the card provider: reverse it or pay it back here.")


def _ignore(kept: ProviderEvent, checkout: Checkout, event: CardEvent, by: Actor) -> None:
    _done(kept, "Nothing to do.")


_ACTS = {
    Outcome.PAID: _pay,
    Outcome.PENDING: _wait,
    Outcome.FAILED: _fail,
    Outcome.EXPIRED: _expire,
    Outcome.REFUNDED: _refund,
}


def _done(kept: ProviderEvent, outcome: str) -> None:
    kept.handled_at, kept.outcome = timezone.now(), outcome
    kept.save(update_fields=["handled_at", "outcome", "commission"])


def _park(kept: ProviderEvent, why: str) -> None:
    kept.outcome = why
    kept.save(update_fields=["outcome", "commission"])
    assert kept.commission is not None
    emails_payments.tell_house(kept.commission, why, key=kept.event_id)


def _close(checkout: Checkout, status: Checkout.Status) -> None:
    checkout.status = status
    checkout.save(update_fields=["status"])
