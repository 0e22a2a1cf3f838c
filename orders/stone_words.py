"""An option's words on its stones, taken from the stones themselves and never typed beside them."""

from collections.abc import Callable, Iterable, Sequence

from atelier.materials.models import Stone
from atelier.materials.models.stones import Growth, Title
from atelier.materials.wording import stone_wording, treatment_wording, weight_wording
from orders.models import OptionStone

LONGEST = 160


def stone_words(offered: Sequence[OptionStone]) -> dict[str, str]:
    """Return `stone` and `treatment` of an option with these stones; empty without any."""
    stones = [each.stone for each in offered]
    return {"stone": _joined(stones, _stone), "treatment": _joined(stones, _treatment)}


def _stone(stone: Stone) -> str:
    name = stone_wording(stone.variety, stone.growth, stone.colour)
    own = "your own " if stone.title == Title.CLIENT else ""
    count = f"{stone.count} × " if stone.count > 1 else ""
    shape = f", {stone.cut.wording}" if stone.cut else ""
    weight = f", {words}" if (words := weight_wording(stone)) else ""
    return f"{count}{own}{name}{shape}{weight}"


def _treatment(stone: Stone) -> str:
    treatment = treatment_wording(stone.treatment, stone.filler)
    if stone.growth == Growth.UNKNOWN:
        return treatment
    return f"{stone.get_growth_display().lower()}, {treatment}"


def _joined(stones: Iterable[Stone], words: Callable[[Stone], str]) -> str:
    """Join the different words of the stones; what finds no room is counted."""
    said = list(dict.fromkeys(map(words, stones)))
    text = "; ".join(said)
    kept = len(said)
    while len(text) > LONGEST and kept > 1:
        kept -= 1
        text = f"{'; '.join(said[:kept])}; and {len(said) - kept} more"
    return (text[:1].upper() + text[1:])[:LONGEST]
