"""What stones bear at the bench, and the warnings a goldsmith gives."""

from decimal import Decimal

import pytest

from atelier.materials.care import care_of, strictest, warnings_for
from atelier.materials.models import StoneVariety
from atelier.materials.models.stones import Treatment
from atelier.materials.models.varieties import Cleaning, Torch
from atelier.materials.tests.factories import load_materials, make_stone

pytestmark = pytest.mark.django_db
T = Treatment


@pytest.fixture(autouse=True)
def _materials():
    load_materials()


def _variety(code):
    return StoneVariety.objects.get(code=code)


@pytest.mark.parametrize(
    ("variety", "treatment", "label"),
    [
        ("diamond", T.NONE, "Ultrasonic allowed, coat before the torch"),
        ("diamond", T.FRACTURE_FILLED, "No ultrasonic, no torch"),
        ("diamond", T.UNKNOWN, "Ultrasonic with caution, remove before the torch"),
        ("diamond", T.IRRADIATED, "Ultrasonic allowed, no torch"),
        ("sapphire", T.NONE, "Ultrasonic allowed, torch with care"),
        ("sapphire", T.HEATED, "Ultrasonic allowed, torch with care"),
        ("sapphire", T.HEATED_RESIDUE, "Ultrasonic with caution, no torch"),
        ("sapphire", T.UNKNOWN, "Ultrasonic with caution, no torch"),
        ("ruby", T.GLASS_FILLED, "No ultrasonic, no torch"),
        ("emerald", T.NONE, "No ultrasonic, no torch"),
        ("emerald", T.OIL_MINOR, "No ultrasonic, no torch"),
        ("emerald", T.UNKNOWN, "No ultrasonic, no torch"),
        ("spinel", T.NONE, "Ultrasonic allowed, remove before the torch"),
        ("spinel", T.UNKNOWN, "Ultrasonic with caution, remove before the torch"),
        ("aquamarine", T.NONE, "Ultrasonic with caution, remove before the torch"),
        ("topaz", T.IRRADIATED, "No ultrasonic, no torch"),
        ("tanzanite", T.HEATED, "No ultrasonic, no torch"),
        ("opal", T.NONE, "No ultrasonic, no torch"),
        ("pearl", T.NONE, "No ultrasonic, no torch"),
    ],
)
def test_species_and_treatment_together_decide(variety, treatment, label):
    assert care_of(_variety(variety), treatment).bench_label == label


@pytest.mark.parametrize("treatment", Treatment)
def test_no_emerald_is_ever_cleared(treatment):
    care = care_of(_variety("emerald"), treatment)
    assert (care.ultrasonic, care.steam, care.torch) == (Cleaning.NO, Cleaning.NO, Torch.NEVER)


@pytest.mark.parametrize("treatment", Treatment)
def test_no_treatment_ever_widens_what_a_variety_bears(treatment):
    for variety in StoneVariety.objects.all():
        bare, care = care_of(variety, T.NONE), care_of(variety, treatment)
        strict = strictest([bare, care])
        assert strict
        assert strict.bench_label == care.bench_label


def test_a_stone_speaks_for_itself():
    stone = make_stone("sapphire", treatment=T.GLASS_FILLED)
    assert not care_of(stone).allows_ultrasonic
    assert not care_of(stone).bears_heat


def test_an_untested_stone_is_not_cleared():
    assert not care_of(make_stone("diamond")).allows_ultrasonic
    assert care_of(make_stone("diamond")).warnings == (
        "Treatment not determined: handle as if it were filled.",
    )


def test_the_most_delicate_stone_rules_the_piece():
    diamonds, emerald = care_of(_variety("diamond"), T.NONE), care_of(_variety("emerald"), T.NONE)
    strict = strictest([diamonds, emerald])
    assert strict
    assert strict.bench_label == "No ultrasonic, no torch"
    assert strictest([]) is None


def _codes(variety, **choice):
    found = warnings_for(variety and _variety(variety), **{"is_ring": True} | choice)
    return [caution.code for caution in found]


def test_the_warnings_each_choice_calls_for():
    assert _codes("sapphire", treatment=T.NONE) == []
    assert _codes("sapphire") == ["later-heat"]
    assert _codes("emerald") == ["delicate-daily", "daily-emerald", "later-heat"]
    assert _codes("tanzanite", treatment=T.HEATED) == ["delicate-daily", "later-heat"]
    assert _codes("tourmaline", treatment=T.NONE) == ["delicate-daily", "later-heat"]
    assert _codes("emerald", is_ring=False) == ["later-heat"]
    assert _codes("opal", worn_daily=False) == ["later-heat"]
    assert _codes("diamond", treatment=T.NONE, setting="tension") == ["fixed-size"]
    assert _codes("diamond", treatment=T.NONE, is_full_eternity=True) == ["fixed-size"]
    assert _codes(None) == []


def test_a_bezel_is_advised_only_where_there_is_none():
    bare = warnings_for(_variety("opal"), is_ring=True)[0].sentence
    held = warnings_for(_variety("opal"), is_ring=True, setting="bezel")[0].sentence
    assert bare == held + " A bezel or a halo protects it."


def test_hardness_under_7_is_delicate_whatever_the_toughness():
    pearl = _variety("pearl")
    assert pearl.mohs_min == Decimal("2.5")
    assert "delicate-daily" in _codes("pearl")
