"""Offers: written, sent, seen and declined. Approving one is in `approvals`."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from orders import emails_quotes
from orders.actions.approvals import approve_quote
from orders.actions.expiry import expire_quote
from orders.locks import locked_commission, locked_quote
from orders.models import Commission, OptionStone, Quote, QuoteLine, QuoteOption
from orders.moves import back_to_quoting, move_commission, move_quote, supersede_offers
from orders.policies.quotes import check_add_option, check_answer, check_send, today
from orders.policies.sides import check_client, check_house
from orders.schedules import default_parts
from orders.statuses import OPEN_QUOTES, QUOTES, QuoteStatus

__all__ = [
    "approve_quote",
    "copy_option",
    "decline_quote",
    "expire_quote",
    "send_quote",
    "start_quote",
    "view_quote",
]


@transaction.atomic
def start_quote(*, commission: Commission, by: Actor) -> Quote:
    """Begin the next version on the house's present terms, and return it.

    A draft that is there already is returned. Options of the last version are carried over, to
    be changed. Raises `WrongState` where the commission is past quoting.
    """
    check_house(by)
    commission = locked_commission(commission.pk)
    draft = commission.quotes.filter(status=QuoteStatus.DRAFT).first()
    if draft is not None:
        return draft
    move_commission(commission, "prepare_quote")
    last = commission.quotes.first()
    quote = _on_house_terms(commission, number=last.number + 1 if last else 1)
    for option in last.options.all() if last else ():
        _copy(option, into=quote, position=option.position)
    record("quote.started", quote, by=by, commission_id=commission.pk, number=quote.number)
    return quote


@transaction.atomic
def copy_option(*, option: QuoteOption, by: Actor) -> QuoteOption:
    """Copy an option with its lines to the end of its own draft. Raises `Refusal`."""
    check_house(by)
    quote = locked_quote(option.quote)
    check_add_option(quote)
    last = quote.options.aggregate(last=Max("position"))["last"] or 0
    copied = _copy(option, into=quote, position=last + 1, title=f"{option.title}, again")
    record("quote.option_copied", quote, by=by, commission_id=quote.commission_id)
    return copied


@transaction.atomic
def send_quote(*, quote: Quote, by: Actor) -> Quote:
    """Send a draft to the client: dated, replacing an older open version. Raises `Refusal`.

    Sending what was sent already changes nothing.
    """
    check_house(by)
    quote = locked_quote(quote)
    if quote.status in OPEN_QUOTES:
        return quote
    check_send(quote, by)
    supersede_offers(quote.commission, by=by, besides=quote)
    usual = today() + timedelta(days=House.current().quote_valid_days)
    valid_until = max(quote.valid_until or usual, today())
    move_quote(quote, "send", sent_at=timezone.now(), valid_until=valid_until)
    move_commission(quote.commission, "send_quote")
    record("quote.sent", quote, by=by, commission_id=quote.commission_id, number=quote.number)
    emails_quotes.tell_sent(quote)
    return quote


@transaction.atomic
def view_quote(*, quote: Quote, by: Actor) -> Quote:
    """Note that the client has it before their eyes; later looks change nothing."""
    quote = locked_quote(quote)
    check_client(quote.commission, by)
    if QUOTES.allows("view", quote.status):
        # Not `move_quote`: looking does not change the version that is approved.
        quote.status = QUOTES.after("view", quote.status)
        quote.viewed_at = timezone.now()
        quote.save(update_fields=["status", "viewed_at"])
        record("quote.viewed", quote, by=by, commission_id=quote.commission_id)
    return quote


@transaction.atomic
def decline_quote(*, quote: Quote, reason: str, by: Actor) -> Quote:
    """Let the client decline a version, with a reason in their words; the house is told.

    Declining again changes nothing. Raises `Refusal`.
    """
    quote = locked_quote(quote)
    check_client(quote.commission, by)
    if quote.status == QuoteStatus.DECLINED:
        return quote
    check_answer(quote, by, "decline")
    if not reason.strip():
        raise Refusal("A word or two is enough: what should we change?")
    move_quote(quote, "decline", closed_at=timezone.now(), decline_reason=reason.strip())
    back_to_quoting(quote)
    record("quote.declined", quote, by=by, commission_id=quote.commission_id)
    emails_quotes.tell_declined(quote)
    return quote


def _on_house_terms(commission: Commission, *, number: int) -> Quote:
    house = House.current()
    return Quote.objects.create(
        commission=commission,
        number=number,
        currency=house.currency,
        tax_name=house.tax_name,
        tax_rate=house.tax_rate,
        metal_move_percent=house.metal_move_percent,
        schedule=default_parts(),
        revisions_included=house.revisions_included,
        revision_price=house.revision_price,
        terms=house.terms,
    )


def _copy(option: QuoteOption, *, into: Quote, position: int, **changes: object) -> QuoteOption:
    fields = {
        field.attname: getattr(option, field.attname)
        for field in QuoteOption._meta.concrete_fields
        if not field.primary_key
    }
    copied = QuoteOption.objects.create(
        **fields | {"quote_id": into.pk, "position": position} | changes
    )
    rows: list[QuoteLine | OptionStone] = [*option.lines.all(), *option.stones.all()]
    for row in rows:
        row.pk, row.option, row._state.adding = None, copied, True
        row.save()
    return copied
