"""Every stone of the catalogue can be weighed by the house's one table of factors."""

from decimal import Decimal

import pytest

from atelier.materials.carats import estimate
from atelier.materials.models import Cut, StoneVariety
from designs.catalogue import DESIGNS

pytestmark = pytest.mark.django_db


def test_every_stone_of_the_catalogue_has_an_estimate():
    varieties = {variety.code: variety for variety in StoneVariety.objects.all()}
    cuts = {cut.code: cut for cut in Cut.objects.all()}
    stones = [stone for design in DESIGNS for stone in design.stones]
    for stone in stones:
        mm = (Decimal(str(x)) for x in (stone.length_mm, stone.width_mm, stone.depth_mm))
        found = estimate(varieties[stone.species], cuts.get(stone.cut), *mm)
        assert found, stone
        assert found.carats > 0, stone
    assert len(stones) > 30
