"""The wide picture of the home page: several pieces laid out together."""

import json
from dataclasses import dataclass
from functools import cache

from designs.loading import PICTURES_FILE
from designs.pictures import DesignPicture

_GROUP, _NAME = "setpiece", "emeralds"


@dataclass(frozen=True)
class SetPiece:
    """What the page needs of the picture; measures in px."""

    srcset: str
    fallback: str
    width: int
    height: int


def set_piece() -> SetPiece | None:
    """Return the home page's picture, or None while none is taken."""
    taken = _taken()
    if taken is None:
        return None
    return SetPiece(taken.srcset("webp"), taken.fallback, taken.width, taken.height)


@cache
def _taken() -> DesignPicture | None:
    listed = json.loads(PICTURES_FILE.read_text()) if PICTURES_FILE.exists() else {}
    entry = listed.get(_GROUP, {}).get(_NAME)
    return DesignPicture.of(_GROUP, _NAME, entry) if entry else None
