"""Pins on a picture or on a plot: where they stand, and how they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atelier.journal.refusals import Refusal
from atelier.materials.models import Evaluation, GoodsPicture, Mark

MOST_MARKS = 12
COLUMNS, ROWS = "ABCDEF", "123456"
_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")


@dataclass(frozen=True)
class Spot:
    """A place in per cent of the sheet's sides, from the left and from the top, with a note."""

    x: Decimal
    y: Decimal
    note: str = ""


def cell_centre(cell: str) -> tuple[Decimal, Decimal]:
    """Return the middle of a cell of the sheet, "A1" at the top left to "F6", in per cent."""
    across, down = COLUMNS.index(cell[0]), ROWS.index(cell[1])
    return _middle(across, len(COLUMNS)), _middle(down, len(ROWS))


def _middle(at: int, of: int) -> Decimal:
    return ((at + Decimal("0.5")) * _HUNDRED / of).quantize(_HUNDREDTH)


def keep_marks(sheet: GoodsPicture | Evaluation, spots: Sequence[Spot]) -> None:
    """Number and keep the pins of a sheet, in order. Raises `Refusal` for one beside it."""
    if len(spots) > MOST_MARKS:
        raise Refusal(f"A picture carries at most {MOST_MARKS} marks.")
    if any(not 0 <= side <= _HUNDRED for spot in spots for side in (spot.x, spot.y)):
        raise Refusal("A mark lies beside the picture. Please place it again.")
    Mark.objects.bulk_create(
        Mark(**_on(sheet), number=number, x=spot.x, y=spot.y, note=spot.note.strip()[:160])
        for number, spot in enumerate(spots, start=1)
    )


def _on(sheet: GoodsPicture | Evaluation) -> dict[str, Any]:
    return {"goods_picture" if isinstance(sheet, GoodsPicture) else "evaluation": sheet}
