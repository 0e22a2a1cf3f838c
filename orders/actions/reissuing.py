"""A quote at today's metal: the next version after one that closed, or a draft that grew old."""

from decimal import Decimal

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import WrongState
from atelier.materials.models import Alloy
from atelier.materials.rounding import money
from orders.actions.expiry import close_moved_quote
from orders.actions.quotes import start_quote
from orders.by_hand import is_by_hand
from orders.figures import Figures
from orders.lines import metal_line
from orders.locks import locked_quote
from orders.models import Quote, QuoteLine
from orders.policies.quotes import check_write
from orders.policies.sides import check_house
from orders.statuses import QuoteStatus

_TERMS = ("introduction", "schedule", "revisions_included", "revision_price", "terms")


@transaction.atomic
def reissue_quote(*, quote: Quote, by: Actor) -> Quote:
    """Begin the next version of a quote with its metal at today's prices, and return it.

    Everything else stays as it was offered. One that is still open is closed because its metal
    moved, and both sides are told. A draft that is there already is the next version. Raises
    `WrongState` while nothing calls for it.
    """
    check_house(by)
    quote = locked_quote(quote)
    close_moved_quote(quote=quote, by=by)
    quote.refresh_from_db(fields=["status"])
    if quote.status not in (QuoteStatus.EXPIRED, QuoteStatus.DECLINED, QuoteStatus.SUPERSEDED):
        raise WrongState("This version still stands at the prices it was made with.")
    begun = start_quote(commission=quote.commission, by=by)
    if begun.version == 0:
        _keep_terms(quote, begun)
    reprice_metal(quote=begun, by=by)
    record("quote.reissued", begun, by=by, commission_id=begun.commission_id, number=begun.number)
    return begun


@transaction.atomic
def reprice_metal(*, quote: Quote, by: Actor) -> int:
    """Price the metal lines of a draft at today's prices, and return how many changed.

    Words and quantities stay as they were written. A price changed by hand goes up or down with
    its metal. Raises `CannotPrice` without a price of today, `WrongState` once it was sent.
    """
    check_house(by)
    quote = locked_quote(quote)
    check_write(quote)
    figures = Figures.today()
    alloys = {alloy.code: alloy for alloy in Alloy.objects.all()}
    lines = QuoteLine.objects.filter(option__quote=quote, metal_price__isnull=False)
    changed = [
        line
        for line in lines.select_related("option__alloy", "metal_price")
        if _reprice(line, alloys.get(line.basis.get("alloy", ""), line.option.alloy), figures)
    ]
    QuoteLine.objects.bulk_update(changed, ["unit_price", "unit_cost", "metal_price", "basis"])
    if changed:
        quote.version += 1
        quote.save(update_fields=["version"])
        record("quote.repriced", quote, by=by, commission_id=quote.commission_id)
    return len(changed)


def _keep_terms(quote: Quote, begun: Quote) -> None:
    for name in _TERMS:
        setattr(begun, name, getattr(quote, name))
    begun.save(update_fields=_TERMS)


def _reprice(line: QuoteLine, alloy: Alloy, figures: Figures) -> bool:
    """Change a line to today's price of its metal, and tell whether that is another one."""
    now = figures.metal_price(alloy)
    then = line.metal_price
    if then is None or then.pk == now.pk:
        return False
    net = "" if is_by_hand(line.basis) else line.basis.get("net_grams", "")
    if net:
        fresh = metal_line(alloy, Decimal(net), figures)
        line.unit_price, line.unit_cost, line.basis = (
            fresh.unit_price,
            fresh.unit_cost,
            fresh.basis,
        )
    else:
        _follow(line, now.per_ozt / then.per_ozt)
    line.metal_price = now
    return True


def _follow(line: QuoteLine, factor: Decimal) -> None:
    line.unit_price = money(line.unit_price * factor)
    if line.unit_cost is not None:
        line.unit_cost = money(line.unit_cost * factor)
