"""When a quote may be sent, answered and approved; each rule in words for the person."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, Refusal, WrongState
from atelier.materials.models.stones import Title
from atelier.materials.policies import check_accepted
from orders.cautions import cautions_of_option
from orders.models import Quote, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.metal import check_metal, check_metal_to_send
from orders.policies.sides import check_client, check_house
from orders.policies.stones import awaits_centre_report, check_free
from orders.statuses import COMMISSIONS, QUOTES, QuoteStatus
from orders.totals import option_total

# The brief: two to four options side by side, one stated trade-off each.
FEWEST_OPTIONS = 2
MOST_OPTIONS = 4


def today() -> date:
    """Return today's date where the house stands: a quote is valid to the end of its last day."""
    return House.current().today()


def check_write(quote: Quote) -> None:
    """Refuse to change a quote that has left the house. Raises `WrongState`."""
    if quote.status != QuoteStatus.DRAFT:
        raise WrongState("This version was sent. Prepare a new one instead of changing it.")


def check_add_option(quote: Quote) -> None:
    """Refuse a fifth option, or any once it was sent. Raises `Refusal`."""
    check_write(quote)
    if quote.options.count() >= MOST_OPTIONS:
        raise Refusal("A quote has at most four options.")


def check_send(quote: Quote, by: Actor) -> None:
    """Refuse to send what a client could not compare. Raises `Refusal`."""
    check_house(by)
    QUOTES.after("send", quote.status)
    COMMISSIONS.after("send_quote", quote.commission.status)
    options = list(quote.options.prefetch_related("lines", "stones__stone"))
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise Refusal(f"A quote has two to four options; this one has {len(options)}.")
    for option in options:
        _check_complete(option)
    offered = {each.stone_id for option in options for each in option.stones.all()}
    check_accepted(offered, by)
    check_free(offered, quote.commission, by)
    check_metal_to_send(quote)


def check_answer(quote: Quote, by: Actor, event: str) -> None:
    """Refuse an answer from anybody but the client, or to a closed version. Raises `Refusal`."""
    check_client(quote.commission, by)
    QUOTES.after(event, quote.status)
    if quote.valid_until and quote.valid_until < today():
        raise WrongState("This version has expired. Ask us for a fresh one, with today's prices.")


def check_approve(option: QuoteOption, *, version: int, total: Decimal, by: Actor) -> None:
    """Refuse to approve anything but exactly what was shown. Raises `Refusal`.

    A changed version or total is a `Conflict` whose details hold the new `total`; a stone that
    another piece holds is a `StonePromised`, a metal that moved too far a `MetalMoved`.
    """
    quote = option.quote
    check_answer(quote, by, "approve")
    COMMISSIONS.after("approve", quote.commission.status)
    now = option_total(option).total
    if (quote.version, now) != (version, total):
        raise Conflict(
            "This offer changed while you were reading. Please look at it again.",
            total=str(now),
            currency=quote.currency,
        )
    check_metal(quote)
    check_free(option.stones.values_list("stone_id", flat=True), quote.commission, by)
    if awaits_centre_report(quote.commission, option):
        raise WrongState("We are waiting for the GIA report of your centre stone.")


def check_acknowledged(option: QuoteOption, acknowledged: Collection[str]) -> None:
    """Refuse while a warning that this option calls for was not ticked. Raises `Refusal`."""
    missing = [each for each in cautions_of_option(option) if each.code not in acknowledged]
    if missing:
        raise Refusal(f"Please read this and tick it before you approve: {missing[0].sentence}")


def check_signature(signed_name: str) -> None:
    """Refuse an empty signature. Raises `Refusal`."""
    if len(signed_name.strip()) < 2:
        raise Refusal("Please type your name as you would sign it.")


def allowed(check: Callable[..., None], *args: object, **kwargs: object) -> bool:
    """Tell whether `check` would let this pass: the button asks what the action enforces."""
    try:
        check(*args, **kwargs)
    except Refusal:
        return False
    return True


def can_send(quote: Quote, by: Actor) -> bool:
    """Tell whether `send_quote` would be let through."""
    return allowed(check_send, quote, by)


def can_answer(quote: Quote, by: Actor) -> bool:
    """Tell whether the client can still approve or decline this version."""
    return allowed(check_answer, quote, by, "approve")


def _check_complete(option: QuoteOption) -> None:
    if not option.trade_off.strip():
        raise Refusal(f"“{option.title}” needs its one trade-off.")
    if not option.lines.all():
        raise Refusal(f"“{option.title}” has no prices yet.")
    if option_total(option).total <= 0:
        raise Refusal(f"“{option.title}” costs nothing; please check its lines.")
    _check_stones(option)


def _check_stones(option: QuoteOption) -> None:
    """An option says what it is priced with, and prices what it offers."""
    priced = any(line.kind == LineKind.STONE for line in option.lines.all())
    if priced and not option.stone.strip():
        raise Refusal(f"“{option.title}” is priced with a stone but names none.")
    ours = any(each.stone.title != Title.CLIENT for each in option.stones.all())
    if ours and not priced:
        raise Refusal(f"“{option.title}” offers a stone that none of its lines prices.")
