"""Which of the three levels suits a wish. The form suggests, the client chooses, staff decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier.materials.models import Alloy
from designs.models import Design, PieceType
from orders.models import Commission
from orders.models.commissions import Occasion
from orders.statuses import Level


@dataclass(frozen=True)
class LevelCard:
    """A level as a client meets it: what they decide, and what stays as designed."""

    level: Level
    title: str
    sentence: str
    decides: tuple[str, ...]
    stays: str


# The brief's own table: General may change metal colour, ring size and chain length; Mid-level
# also stone and shape; Bespoke is a new design.
CARDS = (
    LevelCard(
        level=Level.GENERAL,
        title="General",
        sentence="A design of ours, made in your metal and to your measure.",
        decides=("The colour of the metal", "The ring size", "The length of the chain"),
        stays="Stones and shape stay as designed.",
    ),
    LevelCard(
        level=Level.MID,
        title="Mid-level",
        sentence="A design of ours, with the stone you would rather see in it.",
        decides=(
            "The kind of stone or its colour",
            "The shape of the stone",
            "Metal, size and length as well",
        ),
        stays="The structure of the piece stays as designed.",
    ),
    LevelCard(
        level=Level.BESPOKE,
        title="Bespoke",
        sentence="A new design, drawn with you and made once.",
        decides=(
            "Everything, from the first sketch",
            "Engagement rings and wedding bands of your own",
            "Stones you already have",
        ),
        stays="You approve a drawing before anything is made.",
    ),
)


@dataclass(frozen=True)
class Suggestion:
    """The level we would begin with, and why."""

    level: Level
    reason: str


_OF_OCCASION = {
    Occasion.ENGAGEMENT: "Most engagement rings we make are drawn for one person.",
    Occasion.WEDDING: "Wedding bands are usually drawn to sit with another ring.",
    Occasion.HEIRLOOM: "To carry an heirloom on we draw around what you already have.",
}


def suggest_level(commission: Commission) -> Suggestion:
    """Return the level that the answers so far point to, with its reason."""
    piece = commission.pieces.first()
    if piece and piece.design_id:
        return Suggestion(Level.GENERAL, f"You began with {piece.design}.")
    if commission.occasion in _OF_OCCASION:
        return Suggestion(Level.BESPOKE, _OF_OCCASION[Occasion(commission.occasion)])
    if commission.occasion in (Occasion.ANNIVERSARY, Occasion.BIRTH):
        return Suggestion(Level.MID, "For such a day many choose a stone that means something.")
    return Suggestion(Level.GENERAL, "Our own designs are the shortest way to a piece.")


def is_colour_change(design: Design, alloy: Alloy) -> bool:
    """Tell whether an alloy differs from the design's own in colour alone.

    Another karat or another metal is not on the General list [B]; staff decide on it.
    """
    own = design.default_alloy
    return (alloy.metal_id, alloy.fineness) == (own.metal_id, own.fineness)


def other_metal(design: Design) -> str:
    """Return what a client is told who asks for another karat or metal than the design's."""
    return (
        f"{design} is drawn for {design.default_alloy}. Another karat or metal is more than a"
        " change of colour: we confirm it and its price by hand."
    )


_SHOWS = {
    Level.GENERAL: PieceType.WEDDING_BAND,
    Level.MID: PieceType.PENDANT,
    Level.BESPOKE: PieceType.ENGAGEMENT_RING,
}


def shown_designs(designs: Iterable[Design]) -> dict[str, Design]:
    """Return which of the designs stands for each level by its picture; a level may have none."""
    first: dict[str, Design] = {}
    for design in designs:
        first.setdefault(design.piece_type, design)
    return {level: first[kind] for level, kind in _SHOWS.items() if kind in first}
