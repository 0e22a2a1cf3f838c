"""What a draft comes to at today's prices, before tax, and why: exact for General, a range for
Mid-level.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from atelier.materials.ring_sizes import RingSizeSystem
from orders.differences import STEADY, explain, priced_at
from orders.figures import CannotPrice, Figures
from orders.levels import is_colour_change, other_metal
from orders.models import Commission, Piece
from orders.pricing import SPREAD_REASONS, Choice, lines_for, mid_range, total
from orders.statuses import Level

_BANDS = {"": "", "A": "First band: ", "B": "Second band: "}
PAIR_FAMILY = "band_pair"
"""The family of designs drawn, weighed and priced as two bands."""


@dataclass(frozen=True)
class Indication:
    """The least and the most; the same where the choice settles the price."""

    low: Decimal
    high: Decimal

    @property
    def is_exact(self) -> bool:
        """Whether nothing is left open."""
        return self.low == self.high


@dataclass(frozen=True)
class Reasons:
    """What makes a price what it is: each thing chosen, the metal's day, why a range is one."""

    differences: tuple[str, ...] = ()
    priced_at: str = ""
    by_staff: str = ""
    spread: tuple[str, ...] = ()
    steady: str = STEADY


def indicate(commission: Commission) -> Indication | None:
    """Return what a draft comes to, or None for what is priced by hand."""
    return indicate_pieces(pieces_to_price(commission), commission.level)


def pieces_to_price(commission: Commission) -> list[Piece]:
    """Return a commission's pieces with all that their price rests on, in one query."""
    found = commission.pieces.select_related(
        "design__default_alloy__metal", "alloy__metal", "stone_variety", "cut"
    )
    return list(found)


def indicate_pieces(
    pieces: Iterable[Piece], level: str, figures: Figures | None = None
) -> Indication | None:
    """Return what these pieces of one commission come to together."""
    every = _each_once(list(pieces))
    if not every or level == Level.BESPOKE or any(piece.design is None for piece in every):
        return None
    figures = figures or Figures.today()
    try:
        spans = [_span(piece, level, figures) for piece in every]
    except CannotPrice:
        return None
    return Indication(
        low=sum((low for low, _ in spans), Decimal(0)),
        high=sum((high for _, high in spans), Decimal(0)),
    )


def reasons_for(
    pieces: Iterable[Piece], level: str, figures: Figures | None = None
) -> Reasons | None:
    """Return why these pieces cost what they cost, or None for what is priced by hand."""
    every = _each_once(list(pieces))
    designs = [piece.design for piece in every if piece.design]
    if not designs or level == Level.BESPOKE:
        return None
    figures, alloy = figures or Figures.today(), every[0].alloy or designs[0].default_alloy
    try:
        at = priced_at(figures.metal_price(alloy), figures.house)
        if level == Level.MID and designs[0].stones:
            return Reasons(priced_at=at, spread=SPREAD_REASONS)
        differences = tuple(words for piece in every for words in _differences(piece, figures))
    except CannotPrice:
        return None
    by_staff = "" if is_colour_change(designs[0], alloy) else other_metal(designs[0])
    return Reasons(differences, at, by_staff)


def _differences(piece: Piece, figures: Figures) -> Iterator[str]:
    if piece.design is None:
        return
    found = explain(
        piece.design,
        piece.alloy or piece.design.default_alloy,
        diameter=piece.ring_diameter,
        system=piece.ring_size_system or RingSizeSystem.US,
        chain_length=piece.chain_length,
        figures=figures,
    )
    for difference in found:
        yield f"{_BANDS[piece.part]}{difference}"


def _each_once(pieces: list[Piece]) -> list[Piece]:
    """A design drawn as a pair is weighed, and so priced, with both of its bands."""
    first = pieces[0] if pieces else None
    drawn_as_pair = first and first.design and first.design.family == PAIR_FAMILY
    return pieces[:1] if drawn_as_pair else pieces


def _span(piece: Piece, level: str, figures: Figures) -> tuple[Decimal, Decimal]:
    design = piece.design
    if design is None:
        raise CannotPrice("A design of its own is priced by hand.")
    alloy = piece.alloy or design.default_alloy
    if level == Level.GENERAL or not design.stones:
        choice = Choice(design, alloy, piece.ring_diameter, piece.chain_length)
        price = total(lines_for(choice, figures))
        return price, price
    return mid_range(
        design,
        alloy,
        variety=piece.stone_variety,
        colour=piece.stone_colour,
        cut=piece.cut,
        diameter=piece.ring_diameter,
        chain_length=piece.chain_length,
        figures=figures,
    )
