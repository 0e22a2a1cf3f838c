"""Stones a dealer lent: bought, given back, or kept a little longer."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.custody import holder_kind_of, holder_of, pass_on
from atelier.materials.models import Memo, Stone, SupplierStatement
from atelier.materials.models.custody import HolderKind
from atelier.materials.models.stones import Title

_BOUGHT = ("title", "supplier", "statement", "invoice_number", "invoice_date", "cost_per_carat")


@transaction.atomic
def buy_stone(
    *,
    stone: Stone,
    invoice_number: str,
    invoice_date: date,
    cost_per_carat: Decimal,
    by: Actor,
) -> Stone:
    """Take title to a stone on memo; from then on it may be set.

    The dealer becomes its supplier, and the dealer's conflict-free statement in force on the
    invoice's day, if there is one, its evidence. The same invoice twice changes nothing. Raises
    `WrongState` for a stone that is not on memo or went back, `Refusal` without an invoice.
    """
    _check_house(by)
    stone = _locked(stone)
    if stone.title == Title.ATELIER and stone.invoice_number == invoice_number.strip() != "":
        return stone
    _check_on_memo(stone)
    _check_invoice(invoice_number, invoice_date, cost_per_carat)
    dealer = stone.memo.dealer  # type: ignore[union-attr]
    declared = SupplierStatement.objects.filter(supplier=dealer)
    stone.title, stone.supplier = Title.ATELIER, dealer
    stone.statement = declared.warranty_on(invoice_date)
    stone.invoice_number, stone.invoice_date = invoice_number.strip(), invoice_date
    stone.cost_per_carat = cost_per_carat
    stone.save(update_fields=_BOUGHT)
    invoice = stone.invoice_number
    record("stone.bought", stone, by=by, stone=str(stone), dealer=str(dealer), invoice=invoice)
    return stone


@transaction.atomic
def return_stone(*, stone: Stone, by: Actor) -> Stone:
    """Give a stone on memo back to its dealer, who holds it from then on.

    Raises `WrongState` for one that is not on memo, went back already, or is promised to a piece.
    """
    _check_house(by)
    stone = _locked(stone)
    _check_on_memo(stone)
    # Promises are made above this room; they point here.
    if stone.promises.filter(released_at__isnull=True).exists():
        raise WrongState("This stone is promised to a piece. Release it there first.")
    dealer = str(stone.memo.dealer)  # type: ignore[union-attr]
    if (holder_of(stone), holder_kind_of(stone)) != (dealer, HolderKind.DEALER):
        pass_on(thing=stone, to_holder=dealer, to_kind=HolderKind.DEALER, by=by)
    stone.returned_at = timezone.now()
    stone.save(update_fields=["returned_at"])
    record("stone.returned", stone, by=by, stone=str(stone), dealer=dealer)
    return stone


@transaction.atomic
def extend_memo(*, memo: Memo, due: date, note: str, by: Actor) -> Memo:
    """Agree with the dealer on a later day, with a note of what was said.

    The same day twice changes nothing. Raises `Refusal` for an earlier day or without a note.
    """
    _check_house(by)
    memo = Memo.objects.select_for_update(of=("self",), no_key=True).get(pk=memo.pk)
    if due == memo.due:
        return memo
    if due < memo.due:
        raise Refusal(f"The memo runs to {memo.due:%-d %B %Y}; a longer one ends later.")
    if not note.strip():
        raise Refusal("Please note what was agreed, and with whom.")
    before, memo.due = memo.due, due
    memo.note = "\n".join(filter(None, [memo.note, f"{by.name}: {note.strip()}"]))
    memo.save(update_fields=["due", "note"])
    record(
        "memo.extended",
        memo,
        by=by,
        number=memo.number,
        note=note.strip(),
        before=f"{before:%-d %b %Y}",
        due=f"{due:%-d %b %Y}",
    )
    return memo


def is_on_memo(stone: Stone) -> bool:
    """Tell whether a stone may be bought or given back."""
    return stone.title == Title.MEMO and stone.returned_at is None


def _locked(stone: Stone) -> Stone:
    held = Stone.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("variety", "memo__dealer").get(pk=stone.pk)


def _check_house(by: Actor) -> None:
    if not by.is_house:
        raise NotAllowed("Only the atelier deals with its dealers.")


def _check_on_memo(stone: Stone) -> None:
    if stone.returned_at is not None:
        day = timezone.localtime(stone.returned_at)
        raise WrongState(f"This stone went back on {day:%-d %B %Y}.")
    if not is_on_memo(stone):
        raise WrongState("This stone is not on memo.")


def _check_invoice(number: str, day: date, cost: Decimal) -> None:
    if not number.strip():
        raise Refusal("Please give the number of the dealer's invoice.")
    if day > House.current().today():
        raise Refusal("The invoice is dated later than today.")
    if cost <= 0:
        raise Refusal("Please give what a carat cost.")
