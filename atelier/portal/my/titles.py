"""What a commission is called on its client's pages."""

from django.db.models import Prefetch

from orders.models import Commission, Piece

# Everything a page says of a piece, in one query for the whole list.
PIECES = Prefetch(
    "pieces",
    Piece.objects.select_related("design__default_alloy", "alloy", "stone_variety", "cut"),
)


def title_of(commission: Commission) -> str:
    """Return "Solène", "A pair of wedding bands" or "Engagement ring". Prefetch the pieces."""
    pieces = list(commission.pieces.all())
    if not pieces:
        return "Your commission"
    kind = pieces[0].get_piece_type_display()
    if pieces[0].design:
        return pieces[0].design.name
    return f"A pair of {kind.lower()}s" if len(pieces) > 1 else kind
