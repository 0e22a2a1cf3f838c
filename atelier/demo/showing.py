"""Real stones in the demo's offers, and an offer that closed because its metal moved."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.demo.stones import find_stone
from atelier.journal.actor import Actor
from atelier.materials.models import Alloy, Metal, MetalPrice, Stone
from atelier.materials.models.stones import Title
from atelier.people.actors import user_actor
from orders.actions.expiry import close_moved_quote
from orders.actions.quotes import send_quote
from orders.actions.stones import offer_stone
from orders.figures import Figures
from orders.lines import metal_line, stone_line
from orders.models import Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.statuses import QuoteStatus

# Pieces of many small stones keep the line that counts them all.
STREWN = {"bracelet"}
MOVED_AGO = 3
PALLADIUM_GRAMS = Decimal("3.720")


def show_stones(quote: Quote, script: Script, *, by: Actor) -> None:
    """Offer the stone found for a piece, or the client's own, in every option of its draft."""
    own = quote.commission.stones.living().select_related("stone").first()
    stone = own.stone if own else find_stone(quote.commission, script, by=by)
    if stone is not None:
        show(quote.options.all(), stone, by=by, priced=script.piece not in STREWN)


def show(options: Iterable[QuoteOption], stone: Stone, *, by: Actor, priced: bool = True) -> None:
    """Offer one stone in several options, its own line in place of the estimate."""
    for option in options:
        if priced:
            _price(option, stone)
        offer_stone(option=option, stone=stone, by=by)


def _price(option: QuoteOption, stone: Stone) -> None:
    line = option.lines.filter(kind=LineKind.STONE).first()
    values = stone_line(stone, Figures.today()).values()
    if line:
        QuoteLine.objects.filter(pk=line.pk).update(**values)
    else:
        QuoteLine.objects.create(option=option, position=option.lines.count() + 1, **values)


def furnish_quotes(cast: Cast, clock: Clock) -> None:
    """Put stones on memo before two clients, and let one offer close for its metal."""
    drafts = Quote.objects.filter(status=QuoteStatus.DRAFT)
    for client, variety in ((3, "emerald"), (8, "sapphire")):
        draft = drafts.get(commission__client=cast.clients[client])
        stone = Stone.objects.filter(title=Title.MEMO, variety__code=variety)[0]
        advisor = draft.commission.advisor or cast.owner
        show(draft.options.filter(position=1), stone, by=user_actor(advisor))
    _let_palladium_move(drafts.get(commission__client=cast.clients[43]), cast, clock)


def _let_palladium_move(quote: Quote, cast: Cast, clock: Clock) -> None:
    """Send an offer in palladium, whose price went up by a fourteenth before it was answered."""
    metal = Metal.objects.get(code="XPD")
    [today] = MetalPrice.objects.today(quote.currency).filter(metal=metal)
    earlier = clock.now - timedelta(days=9)
    MetalPrice.objects.filter(metal=metal, at__gte=earlier, at__lt=clock.now).exclude(
        pk=today.pk
    ).delete()
    _price_at(today, earlier - timedelta(hours=1), today.per_ozt * Decimal("0.933"))
    by = user_actor(quote.commission.advisor or cast.owner)
    with living_at(clock.ago(8, 15, 10)):
        _in_palladium(quote)
        quote = send_quote(quote=quote, by=by)
    MetalPrice.objects.filter(pk=today.pk).update(at=clock.ago(MOVED_AGO, 9))
    with living_at(clock.ago(MOVED_AGO, 9, 10)):
        close_moved_quote(quote=quote, by=Actor.system())


def _in_palladium(quote: Quote) -> None:
    alloy = Alloy.objects.get(code="PD950")
    line = metal_line(alloy, PALLADIUM_GRAMS, Figures.today())
    option = quote.options.order_by("-position")[0]
    option.alloy, option.title = alloy, "In palladium"
    option.trade_off = "Light and white for good; rarer, so its price moves."
    option.save(update_fields=["alloy", "title", "trade_off"])
    option.lines.filter(kind=LineKind.METAL).update(**line.values())


def _price_at(like: MetalPrice, at: datetime, per_ozt: Decimal) -> None:
    MetalPrice.objects.create(
        metal=like.metal,
        per_ozt=round(per_ozt, 2),
        currency=like.currency,
        at=at,
        source="Demo market",
    )
