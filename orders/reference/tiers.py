"""What is kept when a piece is cancelled, by how far it is; every per cent is the owner's to edit.

Domain names the four tiers; the per cents are common practice. Metal goes back into the melt, so
only refining is kept of it; a stone that can go back costs nothing, and one that cannot is said by
name when the piece is cancelled.
"""

from collections.abc import Iterable

from django.db import transaction

from atelier.house.defaults import Row, give
from orders.models import CancellationTier
from orders.models.quotes import LineKind as Kind

BEFORE_MODEL, AFTER_MODEL = "before_model", "after_model"
AFTER_CASTING, AFTER_SETTING = "after_casting", "after_setting"

_TIERS: tuple[tuple[str, str, str, dict[Kind, int]], ...] = (
    (
        BEFORE_MODEL,
        "Before the model",
        "Only what was drawn for you is kept.",
        {Kind.DESIGN: 30},
    ),
    (
        AFTER_MODEL,
        "After the model",
        "The model is made; nothing is cast yet.",
        {Kind.DESIGN: 100, Kind.REPORT: 100, Kind.FINDINGS: 25},
    ),
    (
        AFTER_CASTING,
        "After casting",
        "The piece is cast and on the bench. Its metal goes back to be refined.",
        {
            Kind.DESIGN: 100,
            Kind.CASTING: 100,
            Kind.METAL: 25,
            Kind.MAKING: 50,
            Kind.FINDINGS: 50,
            Kind.REPORT: 100,
        },
    ),
    (
        AFTER_SETTING,
        "After setting",
        "The stones are set; the piece is all but finished.",
        {
            Kind.DESIGN: 100,
            Kind.CASTING: 100,
            Kind.METAL: 25,
            Kind.STONE: 10,
            Kind.MAKING: 90,
            Kind.SETTING: 100,
            Kind.FINDINGS: 100,
            Kind.FINISH: 50,
            Kind.ENGRAVING: 50,
            Kind.REPORT: 100,
        },
    ),
)


@transaction.atomic
def load() -> None:
    """Give the house the tiers it was never given."""
    give(CancellationTier, "code", rows=_rows())


def _rows() -> Iterable[Row]:
    for position, (code, name, sentence, keeps) in enumerate(_TIERS, start=1):
        yield {
            "code": code,
            "name": name,
            "sentence": sentence,
            "position": position,
            "keeps": {kind.value: str(percent) for kind, percent in keeps.items()},
        }
