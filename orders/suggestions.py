"""Lines to begin an option with: the same numbers as the indicative price, for staff to change."""

from designs.models import Design
from orders.figures import CannotPrice, Figures
from orders.models import Piece, QuoteLine, QuoteOption
from orders.models.commissions import StoneSource
from orders.priced_lines import Choice, lines_for


def suggest_lines(
    option: QuoteOption, piece: Piece, *, figures: Figures | None = None
) -> list[QuoteLine]:
    """Return unsaved lines for a piece in the option's alloy, after the option's present ones.

    The second band of a pair whose design describes both brings no line of its own. Raises
    `CannotPrice` for a piece without a design, or when a price it needs is not known.
    """
    if piece.part == "B" and piece.design and piece.design.is_pair:
        return []
    priced = lines_for(choice_of(option, piece), figures or Figures.today())
    begin = option.lines.count()
    return [line.written(option, begin + number) for number, line in enumerate(priced, 1)]


def choice_of(option: QuoteOption, piece: Piece) -> Choice:
    """Return what the client wished for, in the option's alloy."""
    return Choice(
        _design_of(piece),
        option.alloy,
        diameter=piece.ring_diameter,
        chain_length=piece.chain_length,
        variety=piece.stone_variety,
        colour=piece.stone_colour,
        cut=piece.cut,
        setting=piece.setting.code if piece.setting else "",
        is_single=piece.is_single,
        own_stone=piece.commission.stone_source == StoneSource.CLIENT,
        engraving=piece.engraving,
        finish=piece.finish,
        fitting=piece.fitting,
    )


def _design_of(piece: Piece) -> Design:
    if piece.design is None:
        raise CannotPrice("Choose the nearest design first; its lines are then yours to change.")
    return piece.design
