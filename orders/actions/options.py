"""Writes a draft: its options with their priced lines, and the words above them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, Refusal
from atelier.materials.models import MetalPrice
from orders.actions.stones import hold_stones
from orders.locks import locked_quote
from orders.models import Quote, QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.quotes import check_add_option, check_write, today
from orders.policies.sides import check_house
from orders.policies.stones import CENTRE
from orders.schedules import check_parts

Line = Mapping[str, object]
_TERMS = (
    "introduction",
    "terms",
    "schedule",
    "valid_until",
    "revisions_included",
    "revision_price",
)


@transaction.atomic
def write_option(
    *,
    quote: Quote,
    version: int,
    words: Mapping[str, object],
    lines: Sequence[Line],
    by: Actor,
    option: QuoteOption | None = None,
) -> QuoteOption:
    """Write one option of a draft with all its lines, a new one where `option` is None.

    The real stones of its lines are its stones, each at the line's `place`; they give the option
    its words. `version` is the quote's as it was shown: a `Conflict` when somebody else wrote
    since. Raises `Refusal` for a fifth option, one without lines, a stone that may not be offered,
    or a quote that was sent.
    """
    check_house(by)
    quote = _held_draft(quote, version)
    if not lines:
        raise Refusal("An option needs at least one priced line.")
    if option is None:
        check_add_option(quote)
        option = QuoteOption(quote=quote, position=_next_position(quote))
    for name, value in words.items():
        setattr(option, name, value)
    option.save()
    option.quote = quote
    _replace_lines(option, lines)
    hold_stones(option, _places(lines), by)
    _count_up(quote)
    record(
        "quote.option_written", quote, by=by, commission_id=quote.commission_id, title=option.title
    )
    return option


@transaction.atomic
def remove_option(*, option: QuoteOption, by: Actor) -> Quote:
    """Take an option out of a draft. Raises `WrongState` once it was sent."""
    check_house(by)
    quote = locked_quote(option.quote)
    check_write(quote)
    title = option.title
    quote.options.filter(pk=option.pk).delete()
    _count_up(quote)
    record("quote.option_removed", quote, by=by, commission_id=quote.commission_id, title=title)
    return quote


@transaction.atomic
def write_introduction(*, quote: Quote, introduction: str, by: Actor) -> Quote:
    """Write the personal line above a draft's options. Raises `WrongState` once it was sent."""
    check_house(by)
    quote = locked_quote(quote)
    check_write(quote)
    quote.introduction = introduction.strip()
    quote.save(update_fields=["introduction"])
    record("quote.introduction_written", quote, by=by, commission_id=quote.commission_id)
    return quote


@transaction.atomic
def write_terms(
    *,
    quote: Quote,
    introduction: str,
    schedule: Sequence[dict[str, str]],
    revisions_included: int,
    revision_price: Decimal,
    terms: str,
    valid_until: date | None,
    by: Actor,
) -> Quote:
    """Write what stands above and below a draft's options: words, payment, revisions, terms.

    Without `valid_until` the house's usual days count from the sending. Raises `Refusal` for parts
    that are not the whole price, a day that is over, or a quote that was sent.
    """
    check_house(by)
    quote = locked_quote(quote)
    check_write(quote)
    check_parts(schedule)
    if valid_until and valid_until < today():
        raise Refusal("The last day of the offer is over already.")
    quote.introduction, quote.terms = introduction.strip(), terms.strip()
    quote.schedule, quote.valid_until = list(schedule), valid_until
    quote.revisions_included, quote.revision_price = revisions_included, revision_price
    quote.version += 1
    quote.save(update_fields=[*_TERMS, "version"])
    record("quote.terms_written", quote, by=by, commission_id=quote.commission_id)
    return quote


def _held_draft(quote: Quote, version: int) -> Quote:
    held = locked_quote(quote)
    check_write(held)
    if held.version != version:
        raise Conflict(
            "A colleague changed this quote while you were writing. Your words are kept here:"
            " compare them with the quote as it is now, then save again.",
            version=held.version,
        )
    return held


def _next_position(quote: Quote) -> int:
    return (quote.options.aggregate(last=Max("position"))["last"] or 0) + 1


def _places(lines: Sequence[Line]) -> dict[int, str]:
    """Return the real stones that lines price, with their places."""
    priced = [line for line in lines if line["kind"] == LineKind.STONE and line.get("stone_id")]
    return {int(str(line["stone_id"])): str(line.get("place") or CENTRE) for line in priced}


def _replace_lines(option: QuoteOption, lines: Sequence[Line]) -> None:
    option.lines.all().delete()
    fields = [_fields(line) for line in lines]
    _watch_metal(option, fields)
    QuoteLine.objects.bulk_create(
        QuoteLine(option=option, position=position, **each)
        for position, each in enumerate(fields, start=1)
    )


def _watch_metal(option: QuoteOption, lines: Sequence[dict[str, Any]]) -> None:
    """Let grams that a person priced rest on today's price of the option's own metal.

    So an offer typed by hand, too, is priced again when its metal moves too far.
    """
    typed = [line for line in lines if _is_grams(line) and not line.get("metal_price_id")]
    if not typed:
        return
    prices = MetalPrice.objects.today(option.quote.currency)
    price = prices.filter(metal=option.alloy.metal_id).first()
    for line in typed:
        line["metal_price_id"] = price.pk if price else None


def _is_grams(line: Line) -> bool:
    return line["kind"] == LineKind.METAL and line.get("unit") == "g"


def _fields(line: Line) -> dict[str, Any]:
    """Return a line's own fields; a row changed to another kind leaves what it was worked from."""
    fields = {name: value for name, value in line.items() if name != "place"}
    if line["kind"] != LineKind.METAL:
        fields.pop("metal_price_id", None)
    if line["kind"] not in (LineKind.STONE, LineKind.SETTING):
        fields.pop("stone_id", None)
    return fields


def _count_up(quote: Quote) -> None:
    quote.version += 1
    quote.save(update_fields=["version"])
