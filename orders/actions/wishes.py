"""Keeps the pieces of a draft in step with its answers. Called inside `save_step` alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from designs.models import PieceType
from orders.indications import PAIR_FAMILY
from orders.models import Commission, Piece
from orders.models.commissions import Wearer
from orders.statuses import Level
from orders.steps import Step


@dataclass(frozen=True)
class Wish:
    """What later answers rest on."""

    level: str
    piece_type: str
    design_id: int | None
    is_pair: bool


def wish_of(commission: Commission) -> Wish:
    """Return what is wished for so far."""
    pieces = list(commission.pieces.all())
    kind = (pieces[0].piece_type, pieces[0].design_id) if pieces else ("", None)
    return Wish(commission.level, *kind, is_pair=len(pieces) > 1)


def standing(before: Wish, after: Wish) -> int:
    """Return the number of the last step whose answers still hold after a change."""
    if before.level and before.level != after.level:
        redrawn = Level.BESPOKE in (before.level, after.level)
        return Step.LEVEL.number if redrawn else Step.INSPIRATION.number
    if replace(before, level=after.level) != after:
        return Step.INSPIRATION.number
    return Step.REVIEW.number


def write_wish(commission: Commission, wish: Mapping[str, Any] | None) -> None:
    """Write the kind of piece and the design; another kind of piece forgets its measures."""
    if not wish:
        return
    piece = commission.pieces.first()
    if piece is None or piece.piece_type != wish["piece_type"]:
        commission.pieces.all().delete()
        piece = Piece(commission=commission, piece_type=wish["piece_type"])
    piece.design = wish["design"]
    piece.save()


def write_parts(commission: Commission, parts: Mapping[str, Mapping[str, Any]]) -> None:
    """Write each piece's materials and measures."""
    for piece in commission.pieces.filter(part__in=list(parts)):
        for name, value in parts[piece.part].items():
            setattr(piece, name, value)
        piece.save(update_fields=list(parts[piece.part]))


def settle(commission: Commission) -> None:
    """Make one piece two where a pair is wished for, and two one where it no longer is."""
    pieces = list(commission.pieces.select_related("design"))
    if not pieces:
        return
    first, rest = pieces[0], pieces[1:]
    pair = is_pair(commission, first)
    _rename(first, "A" if pair else "")
    if not pair:
        commission.pieces.exclude(pk=first.pk).delete()
        return
    second = rest[0] if rest else Piece(commission=commission, part="B")
    second.piece_type, second.design = first.piece_type, first.design
    second.save()


def is_pair(commission: Commission, piece: Piece) -> bool:
    """Tell whether two bands are meant: two pieces, one order."""
    if piece.piece_type != PieceType.WEDDING_BAND:
        return False
    drawn_as_pair = piece.design is not None and piece.design.family == PAIR_FAMILY
    return drawn_as_pair or commission.wearer == Wearer.BOTH


def _rename(piece: Piece, part: str) -> None:
    if piece.part != part:
        piece.part = part
        piece.save(update_fields=["part"])
