"""Whose hands goods are in: an append-only ledger with exactly one holder at a time."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.models import BroughtPiece, CustodyMovement, Stone
from atelier.materials.models.stones import HolderKind, Title

Thing = Stone | BroughtPiece


@dataclass(frozen=True)
class Observed:
    """What was seen as goods changed hands: condition at 10×, weights as weighed, the seal."""

    condition: str = ""
    carats: Decimal | None = None
    grams: Decimal | None = None
    seal: str = ""


@transaction.atomic
def move(
    *,
    thing: Thing,
    to_holder: str,
    to_kind: str,
    by: Actor,
    condition: str = "",
    carats: Decimal | None = None,
    grams: Decimal | None = None,
    seal: str = "",
    commission_id: int | None = None,
) -> CustodyMovement:
    """Write that goods passed from their present holder to `to_holder`, weighed and looked at.

    Raises `Conflict` when they are already there, so a repeated tap adds nothing, `NotAllowed` for
    a client, and `Refusal` without a name, or for an owner: what goes home is signed for.
    """
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the atelier writes who holds a stone.")
    if to_kind == HolderKind.OWNER:
        raise Refusal("What goes back to its owner is checked and signed for: hand it back.")
    return pass_on(
        thing=thing,
        to_holder=to_holder,
        to_kind=to_kind,
        by=by,
        observed=Observed(condition, carats, grams, seal),
        commission_id=commission_id,
    )


def move_stone(
    *,
    stone: Stone,
    to_holder: str,
    by: Actor,
    to_kind: str = HolderKind.HOUSE,
    condition: str = "",
    carats: Decimal | None = None,
    seal: str = "",
) -> CustodyMovement:
    """Move one stone; as `move`, and within the house unless said otherwise."""
    return move(
        thing=stone,
        to_holder=to_holder,
        to_kind=to_kind,
        by=by,
        condition=condition,
        carats=carats,
        seal=seal,
    )


@transaction.atomic
def pass_on(
    *,
    thing: Thing,
    to_holder: str,
    to_kind: str,
    by: Actor,
    observed: Observed | None = None,
    commission_id: int | None = None,
) -> CustodyMovement:
    """Write the next movement whoever takes the goods: for what has already been signed for.

    Raises `Refusal` without a name, and `Conflict` when they are already there.
    """
    if not to_holder.strip():
        raise Refusal(f"Please say who takes the {noun(thing)}.")
    thing = locked(thing)
    check_holder(thing, to_kind)
    last = thing.movements.order_by("-sequence").first()
    holder = holder_of(thing)
    if last and (holder, last.to_kind) == (to_holder, to_kind):
        raise Conflict(f"This {noun(thing)} is already with {to_holder}.", holder=holder)
    movement = CustodyMovement.objects.create(
        **about(thing),
        sequence=last.sequence + 1 if last else 1,
        from_holder=holder,
        to_holder=to_holder,
        to_kind=to_kind,
        by_name=by.name,
        **asdict(observed or Observed()),
    )
    hands = {"from_holder": holder, "to_holder": to_holder}
    record(f"{noun(thing)}.moved", thing, by=by, commission_id=commission_id, **hands)
    return movement


def check_holder(thing: Thing, to_kind: str) -> None:
    """Refuse to give a client what a dealer only lent. Raises `Refusal`."""
    if isinstance(thing, Stone) and thing.title == Title.MEMO and to_kind == HolderKind.OWNER:
        raise Refusal(
            "This stone is on memo: its title is the dealer's until the house has bought it."
        )


def locked(thing: Thing) -> Thing:
    """Return the thing re-read and locked until the end of the transaction."""
    rows: Any = type(thing).objects
    return rows.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)


def holder_of(thing: Thing) -> str:
    """Return who holds it now; before its first movement, whoever it belongs to."""
    return str(_held(thing, "holder_now"))


def holder_kind_of(thing: Thing) -> HolderKind:
    """Return what kind of holder has it now."""
    return HolderKind(_held(thing, "holder_kind"))


def _held(thing: Thing, field: str) -> str:
    rows: Any = type(thing).objects
    return rows.with_holder().values_list(field, flat=True).get(pk=thing.pk)


def noun(thing: Thing) -> str:
    """Return "stone" or "piece"."""
    return "stone" if isinstance(thing, Stone) else "piece"


def about(thing: Thing) -> dict[str, Any]:
    """Return the field by which a row of the ledger, a receipt or an incident names the thing."""
    return {"stone" if isinstance(thing, Stone) else "brought_piece": thing}
