"""Builds an option by changing one thing of another."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from atelier.materials.models import Alloy, Setting, Stone
from orders.actions.stones import offer_stone
from orders.figures import Figures
from orders.locks import locked_quote
from orders.models import OptionStone, Piece, Quote, QuoteLine, QuoteOption
from orders.policies.quotes import check_add_option
from orders.policies.sides import check_house
from orders.repricing import Row
from orders.variants import Change, StoneWish, Variant, vary

CENTRE = "centre"
_LINE = (
    "kind",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "unit_cost",
    "metal_price_id",
    "stone_id",
    "basis",
)


@transaction.atomic
def vary_option(
    *,
    option: QuoteOption,
    by: Actor,
    alloy: Alloy | None = None,
    stone: Stone | StoneWish | None = None,
    setting: Setting | None = None,
    chain_length: Decimal | None = None,
    finish: str | None = None,
) -> QuoteOption:
    """Add a copy of an option to its draft with one thing changed, and return it.

    What rests on the change is priced at today's figures, every other line is copied as it is; the
    title and the trade-off are suggestions. `chain_length` in mm. Raises `Conflict` where the
    draft has such an option already, `CannotPrice` when a price is missing, and a `Refusal` for a
    fifth option, two changes at once, or a quote that was sent.
    """
    check_house(by)
    quote = locked_quote(option.quote)
    check_add_option(quote)
    change = Change(alloy, stone, setting, chain_length, finish)
    source = _read(option, quote)
    variant = vary(source, change, _piece(quote), Figures.today())
    _check_new(quote, variant)
    varied = _write(source, variant, swaps_stone=change.stone is not None)
    quote.version += 1
    quote.save(update_fields=["version"])
    record(
        "quote.option_varied",
        quote,
        by=by,
        commission_id=quote.commission_id,
        title=varied.title,
        source=source.title,
    )
    if isinstance(stone, Stone):
        offer_stone(option=varied, stone=stone, place=CENTRE, by=by)
    return varied


def _read(option: QuoteOption, quote: Quote) -> QuoteOption:
    found = quote.options.select_related("alloy__metal").prefetch_related(
        "lines__stone__variety", "lines__stone__cut", "stones"
    )
    source = found.get(pk=option.pk)
    source.quote = quote
    return source


def _piece(quote: Quote) -> Piece | None:
    return quote.commission.pieces.select_related("design").first()


def _check_new(quote: Quote, variant: Variant) -> None:
    """Refuse a second option that costs and reads the same. Raises `Conflict`."""
    wanted = _read_as(variant.rows)
    for other in quote.options.prefetch_related("lines"):
        if _read_as(other.lines.all()) == wanted:
            raise Conflict(f"“{other.title}” is such an option already.")


def _read_as(rows: Iterable[Row]) -> list[tuple[object, ...]]:
    return [(row.kind, row.description, row.quantity, row.unit_price, row.stone_id) for row in rows]


def _write(source: QuoteOption, variant: Variant, *, swaps_stone: bool) -> QuoteOption:
    last = source.quote.options.aggregate(last=Max("position"))["last"]
    kept = {
        field.attname: getattr(source, field.attname)
        for field in QuoteOption._meta.concrete_fields
        if not field.primary_key
    }
    varied = QuoteOption(**kept | {"position": last + 1})
    for name, value in variant.words.items():
        setattr(varied, name, value)
    varied.save()
    varied.quote = source.quote
    rows = [_line(row, varied, position) for position, row in enumerate(variant.rows, 1)]
    QuoteLine.objects.bulk_create(rows)
    OptionStone.objects.bulk_create(
        OptionStone(option=varied, stone_id=each.stone_id, place=each.place)
        for each in source.stones.all()
        if not (swaps_stone and each.place == CENTRE)
    )
    return varied


def _line(row: Row, option: QuoteOption, position: int) -> QuoteLine:
    values = {name: getattr(row, name) for name in _LINE}
    values["description"] = values["description"][:200]
    return QuoteLine(option=option, position=position, **values)
