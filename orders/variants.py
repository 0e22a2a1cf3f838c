"""One option made from another by changing one thing: its lines, its words, what it costs more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from atelier.house.amounts import plain
from atelier.journal.refusals import Refusal
from atelier.materials.models import Alloy, Setting, Stone, StoneVariety
from atelier.materials.models.stones import Growth
from atelier.materials.wording import metal_wording, stone_wording, treatment_wording
from designs.models import MM_PER_INCH
from orders import trade_offs
from orders.figures import CannotPrice, Figures
from orders.models import Piece, QuoteOption
from orders.models.pieces import RANGES
from orders.models.wear import Finish
from orders.qualities import durability_of, upkeep_of
from orders.repricing import (
    Row,
    Rows,
    StoneWish,
    in_alloy,
    main_stone,
    metal_of,
    net_grams_of,
    on_length,
    setting_code,
    with_finish,
    with_setting,
    with_stone,
)
from orders.totals import total_of

__all__ = ["Change", "StoneWish", "Variant", "vary"]


@dataclass(frozen=True)
class Change:
    """The one thing that differs; chain length in mm. Raises `Refusal` for none or for two."""

    alloy: Alloy | None = None
    stone: Stone | StoneWish | None = None
    setting: Setting | None = None
    chain_length: Decimal | None = None
    finish: str | None = None

    def __post_init__(self) -> None:
        if not self._given():
            raise Refusal("Choose what should differ.")
        if len(self._given()) > 1:
            raise Refusal("Change one thing at a time, so that the options can be compared.")

    def _given(self) -> list[str]:
        return [each.name for each in fields(self) if getattr(self, each.name) is not None]

    @property
    def thing(self) -> str:
        """The name of what differs."""
        return self._given()[0]


@dataclass(frozen=True)
class Variant:
    """An option as it would be written: its words, and its lines as kept or priced again."""

    words: dict[str, Any]
    rows: Rows


@dataclass(frozen=True)
class _Basis:
    """What an option is varied on."""

    option: QuoteOption
    rows: Rows
    piece: Piece | None
    figures: Figures

    @property
    def variety(self) -> StoneVariety | None:
        """The variety of the main stone, where the lines say it."""
        return _variety(main_stone(self.rows), self.figures)


def vary(option: QuoteOption, change: Change, piece: Piece | None, figures: Figures) -> Variant:
    """Return `option` with one thing changed and priced at today's figures.

    Prefetch its lines with their stones. Raises `CannotPrice` or another `Refusal`.
    """
    basis = _Basis(option, list(option.lines.all()), piece, figures)
    rows, words, traits = _WAYS[change.thing](basis, getattr(change, change.thing))
    more = total_of(rows, option.quote).total - total_of(basis.rows, option.quote).total
    words["trade_off"] = trade_offs.sentence(traits, more, option.quote.currency)
    return Variant(words, rows)


Varied = tuple[Rows, dict[str, Any], list[str]]


def _in_alloy(basis: _Basis, alloy: Alloy) -> Varied:
    old = basis.option.alloy
    if alloy.pk == old.pk:
        raise Refusal(f"This option is in {metal_wording(alloy)} already.")
    setting = setting_code(basis.rows)
    words = {
        "title": f"In {metal_wording(alloy)}",
        "alloy": alloy,
        "durability": durability_of(alloy, basis.variety, setting),
        "upkeep": upkeep_of(alloy, basis.variety),
    }
    rows = in_alloy(basis.rows, old, alloy, basis.figures)
    return rows, words, trade_offs.of_alloy(old, alloy)


def _with_stone(basis: _Basis, stone: Stone | StoneWish) -> Varied:
    rows = with_stone(basis.rows, stone, basis.figures)
    alloy, setting = basis.option.alloy, setting_code(rows)
    name = stone_wording(stone.variety, stone.growth, stone.colour)
    words = {
        "title": f"With {_article(name)} {name}"[:80],
        "stone": (name[:1].upper() + name[1:])[:160],
        "treatment": _treatment(stone),
        "durability": durability_of(alloy, stone.variety, setting),
        "upkeep": upkeep_of(alloy, stone.variety, stone.treatment),
    }
    larger = _carats(main_stone(rows)) - _carats(main_stone(basis.rows))
    return rows, words, trade_offs.of_stone(basis.variety, stone.variety, larger_by=larger)


def _with_setting(basis: _Basis, setting: Setting) -> Varied:
    rows, old = with_setting(basis.rows, setting, basis.figures), setting_code(basis.rows)
    words = {
        "title": _held(setting),
        "durability": durability_of(basis.option.alloy, basis.variety, setting.code),
    }
    return rows, words, trade_offs.of_setting(old, setting.code)


def _on_chain(basis: _Basis, length: Decimal) -> Varied:
    least, most = RANGES["chain_length"]
    if not least <= length <= most:
        raise Refusal("A chain is 14 to 36 inches long.")
    if basis.piece is None or basis.piece.design is None:
        raise CannotPrice("Without a design nobody knows what an inch of this chain weighs.")
    alloy = basis.option.alloy
    rows = on_length(basis.rows, alloy, basis.piece.design, length, basis.figures)
    old_rows, new_rows = metal_of(basis.rows, alloy), metal_of(rows, alloy)
    heavier = _grams(new_rows, basis.figures) - _grams(old_rows, basis.figures)
    old = _length(old_rows, basis.piece)
    words = {"title": f"On a chain of {plain(round(length / MM_PER_INCH, 1))} in"}
    return rows, words, trade_offs.of_chain(length - old, heavier)


def _with_finish(basis: _Basis, finish: str) -> Varied:
    rows = with_finish(basis.rows, finish, basis.figures)
    words = {"title": f"{Finish(finish).label} all over"}
    return rows, words, trade_offs.of_finish(finish)


_WAYS: dict[str, Callable[..., Varied]] = {
    "alloy": _in_alloy,
    "stone": _with_stone,
    "setting": _with_setting,
    "chain_length": _on_chain,
    "finish": _with_finish,
}


def _variety(row: Row | None, figures: Figures) -> StoneVariety | None:
    return figures.varieties.get(row.basis.get("variety", "")) if row else None


def _treatment(stone: Stone | StoneWish) -> str:
    filler = stone.filler if isinstance(stone, Stone) else ""
    said = treatment_wording(stone.treatment, filler)
    if stone.growth == Growth.UNKNOWN:
        return said[:1].upper() + said[1:]
    return f"{Growth(stone.growth).label}, {said}"


def _carats(row: Row | None) -> Decimal:
    return row.quantity if row and row.unit == "ct" else Decimal(0)


def _grams(rows: list[Row], figures: Figures) -> Decimal:
    return sum((net_grams_of(row, figures) for row in rows), Decimal(0))


def _length(rows: list[Row], piece: Piece) -> Decimal:
    usual = (piece.design and piece.design.reference_length_in) or Decimal(0)
    return Decimal(rows[0].basis.get("chain_mm", usual * MM_PER_INCH))


def _held(setting: Setting) -> str:
    name = setting.name.lower().split(",")[0]
    return f"With {name}" if name.endswith("prongs") else f"In {_article(name)} {name} setting"


def _article(name: str) -> str:
    return "an" if name[:1] in "aeiou" else "a"
