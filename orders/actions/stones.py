"""Real stones: shown in an offer, promised by its approval, released when nothing comes of it.

Offering promises nothing, so one stone may be shown to several clients. The promise is made under
a lock on the stone, and a constraint stands behind it: whoever approves first has it.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.models import Stone
from orders.locks import locked_commission, locked_quote, locked_stones
from orders.models import (
    Commission,
    CommissionStone,
    OptionStone,
    Quote,
    QuoteOption,
    ReportWaiver,
)
from orders.policies.quotes import check_write
from orders.policies.sides import check_house
from orders.policies.stones import check_free, check_offer, check_waive
from orders.stone_words import stone_words


@transaction.atomic
def offer_stone(
    *, option: QuoteOption, stone: Stone, by: Actor, place: str = "centre"
) -> OptionStone:
    """Show a real stone in an option of a draft; the option's words follow it.

    Offering it again changes nothing. Raises `StonePromised` for one that another piece holds,
    else a `Refusal`.
    """
    check_house(by)
    quote = locked_quote(option.quote)
    check_write(quote)
    [held] = locked_stones([stone.pk])
    check_offer(held, quote.commission, by)
    check_free([held.pk], quote.commission, by)
    offered, is_new = option.stones.get_or_create(stone=held, defaults={"place": place})
    if is_new:
        _written(option, quote, held, "quote.stone_offered", by)
    return offered


@transaction.atomic
def withdraw_stone(*, option: QuoteOption, stone: Stone, by: Actor) -> QuoteOption:
    """Take a real stone out of an option of a draft, with the line it is priced by.

    Taking it out again changes nothing. Raises `WrongState` once the quote was sent.
    """
    check_house(by)
    quote = locked_quote(option.quote)
    check_write(quote)
    taken, _ = option.stones.filter(stone=stone).delete()
    if taken:
        option.lines.filter(stone=stone).delete()
        _written(option, quote, stone, "quote.stone_withdrawn", by)
    return option


@transaction.atomic
def promise_stone(
    *, commission: Commission, stone: Stone, by: Actor, place: str = "centre"
) -> CommissionStone:
    """Promise a stone to a piece and to no other; promising it again returns the promise.

    Raises `StonePromised` when another piece holds it, else a `Refusal`.
    """
    commission = locked_commission(commission.pk)
    [held] = locked_stones([stone.pk])
    if promised := commission.stones.living().filter(stone=held).first():
        return promised
    check_offer(held, commission, by)
    check_free([held.pk], commission, by)
    promise = CommissionStone.objects.create(
        commission=commission, stone=held, place=place, promised_by=by.name
    )
    record("stone.promised", held, by=by, commission_id=commission.pk, stone=str(held))
    return promise


@transaction.atomic
def release_stones(*, commission: Commission, by: Actor) -> int:
    """Release every stone promised to a piece that is not made, and return how many."""
    commission = locked_commission(commission.pk)
    living = list(commission.stones.living().select_related("stone__variety"))
    locked_stones([promise.stone_id for promise in living])
    for promise in living:
        promise.released_at = timezone.now()
        promise.save(update_fields=["released_at"])
        words = str(promise.stone)
        record("stone.released", promise.stone, by=by, commission_id=commission.pk, stone=words)
    return len(living)


@transaction.atomic
def waive_report(*, commission: Commission, stone: Stone, because: str, by: Actor) -> ReportWaiver:
    """Agree that the client's own centre diamond comes without a GIA report; they read why.

    Agreeing again returns what was agreed. Raises `Refusal` for a stone of the house.
    """
    commission = locked_commission(commission.pk)
    check_waive(stone, commission, because, by)
    waiver, is_new = ReportWaiver.objects.get_or_create(
        commission=commission,
        stone=stone,
        defaults={"because": because.strip()[:200], "by_name": by.name},
    )
    if is_new:
        words = {"stone": str(stone), "because": waiver.because}
        record("stone.report_waived", stone, by=by, commission_id=commission.pk, **words)
    return waiver


def hold_stones(option: QuoteOption, places: Mapping[int, str], by: Actor) -> None:
    """Make the stones (keys) at these places the stones of a held draft's option.

    Words that named stones which are gone go with them. Raises a `Refusal` for a new stone that
    may not be offered, `StonePromised` for one that another piece holds.
    """
    known = set(option.stones.values_list("stone", flat=True))
    commission = option.quote.commission
    new = locked_stones([key for key in places if key not in known])
    for stone in new:
        check_offer(stone, commission, by)
    check_free([stone.pk for stone in new], commission, by)
    option.stones.exclude(stone__in=places).delete()
    OptionStone.objects.bulk_create(
        [OptionStone(option=option, stone_id=key, place=place) for key, place in places.items()],
        update_conflicts=True,
        unique_fields=["option", "stone"],
        update_fields=["place"],
    )
    if known and not places:
        option.stone = option.treatment = ""
    name_stones(option)


def name_stones(option: QuoteOption) -> None:
    """Write the words of an option's real stones into it; one without any keeps its own."""
    offered = list(option.stones.select_related("stone__variety", "stone__cut"))
    for name, words in stone_words(offered).items() if offered else ():
        setattr(option, name, words)
    option.save(update_fields=["stone", "treatment"])


def _written(option: QuoteOption, quote: Quote, stone: Stone, kind: str, by: Actor) -> None:
    if not option.stones.exists():
        option.stone = option.treatment = ""
    name_stones(option)
    quote.version += 1
    quote.save(update_fields=["version"])
    option.quote = quote
    record(kind, quote, by=by, commission_id=quote.commission_id, stone=str(stone))
