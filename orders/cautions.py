"""What a goldsmith would say before a choice is sent, from the pieces as they are wished for.

A wish names a variety, not yet a stone, so it is told what the variety itself calls for; the
stone that is found later may call for more. An option with real stones is told what they call for,
and the client acknowledges each by its code before approving.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from atelier.materials.care import Caution, warnings_for
from atelier.materials.models import StoneVariety
from atelier.materials.models.stones import Treatment
from designs.models import WORN_ON_FINGER
from orders.models import Commission, OptionStone, Piece, QuoteOption

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


def cautions_of_option(option: QuoteOption) -> list[Caution]:
    """Return what to tell the client of an option's own stones on their piece, each once.

    An option without a real stone yet is told what was wished for.
    """
    offered = list(option.stones.select_related("stone__variety"))
    commission = option.quote.commission
    if not offered:
        return cautions_of(commission)
    pieces = list(commission.pieces.select_related("design", "setting"))
    said: dict[str, Caution] = {}
    for piece, each in product(pieces, offered):
        for caution in _of_stone(piece, each):
            said.setdefault(caution.sentence, caution)
    return _each_to_tick(list(said.values()))


def _each_to_tick(cautions: list[Caution]) -> list[Caution]:
    """Tell apart what two stones call for alike: later-heat, later-heat-2."""
    times = Counter[str]()
    told = []
    for caution in cautions:
        times[caution.code] += 1
        number = times[caution.code]
        told.append(replace(caution, code=f"{caution.code}-{number}") if number > 1 else caution)
    return told


def _of_stone(piece: Piece, offered: OptionStone) -> list[Caution]:
    return warnings_for(
        offered.stone.variety, treatment=offered.stone.treatment, **_ways_of_wearing(piece)
    )


def _ways_of_wearing(piece: Piece) -> dict[str, Any]:
    setting = piece.setting.code if piece.setting else _main_stone(piece).get("setting", "")
    return {
        "is_ring": piece.piece_type in WORN_ON_FINGER,
        "setting": setting,
        "is_full_eternity": bool(piece.design and piece.design.family == FULL_ETERNITY),
    }


def _of_piece(piece: Piece, designed: Mapping[str, StoneVariety]) -> list[Caution]:
    return warnings_for(
        piece.stone_variety or designed.get(_main_stone(piece).get("variety", "")),
        treatment=Treatment.NONE,
        **_ways_of_wearing(piece),
    )


def _main_stone(piece: Piece) -> dict[str, str]:
    stones = piece.design.stones if piece.design else []
    return stones[0] if stones else {}


def _designed_varieties(pieces: list[Piece]) -> dict[str, StoneVariety]:
    codes = {_main_stone(piece).get("variety") for piece in pieces} - {None}
    return {variety.code: variety for variety in StoneVariety.objects.filter(code__in=codes)}
