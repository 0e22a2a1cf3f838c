"""The words of 16 CFR 23, literally."""

from decimal import Decimal

import pytest

from atelier.materials import wording
from atelier.materials.models import Alloy, Cut, StoneVariety
from atelier.materials.models.stones import Growth, Treatment
from atelier.materials.tests.factories import load_materials, make_report, make_stone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _materials():
    load_materials()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("18KY", "18k yellow gold"),
        ("18KR", "18k rose gold"),
        ("18KW-NI", "18k white gold"),
        ("18KW-PD", "18k white gold"),
        ("14KY", "14k yellow gold"),
        ("22KY", "22k yellow gold"),
        ("PT950-RU", "platinum"),
        ("PT900-IR", "900 Plat."),
        ("PD950", "palladium 950"),
        ("AG925", "sterling silver"),
    ],
)
def test_metals(code, words):
    assert wording.metal_wording(Alloy.objects.get(code=code)) == words


@pytest.mark.parametrize(
    ("growth", "words"),
    [
        (Growth.NATURAL, "royal blue sapphire"),
        (Growth.LAB, "royal blue laboratory-grown sapphire"),
        (Growth.SIMULANT, "royal blue imitation sapphire"),
        (Growth.UNKNOWN, "royal blue sapphire, growth not determined"),
    ],
)
def test_stones_by_growth(growth, words):
    sapphire = StoneVariety.objects.get(code="sapphire")
    assert wording.stone_wording(sapphire, growth, "royal blue") == words


def test_a_whole_description():
    stone = make_stone(growth=Growth.LAB, treatment=Treatment.HEATED)
    assert wording.describe(stone) == "laboratory-grown sapphire, heated"
    emerald = make_stone(
        "emerald", "emerald", growth=Growth.NATURAL, treatment=Treatment.OIL_MINOR, filler="oil"
    )
    assert wording.describe(emerald) == "emerald, clarity enhanced, minor (F1), oil"


def test_unknown_is_never_none_and_nothing_is_called_untreated():
    every = {treatment: wording.treatment_wording(treatment) for treatment in Treatment}
    assert every[Treatment.UNKNOWN] == "treatment not determined"
    assert every[Treatment.NONE] == "no indications of treatment"
    assert len(set(every.values())) == len(Treatment)
    assert not any("untreated" in words for words in every.values())


def test_reports_are_reports():
    stone = make_stone("diamond", "round")
    assert wording.report_wording(stone) == "no laboratory report"
    make_report(stone, laboratory="SSEF", number="99112")
    assert wording.report_wording(stone) == "SSEF report 99112"
    make_report(stone, number="2141438171")
    assert wording.report_wording(stone) == "GIA report 2141438171"


def test_weights_say_whether_they_were_weighed():
    assert wording.weight_wording(make_stone(carats=Decimal("1.52"))) == "1.52 ct"
    estimated = make_stone(carats_estimated=Decimal("1.306"))
    assert wording.weight_wording(estimated) == "about 1.31 ct, estimated"
    assert wording.weight_wording(make_stone()) == ""


def test_an_origin_is_somebodys_opinion():
    stone = make_stone("emerald", "emerald", origin="Colombia", origin_laboratory="GIA")
    assert wording.origin_wording(stone) == "Colombia, in the opinion of GIA"
    assert wording.origin_wording(make_stone()) == ""


@pytest.mark.parametrize(("grade", "words"), [("FL", "flawless at 10×"), ("VS1", "VS1")])
def test_flawless_only_when_graded_so(grade, words):
    assert wording.clarity_wording(make_stone("diamond", "round", clarity=grade)) == words


def test_fillings_ask_for_care():
    assert "solvents" in wording.special_care_wording(Treatment.OIL_MODERATE)
    assert "until the stone is tested" in wording.special_care_wording(Treatment.UNKNOWN)
    assert wording.special_care_wording(Treatment.HEATED) == ""


@pytest.mark.parametrize(
    ("code", "words"), [("emerald", "emerald cut"), ("princess", "princess cut"), ("oval", "oval")]
)
def test_a_cut_never_reads_as_a_second_stone(code, words):
    load_materials()
    assert Cut.objects.get(code=code).wording == words
