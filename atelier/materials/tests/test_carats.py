"""Carat estimates: the trade's factors, and the catalogue's own arithmetic beside them."""

from decimal import Decimal

import pytest

from atelier.materials.carats import between, diamond_carats, estimate
from atelier.materials.models import Cut, StoneVariety
from atelier.materials.tests.factories import load_materials

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _materials():
    load_materials()


def _estimate(variety, cut, length, width, depth):
    found = estimate(
        StoneVariety.objects.get(code=variety),
        Cut.objects.filter(code=cut).first(),
        D(str(length)),
        D(str(width)),
        D(str(depth)),
    )
    return found and found.carats


def test_the_trades_emerald():
    assert _estimate("emerald", "emerald", 8, 6, 4) == D("1.306")
    found = estimate(
        StoneVariety.objects.get(code="emerald"), Cut.objects.get(code="emerald"), D(8), D(6), D(4)
    )
    assert str(found) == "about 1.31 ct, estimated from its measures"


@pytest.mark.parametrize(
    ("cut", "length", "width", "depth", "carats"),
    [
        ("round", "6.5", "6.5", "3.9", "1.005"),
        ("oval", "8", "6", "3.6", "1.094"),
        ("emerald", "6", "6", "4", "1.152"),
        ("emerald", "9", "6", "4", "1.987"),
        ("emerald", "7.5", "6", "4", "1.548"),
        ("emerald", "12", "6", "4", "2.880"),
        ("emerald", "15", "6", "4", "3.816"),
        ("marquise", "9", "6", "3.6", "1.098"),
        ("marquise", "10", "4", "2.5", "0.585"),
        ("marquise", "12", "4", "2.5", "0.714"),
        ("pear", "7.5", "6", "3.6", "0.996"),
        ("pear", "9", "6", "3.6", "1.166"),
        ("pear", "12", "6", "3.6", "1.490"),
        ("heart", "6", "6", "3.6", "0.765"),
        ("trillion", "6", "6", "3", "0.616"),
        ("baguette", "4", "2", "1.5", "0.110"),
    ],
)
def test_diamonds_by_shape_and_ratio(cut, length, width, depth, carats):
    assert diamond_carats(cut, D(length), D(width), D(depth)) == D(carats)


@pytest.mark.parametrize(
    ("variety", "cut", "length", "width", "depth", "carats"),
    [
        ("sapphire", "round", 6, 6, 4, "1.037"),
        ("sapphire", "oval", 8, 6, 4, "1.536"),
        ("sapphire", "cushion", 6, 6, 4, "1.037"),
        ("sapphire", "cushion", 8, 6, 4, "1.690"),
        ("sapphire", "marquise", 8, 4, 3, "0.614"),
        ("sapphire", "pear", 8, 6, 4, "1.382"),
        ("sapphire", "heart", 6, 6, 4, "1.037"),
        ("sapphire", "cabochon", 8, 6, 4, "2.074"),
        ("emerald", "asscher", 6, 6, 4, "0.901"),
        ("aquamarine", "baguette", 6, 3, 2, "0.255"),
        ("pearl", None, 10, 10, 10, "7.069"),
    ],
)
def test_coloured_stones_by_gravity_and_cut(variety, cut, length, width, depth, carats):
    assert _estimate(variety, cut, length, width, depth) == D(carats)


def test_a_cut_without_a_published_factor_gets_no_estimate():
    assert _estimate("sapphire", "briolette", 8, 6, 6) is None


def test_a_factor_lies_between_its_neighbours_and_ends_hold():
    table = [(D(1), D(10)), (D(2), D(20))]
    assert [between(table, D(r)) for r in ("0.5", "1", "1.25", "2", "9")] == [
        10,
        10,
        D("12.5"),
        20,
        20,
    ]
