"""Which real stone may stand for one that was agreed before anybody had found it.

An offer may price a stone by the list: its kind, its colour and the room it has. What is found
after the approval is of that kind; any other stone is a change order.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import Stone, StoneVariety
from atelier.materials.models.stones import Title
from orders.models import Approval, Commission, CommissionStone, OptionStone, QuoteLine
from orders.models.quotes import LineKind
from orders.policies.sides import check_house
from orders.statuses import CommissionStatus

CHOOSABLE = frozenset({CommissionStatus.APPROVED, CommissionStatus.MAKING})


def unfound(commission: Commission) -> set[str]:
    """Return the varieties (codes) agreed on before a stone was found; "" was typed by hand."""
    return {code or "" for code in _listed(commission).values_list("basis__variety", flat=True)}


def still_unfound(commission: Commission) -> list[str]:
    """Return the stones, by name, that were agreed on and that nobody has chosen yet.

    A single one or a pair; little ones are not chosen one by one.
    """
    return [variety.name.lower() for variety in not_chosen(commission)]


def not_chosen(commission: Commission) -> QuerySet[StoneVariety]:
    """Return the varieties of the stones that were agreed on and that nobody has chosen yet."""
    return _not_chosen(commission.pk)


def unfound_in(commission: str) -> QuerySet[StoneVariety]:
    """Return the same for an outer query; `commission` is its path to the commission."""
    return _not_chosen(OuterRef(OuterRef(commission)))


def _not_chosen(commission: Any) -> QuerySet[StoneVariety]:
    lines = QuoteLine.objects.annotate(variety=KeyTextTransform("variety", "basis")).filter(
        option__quote__approval__commission=commission,
        option__quote__approval__option=F("option"),
        kind=LineKind.STONE,
        unit="ct",
        stone=None,
        basis__count__in=["1", "2"],
        variety=OuterRef("code"),
    )
    chosen = CommissionStone.objects.living().filter(
        commission=commission, stone__variety=OuterRef("pk")
    )
    return StoneVariety.objects.filter(Exists(lines), ~Exists(chosen))


def asks_for_stones(commission: Commission) -> bool:
    """Tell whether the house still has a stone to choose for an approved piece."""
    if commission.status not in CHOOSABLE:
        return False
    by_hand = "" in unfound(commission) and not commission.stones.living().exists()
    return by_hand or bool(still_unfound(commission))


def _listed(commission: Commission) -> QuerySet[QuoteLine]:
    agreed = Approval.objects.filter(commission=commission).values("option")
    lines = QuoteLine.objects.filter(option__in=agreed, kind=LineKind.STONE, unit="ct")
    return lines.filter(stone__isnull=True)


def suits(variety: str, codes: Collection[str]) -> bool:
    """Tell whether a stone of this variety (code) may stand for one of those still to be found."""
    return variety in codes or "" in codes


def check_choose(commission: Commission, stone: Stone, by: Actor) -> None:
    """Refuse any stone but one of the house's that was agreed on unseen. Raises `Refusal`."""
    check_house(by)
    if commission.status not in CHOOSABLE:
        raise WrongState("A stone is chosen for a piece that was approved and is not finished.")
    if stone.title == Title.CLIENT:
        raise Refusal("A client's own stone comes in on a receipt.")
    if not suits(stone.variety.code, unfound(commission)):
        name = stone.variety.name.lower()
        raise WrongState(f"No {name} of the agreed offer is still to be found: write a change.")


def check_take_back(promise: CommissionStone, by: Actor) -> None:
    """Refuse to take back what the client approved, or what the workshop has. Raises `Refusal`."""
    check_house(by)
    if promise.commission.status != CommissionStatus.APPROVED:
        raise WrongState("The workshop has this stone: only a change order takes it away.")
    if not chosen_later(promise.commission).filter(pk=promise.pk).exists():
        raise NotAllowed("This stone is part of what the client approved.")


def chosen_later(commission: Commission) -> QuerySet[CommissionStone]:
    """Return the living promises of the house's stones that no approved option named."""
    approved = Approval.objects.filter(commission=commission).values("option")
    named = OptionStone.objects.filter(option__in=approved).values("stone")
    living = commission.stones.living().exclude(stone__title=Title.CLIENT)
    return living.exclude(stone__in=named)


def mistakes_of(commission: Commission) -> set[int]:
    """Return the promises (keys) that may be taken back: chosen later, and not at work yet."""
    if commission.status != CommissionStatus.APPROVED:
        return set()
    return set(chosen_later(commission).values_list("pk", flat=True))
