"""Whether a piece has stones to set; without any, setting and its test are left out."""

from collections.abc import Iterable
from typing import Any

from orders.models import Piece
from orders.models.quotes import LineKind

STONE_WORK = frozenset({LineKind.STONE, LineKind.SETTING})


def holds_stones(agreed: dict[str, Any], pieces: Iterable[Piece]) -> bool:
    """Tell whether there are stones in what was agreed, or else in what was wished for."""
    if agreed.get("stones") or agreed.get("option", {}).get("stone"):
        return True
    if any(line.get("kind") in STONE_WORK for line in agreed.get("price", {}).get("lines", ())):
        return True
    return any(piece.stone_variety_id or (piece.design and piece.design.stones) for piece in pieces)
