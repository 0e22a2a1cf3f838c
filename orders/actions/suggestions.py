"""Begins an option with lines worked out from today's prices."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from orders.figures import Figures
from orders.locks import locked_quote
from orders.models import QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.quotes import check_write
from orders.policies.sides import check_house
from orders.suggestions import suggest_lines


@transaction.atomic
def add_suggested_lines(*, option: QuoteOption, by: Actor) -> list[QuoteLine]:
    """Write the suggested lines of every piece into an option of a draft, and return them.

    An option that has lines already keeps them: raises `Conflict`. Raises `CannotPrice` when a
    price that is needed is not known, and `WrongState` once the quote was sent.
    """
    check_house(by)
    quote = locked_quote(option.quote)
    check_write(quote)
    if option.lines.exists():
        raise Conflict("This option has lines already; they are kept as they are.")
    lines = _lines_of(option)
    _name_stone(option, lines)
    record("quote.lines_suggested", quote, by=by, commission_id=quote.commission_id)
    return lines


def _name_stone(option: QuoteOption, lines: list[QuoteLine]) -> None:
    """An option priced with a stone never says that it has none."""
    priced = next((line for line in lines if line.kind == LineKind.STONE), None)
    if priced and not option.stone:
        option.stone = priced.description[:160]
        option.save(update_fields=["stone"])


def _lines_of(option: QuoteOption) -> list[QuoteLine]:
    figures = Figures.today()
    pieces = option.quote.commission.pieces.select_related(
        "commission", "design", "stone_variety", "cut", "setting"
    )
    written: list[QuoteLine] = []
    for piece in pieces:
        written += QuoteLine.objects.bulk_create(suggest_lines(option, piece, figures=figures))
    return written
