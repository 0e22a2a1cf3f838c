"""What a goldsmith would say before a choice is sent, from the pieces as they are wished for.

A wish names a variety, not yet a stone, so it is told what the variety itself calls for; the
stone that is found later may call for more.
"""

from collections.abc import Mapping

from atelier.materials.care import Caution, warnings_for
from atelier.materials.models import StoneVariety
from atelier.materials.models.stones import Treatment
from designs.models import WORN_ON_FINGER
from orders.models import Commission, Piece

FULL_ETERNITY = "eternity"
"""The family of designs with stones all round, which leaves no place for resizing."""


def cautions_of(commission: Commission) -> list[Caution]:
    """Return what to tell the client of their choices, each once, in two queries."""
    pieces = list(commission.pieces.select_related("design", "stone_variety", "setting"))
    designed = _designed_varieties(pieces)
    said: dict[str, Caution] = {}
    for piece in pieces:
        for caution in _of_piece(piece, designed):
            said.setdefault(caution.sentence, caution)
    return list(said.values())


def _of_piece(piece: Piece, designed: Mapping[str, StoneVariety]) -> list[Caution]:
    main = _main_stone(piece)
    setting = piece.setting.code if piece.setting else main.get("setting", "")
    return warnings_for(
        piece.stone_variety or designed.get(main.get("variety", "")),
        is_ring=piece.piece_type in WORN_ON_FINGER,
        setting=setting,
        is_full_eternity=bool(piece.design and piece.design.family == FULL_ETERNITY),
        treatment=Treatment.NONE,
    )


def _main_stone(piece: Piece) -> dict[str, str]:
    stones = piece.design.stones if piece.design else []
    return stones[0] if stones else {}


def _designed_varieties(pieces: list[Piece]) -> dict[str, StoneVariety]:
    codes = {_main_stone(piece).get("variety") for piece in pieces} - {None}
    return {variety.code: variety for variety in StoneVariety.objects.filter(code__in=codes)}
