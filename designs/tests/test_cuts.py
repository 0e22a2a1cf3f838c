"""Cuts: closed, faceted as named, and as heavy as the trade's formula says."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from atelier.materials.carats import estimate
from atelier.materials.models import Cut, StoneVariety
from designs.families.cuts import CUTS, cut_stone, heights

SIZES = {
    "round": (6.5, 6.5, 3.98), "oval": (8.5, 6.5, 4.1), "pear": (9.0, 6.0, 3.7),
    "marquise": (10.0, 5.0, 3.1), "cushion": (7.4, 6.6, 4.5), "emerald": (8.0, 6.0, 4.0),
    "asscher": (6.4, 6.4, 4.2), "baguette": (4.0, 2.0, 1.3), "princess": (5.5, 5.5, 4.0),
    "cabochon": (8.0, 6.0, 4.0), "pearl": (9.0, 9.0, 9.0),
}  # fmt: skip

# Facets by tier, the girdle apart. A brilliant has 57 with a pointed culet.
TIERS = {
    "round": {"table": 1, "star": 8, "bezel": 8, "upper": 16, "lower": 16, "main": 8},
    "emerald": {"table": 1, "crown step": 24, "pavilion step": 24},
    "princess": {"table": 1, "crown": 4, "star": 4, "corner": 4, "chevron": 16, "corner main": 4},
}
for _like, _cuts in {
    "round": ("oval", "pear", "marquise", "cushion"), "emerald": ("asscher", "baguette")
}.items():  # fmt: skip
    TIERS |= dict.fromkeys(_cuts, TIERS[_like])

# Where the solids stray further than 8 % from the published factor: coloured ovals are traded
# with deep bellies (ours are cut like diamonds, lighter); square cushions share the round's
# factor though they fill more of their box.
WIDER = {("sapphire", "oval"): 0.14}
every_cut = pytest.mark.parametrize("cut", CUTS)


@every_cut
def test_a_cut_is_watertight_and_has_its_measures(cut):
    stone = cut_stone(cut, *SIZES[cut])
    assert stone.is_watertight()
    assert stone.extent() == pytest.approx(SIZES[cut], abs=0.02)


@every_cut
def test_a_cut_holds_at_other_sizes(cut):
    length, width, depth = (s * 0.31 for s in SIZES[cut])
    assert cut_stone(cut, length, width, depth).is_watertight()


@pytest.mark.parametrize("cut", TIERS)
def test_facets_are_those_of_the_cut(cut):
    tags = [t for t in cut_stone(cut, *SIZES[cut]).tags if t != "girdle"]
    assert {t: tags.count(t) for t in tags} == TIERS[cut]


@pytest.mark.parametrize("cut", TIERS)
def test_facets_are_flat(cut):
    stone = cut_stone(cut, *SIZES[cut])
    for face in stone.faces:
        corners = stone.points[list(face)]
        thin = np.linalg.svd(corners - corners.mean(axis=0))[1][-1] if len(face) > 3 else 0
        assert thin < 1e-3


@every_cut
def test_table_and_culet_are_where_the_setter_expects_them(cut):
    stone = cut_stone(cut, *SIZES[cut])
    table, culet = heights(cut, SIZES[cut][2])
    assert stone.points[:, 2].max() == pytest.approx(table, abs=1e-3)
    assert -stone.points[:, 2].min() == pytest.approx(culet, abs=1e-3)


@pytest.mark.parametrize(
    ("species", "cut"),
    [("diamond", c) for c in CUTS if c not in ("cabochon", "pearl")]
    + [("sapphire", c) for c in CUTS if c not in ("pearl",)],
)
@pytest.mark.django_db
def test_volume_agrees_with_the_trade_formula(species, cut):
    variety = StoneVariety.objects.get(code=species)
    sides = (Decimal(str(side)) for side in SIZES[cut])
    formula = estimate(variety, Cut.objects.get(code=cut), *sides)
    assert formula
    assert variety.specific_gravity
    weighed = cut_stone(cut, *SIZES[cut]).volume() * float(variety.specific_gravity) / 200
    assert weighed == pytest.approx(float(formula.carats), rel=WIDER.get((species, cut), 0.08))
