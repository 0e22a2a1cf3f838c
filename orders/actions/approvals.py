"""The one act that binds: a client approves one option, and it is frozen."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people import codes
from atelier.people.models import EmailedCode
from orders import emails_quotes
from orders.actions.expiry import close_moved_quote
from orders.actions.instalments import draw_up_instalments
from orders.actions.stones import promise_stone
from orders.discretion import sender_of
from orders.freezing import canonical
from orders.locks import locked_quote, locked_stones
from orders.models import Approval, CommissionStone, Quote, QuoteOption
from orders.moves import move_commission, move_quote
from orders.policies.metal import MetalMoved
from orders.policies.quotes import check_acknowledged, check_approve, check_signature, today
from orders.policies.sides import check_client, client_of
from orders.policies.stones import StonePromised, promise_words


@dataclass(frozen=True)
class Shown:
    """What the client had before their eyes: version, total and the warnings they ticked."""

    version: int
    total: Decimal
    acknowledged: frozenset[str] = frozenset()


def approval_purpose(option: QuoteOption) -> str:
    """Return what the emailed code confirms: this option of this quote and no other."""
    return f"approve:{option.quote.public_id}:{option.pk}"


def send_approval_code(
    *,
    option: QuoteOption,
    version: int,
    total: Decimal,
    signed_name: str,
    by: Actor,
    acknowledged: Collection[str] = (),
) -> None:
    """Mail the client the code that confirms exactly what was shown. Raises `Refusal`."""
    option = _reread(option, option.quote)
    shown = Shown(version, total, frozenset(acknowledged))
    with _following_up(option, by):
        _check(option, shown, by)
    check_signature(signed_name)
    commission = option.quote.commission
    codes.send_code(
        user=client_of(commission).account,
        purpose=approval_purpose(option),
        sentence=f"This code confirms your choice for {commission.reference}.",
        commission_id=commission.pk,
        sender_name=sender_of(commission),
    )


def approve_quote(
    *,
    quote: Quote,
    option: QuoteOption,
    version: int,
    total: Decimal,
    signed_name: str,
    code: str,
    by: Actor,
    acknowledged: Collection[str] = (),
) -> Approval:
    """Freeze what the client saw as the agreed version, and return the approval.

    `version` and `total` are what was shown, `acknowledged` the codes of the warnings they ticked;
    `code` was mailed for this very option. Its stones are promised with it. Sending the same twice
    gives the same approval. Raises `Conflict` when the price changed, `StonePromised` when another
    piece has one of its stones, else a `Refusal` that says what stands in the way.
    """
    option = _reread(option, quote)
    check_client(option.quote.commission, by)
    if done := _done_already(option):
        return done
    check_signature(signed_name)
    shown = Shown(version, total, frozenset(acknowledged))
    with _following_up(option, by):
        return _approve_with_code(option, shown, signed_name.strip(), code, by)


def _approve_with_code(
    option: QuoteOption, shown: Shown, signed_name: str, code: str, by: Actor
) -> Approval:
    _check(option, shown, by)
    try:
        proof = _check_code(option, code)
    except codes.WrongCode:
        # A doubled submit finds its code spent by its twin, which has committed by now.
        if done := _done_already(option):
            return done
        raise
    return _approve(option, shown, signed_name, proof, by)


def _check(option: QuoteOption, shown: Shown, by: Actor) -> None:
    check_approve(option, version=shown.version, total=shown.total, by=by)
    check_acknowledged(option, shown.acknowledged)


@contextmanager
def _following_up(option: QuoteOption, by: Actor) -> Iterator[None]:
    """Do what a refusal calls for, outside the act's own transaction, which is taken back.

    A quote whose metal moved is closed; the house hears of a stone that another piece has.
    """
    try:
        yield
    except MetalMoved:
        close_moved_quote(quote=option.quote, by=Actor.system())
        raise
    except StonePromised as refused:
        _tell_stone_lost(option, refused.promise, by)
        raise


@transaction.atomic
def _tell_stone_lost(option: QuoteOption, promise: CommissionStone, by: Actor) -> None:
    words = promise_words(promise)
    quote = option.quote
    record("quote.stone_lost", quote, by=by, commission_id=quote.commission_id, promise=words)
    emails_quotes.tell_stone_lost(option, promise, words)


def _check_code(option: QuoteOption, code: str) -> EmailedCode:
    """Count a try in a transaction of its own: a refusal of the act must not give it back."""
    client = client_of(option.quote.commission)
    return codes.check_code(user=client.account, purpose=approval_purpose(option), code=code)


@transaction.atomic
def _approve(
    option: QuoteOption, shown: Shown, signed_name: str, proof: EmailedCode, by: Actor
) -> Approval:
    quote = locked_quote(option.quote)
    locked_stones(option.stones.values_list("stone_id", flat=True))
    if done := _done_already(option):
        return done
    option = _reread(option, quote)
    option.quote = quote
    _check(option, shown, by)
    codes.spend(proof)
    _promise_stones(option, by)
    approval = _freeze(option, shown.total, signed_name, by)
    _close(option)
    record(
        "quote.approved",
        quote,
        by=by,
        commission_id=quote.commission_id,
        option=option.title,
        total=str(approval.total),
        sha256=approval.sha256,
    )
    emails_quotes.tell_approved(approval)
    draw_up_instalments(approval=approval, by=by)
    return approval


def _promise_stones(option: QuoteOption, by: Actor) -> None:
    for each in option.stones.select_related("stone").order_by("stone_id"):
        promise_stone(commission=option.quote.commission, stone=each.stone, place=each.place, by=by)


def _reread(option: QuoteOption, quote: Quote) -> QuoteOption:
    related = ("alloy", "quote__commission__client__user")
    return quote.options.select_related(*related).get(pk=option.pk)


def _done_already(option: QuoteOption) -> Approval | None:
    return Approval.objects.filter(option=option).first()


def _freeze(option: QuoteOption, total: Decimal, signed_name: str, by: Actor) -> Approval:
    frozen, sha256 = canonical(option)
    return Approval.objects.create(
        commission=option.quote.commission,
        quote=option.quote,
        option=option,
        frozen=frozen,
        sha256=sha256,
        total=total,
        signed_name=signed_name,
        signed_by=client_of(option.quote.commission).account,
        address=by.address,
    )


def _close(option: QuoteOption) -> None:
    move_quote(option.quote, "approve", closed_at=timezone.now())
    first, last = promise(today(), option)
    move_commission(option.quote.commission, "approve", promised_from=first, promised_to=last)


def promise(day: date, option: QuoteOption) -> tuple[date, date]:
    """Return the range promised when an option is approved on `day`."""
    return day + timedelta(weeks=option.weeks_min), day + timedelta(weeks=option.weeks_max)
