"""An offer as PDF: its options side by side, as the client compares them on the page."""

from pathlib import Path
from typing import Any

from atelier.house.amounts import money_words, plain
from atelier.house.models import House
from atelier.paper import house_block, typeset
from orders.comparison import Column, OfferedStone, Part, PriceRow, compare
from orders.documents.drawings import drawings_of
from orders.models import Quote
from orders.statuses import OPEN_QUOTES, QUOTES, QuoteStatus

_TEMPLATE = Path(__file__).with_name("quote.typ")
# Three columns and their labels want the sheet on its side.
_MOST_UPRIGHT = 2


def quote_pdf(quote: Quote) -> bytes:
    """Return a quote loaded by `orders.comparison.with_options` as PDF, without any cost."""
    drawings = drawings_of(quote.commission)
    shown = [{"name": each.name, "caption": each.caption} for each in drawings]
    pictures = {each.name: each.content for each in drawings}
    return typeset(_TEMPLATE, quote_words(quote) | {"drawings": shown}, pictures=pictures)


def quote_words(quote: Quote) -> dict[str, Any]:
    """Return every word of the paper; the cost is not among them."""
    columns = compare(quote)
    return {
        "house": house_block(),
        "date": quote.sent_at or quote.created_at,
        "lying": len(columns) > _MOST_UPRIGHT,
        "reference": quote.commission.reference,
        "number": quote.number,
        "client": str(quote.commission.client),
        "standing": _standing(quote),
        "introduction": quote.introduction,
        "options": [_option(column, quote.currency) for column in columns],
        "labels": [row.label for row in columns[0].rows] if columns else [],
        "kinds": [price.label for price in columns[0].prices] if columns else [],
        "tax": f"{quote.tax_name} {plain(quote.tax_rate)} %",
        "parts": [part.words for part in columns[0].schedule] if columns else [],
        "facts": facts_of(quote),
        "terms": quote.terms,
    }


def facts_of(quote: Quote) -> list[tuple[str, str]]:
    """Return what holds for every option: validity, revisions, weight and money."""
    return [
        ("Good until", _day(quote)),
        ("Revisions", revisions_words(quote)),
        (
            "Weight",
            "Metal is estimated and may differ by 10 % either way; the price stays as approved.",
        ),
        ("Money", f"Every amount is in {quote.currency}. {quote.tax_name} is shown by itself."),
    ]


def revisions_words(quote: Quote) -> str:
    """Return how many revisions are included and what one more costs."""
    more = money_words(quote.revision_price, quote.currency)
    if not quote.revisions_included:
        return f"Each revision of the design is {more}."
    are = "revision is" if quote.revisions_included == 1 else "revisions are"
    return f"{quote.revisions_included} {are} included; each further one is {more}."


def _standing(quote: Quote) -> str:
    if quote.status == QuoteStatus.DRAFT:
        return "A draft, not sent yet."
    if quote.status in OPEN_QUOTES:
        return f"Good until {_day(quote)}. Nothing is made until you approve one."
    return QUOTES.sentences[quote.status]


def _day(quote: Quote) -> str:
    if quote.valid_until:
        return f"{quote.valid_until:%-d %B %Y}"
    return f"{House.current().quote_valid_days} days from the day it is sent"


def _option(column: Column, currency: str) -> dict[str, Any]:
    totals = column.totals
    return {
        "title": column.option.title,
        "trade_off": column.option.trade_off,
        "values": [row.value for row in column.rows],
        "stones": [_stone_words(stone) for stone in column.stones],
        "prices": [_price(price, currency) for price in column.prices],
        "subtotal": money_words(totals.subtotal, currency),
        "tax": money_words(totals.tax, currency),
        "total": money_words(totals.total, currency),
        "parts": [_part(part, currency) for part in column.schedule],
    }


def _price(price: PriceRow, currency: str) -> list[dict[str, str]]:
    return [
        {
            "words": line.description,
            "quantity": line.words,
            "amount": money_words(line.amount, currency),
        }
        for line in price.lines
    ]


def _part(part: Part, currency: str) -> str:
    return money_words(part.amount, currency)


def _stone_words(stone: OfferedStone) -> list[str]:
    said = (stone.description, stone.weight, stone.report, stone.origin, stone.care)
    return [words for words in said if words]
