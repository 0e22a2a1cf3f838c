"""What a stone bears that was agreed in words and is not in the house's books yet."""

import re

from atelier.materials.care import Care, care_of, strictest
from atelier.materials.models import StoneVariety
from orders.models import Piece

# "Emerald cut" is a shape: a diamond of that cut is no emerald.
SHAPE = re.compile(r"\b\w+[ -]cuts?\b")


def care_in(text: str, wished: list[Piece]) -> Care | None:
    """Return what the varieties named in `text` bear, else those the client wished for.

    Their treatment is not determined. Of several the most delicate counts; None when nothing
    says what it is.
    """
    found = [variety for variety in StoneVariety.objects.all() if _names(text, variety)]
    meant = found or [piece.stone_variety for piece in wished if piece.stone_variety]
    return strictest(care_of(variety) for variety in meant)


def _names(text: str, variety: StoneVariety) -> bool:
    words = {variety.code.replace("-", " "), variety.name.lower()}
    spoken = SHAPE.sub("", text.lower())
    return any(re.search(rf"\b{_one_or_more(word)}\b", spoken) for word in words)


def _one_or_more(word: str) -> str:
    """Return the pattern of a name and its plural: emeralds, rubies, topazes."""
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    return rf"{re.escape(word)}(?:s|es)?"
