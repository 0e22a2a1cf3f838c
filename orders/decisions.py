"""What in a request only staff can decide; none of it refuses anything."""

from collections.abc import Iterator
from dataclasses import dataclass

from orders.haste import comfortable_date, is_too_soon
from orders.levels import is_colour_change, other_metal
from orders.models import Commission
from orders.statuses import Level


@dataclass(frozen=True)
class Decision:
    """A question for staff: `code` for machines, a sentence for the client, one for the house."""

    code: str
    to_client: str
    to_house: str


def decisions_of(commission: Commission) -> list[Decision]:
    """Return what staff must decide about a request."""
    return [*_date(commission), *_metal(commission)]


def _date(commission: Commission) -> Iterator[Decision]:
    if commission.needed_by and is_too_soon(commission):
        yield Decision(
            "too-soon",
            f"A piece like this is usually ready from {comfortable_date(commission):%-d %B %Y}. "
            "Send it all the same: we look at the bench and tell you honestly what can be done.",
            f"Needed by {commission.needed_by:%-d %B %Y}, sooner than usual.",
        )


def _metal(commission: Commission) -> Iterator[Decision]:
    """Another karat or another metal is not on the General list."""
    if commission.level != Level.GENERAL:
        return
    piece = commission.pieces.select_related("design__default_alloy", "alloy").first()
    if piece and piece.design and piece.alloy and not is_colour_change(piece.design, piece.alloy):
        yield Decision(
            "other-metal",
            other_metal(piece.design),
            f"Asks for {piece.alloy}, where {piece.design} is in {piece.design.default_alloy}.",
        )
