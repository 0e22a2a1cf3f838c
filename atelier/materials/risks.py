"""Which risks a client has to be told of, from what lies on the table."""

from collections.abc import Sequence

from atelier.materials.goods import Goods
from atelier.materials.models import Stone
from atelier.materials.models.custody import Risk
from atelier.materials.models.stones import Treatment

_OF_A_PIECE = frozenset({Risk.UNSETTING, Risk.SETTING, Risk.HEAT, Risk.FILLINGS})
_OF_A_STONE = frozenset({Risk.SETTING, Risk.HEAT, Risk.RECUTTING})


def applicable_risks(goods: Sequence[Goods]) -> list[Risk]:
    """Return the risks these goods run, in the order of the paper.

    A piece may hold anything, so all but recutting apply. A mounted stone is unset first; a
    filling hides in any stone that nobody has found free of treatment (domain: unknown is never
    none).
    """
    found = {risk for each in goods for risk in _of(each)}
    return [risk for risk in Risk if risk in found]


def _of(goods: Goods) -> set[Risk]:
    if not isinstance(goods.thing, Stone):
        return {*_OF_A_PIECE}
    mounted = {Risk.UNSETTING} if goods.is_mounted else set()
    hidden = {Risk.FILLINGS} if goods.thing.treatment != Treatment.NONE else set()
    return {*_OF_A_STONE, *mounted, *hidden}
