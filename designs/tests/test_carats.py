"""The drawn catalogue's own arithmetic against the house's estimates."""

from decimal import Decimal

import pytest

from atelier.materials.carats import estimate
from atelier.materials.models import Cut, StoneVariety
from atelier.materials.tests.factories import load_materials
from designs.catalogue import DESIGNS
from designs.pieces import StoneSpec

pytestmark = pytest.mark.django_db
STONES = [stone for design in DESIGNS for stone in design.stones]


def _tolerance(stone: StoneSpec) -> float:
    """The trade publishes no factor for a diamond cushion; there the two may differ by a tenth."""
    return 0.1 if (stone.species, stone.cut) == ("diamond", "cushion") else 0.002


def test_every_stone_of_the_catalogue_weighs_the_same_in_both():
    load_materials()
    varieties = {variety.code: variety for variety in StoneVariety.objects.all()}
    cuts = {cut.code: cut for cut in Cut.objects.all()}
    for stone in STONES:
        mm = (Decimal(str(x)) for x in (stone.length_mm, stone.width_mm, stone.depth_mm))
        ours = estimate(varieties[stone.species], cuts.get(stone.cut), *mm)
        assert ours
        expected = pytest.approx(stone.carats_each, rel=_tolerance(stone), abs=0.002)
        assert float(ours.carats) == expected, stone
