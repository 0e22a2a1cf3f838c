"""Writes a draft: its options with their priced lines, and the words above them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, Refusal
from orders.locks import locked_quote
from orders.models import Quote, QuoteLine, QuoteOption
from orders.policies.quotes import check_add_option, check_write
from orders.policies.sides import check_house

Line = Mapping[str, object]


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

    `version` is the quote's as it was shown: a `Conflict` when somebody else wrote since. Raises
    `Refusal` for a fifth option, one without lines, or a quote that was sent.
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
    _replace_lines(option, lines)
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


def _replace_lines(option: QuoteOption, lines: Sequence[Line]) -> None:
    option.lines.all().delete()
    QuoteLine.objects.bulk_create(
        QuoteLine(option=option, position=position, **line)
        for position, line in enumerate(lines, start=1)
    )


def _count_up(quote: Quote) -> None:
    quote.version += 1
    quote.save(update_fields=["version"])
