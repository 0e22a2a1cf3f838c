"""The goldsmith's warnings, from what was wished for."""

import pytest

from atelier.materials.models import Setting, StoneVariety
from designs.models import Design
from designs.tests.factories import load_designs
from orders.cautions import cautions_of
from orders.models import Piece
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue():
    load_designs()


def wished(design="", **piece):
    """A commission whose one piece is wished for like this."""
    commission = make_commission()
    if design:
        chosen = Design.objects.get(code=design)
        piece = {"design": chosen, "piece_type": chosen.piece_type} | piece
    Piece.objects.filter(commission=commission).update(**piece)
    return commission


def codes(commission):
    return [caution.code for caution in cautions_of(commission)]


def test_the_designs_own_stone_counts_until_another_is_chosen():
    assert codes(wished("AT-E01")) == ["delicate-daily", "daily-emerald", "later-heat"]
    sapphire = StoneVariety.objects.get(code="sapphire")
    assert codes(wished("AT-E01", stone_variety=sapphire)) == []


def test_a_pendant_is_not_worn_on_a_hand():
    assert codes(wished("AT-P03")) == ["later-heat"]


def test_what_cannot_be_resized():
    assert codes(wished("AT-W04")) == ["fixed-size"]
    tension = Setting.objects.get(code="tension")
    assert codes(wished("AT-E02", setting=tension)) == ["fixed-size"]


def test_without_a_design_or_a_stone_there_is_nothing_to_warn_of():
    assert codes(wished()) == []
    opal = StoneVariety.objects.get(code="opal")
    assert codes(wished(stone_variety=opal)) == ["delicate-daily", "later-heat"]


def test_a_pair_is_told_once(django_assert_num_queries):
    commission = wished("AT-W04", part="A")
    design = Design.objects.get(code="AT-W04")
    Piece.objects.create(
        commission=commission, part="B", piece_type=design.piece_type, design=design
    )
    with django_assert_num_queries(2):
        assert codes(commission) == ["fixed-size"]
