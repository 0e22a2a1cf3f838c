"""What a draft comes to at today's prices, before tax: exact for General, a range for Mid-level."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from orders.figures import CannotPrice, Figures
from orders.models import Commission, Piece
from orders.pricing import Choice, lines_for, mid_range, total
from orders.statuses import Level

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


def indicate(commission: Commission) -> Indication | None:
    """Return what a draft comes to, or None for what is priced by hand."""
    pieces = commission.pieces.select_related(
        "design__default_alloy__metal", "alloy__metal", "stone_variety", "cut"
    )
    return indicate_pieces(pieces, commission.level)


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
