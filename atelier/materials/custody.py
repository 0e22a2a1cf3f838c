"""Whose hands a stone is in: an append-only ledger with exactly one holder at a time."""

from decimal import Decimal

from django.db import transaction

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.record import record
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.models import CustodyMovement, Stone


@transaction.atomic
def move_stone(
    *,
    stone: Stone,
    to_holder: str,
    by: Actor,
    condition: str = "",
    carats: Decimal | None = None,
    seal: str = "",
) -> CustodyMovement:
    """Write that a stone passed from its present holder to `to_holder`; `carats` as weighed then.

    Raises `Conflict` when the stone is already there, so a repeated tap adds nothing, `NotAllowed`
    for a client, and `Refusal` without a name.
    """
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the atelier writes who holds a stone.")
    if not to_holder.strip():
        raise Refusal("Please say who takes the stone.")
    stone = Stone.objects.select_for_update(of=("self",), no_key=True).get(pk=stone.pk)
    last = stone.movements.order_by("-sequence").first()
    holder = holder_of(stone)
    if last and holder == to_holder:
        raise Conflict(f"This stone is already with {to_holder}.", holder=holder)
    movement = CustodyMovement.objects.create(
        stone=stone,
        sequence=last.sequence + 1 if last else 1,
        from_holder=holder,
        to_holder=to_holder,
        by_name=by.name,
        condition=condition,
        carats=carats,
        seal=seal,
    )
    record("stone.moved", stone, by=by, from_holder=holder, to_holder=to_holder)
    return movement


def holder_of(stone: Stone) -> str:
    """Return who holds a stone now; before its first movement, whoever it belongs to."""
    held = Stone.objects.with_holder().get(pk=stone.pk)
    return str(held.holder_now)  # type: ignore[attr-defined]
