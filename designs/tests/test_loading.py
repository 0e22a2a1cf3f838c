"""The catalogue as records: complete, once, and never over the owner's own."""

import json
from decimal import Decimal

import pytest

from atelier.materials.models import Setting
from atelier.materials.reference import load as load_materials
from designs import catalogue, loading
from designs.models import Design

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _materials():
    load_materials()


def test_every_design_of_the_catalogue_becomes_one_record():
    loading.load()
    loading.load()
    assert Design.objects.count() == len(catalogue.DESIGNS)


def test_a_record_says_what_the_catalogue_says():
    loading.load()
    verger = Design.objects.get(code="AT-E01")
    assert verger.default_alloy.code == "18KY"
    assert {a.code for a in verger.alloys.all()} == {"18KY", "18KR", "18KW-PD", "PT950-RU"}
    assert {v.code for v in verger.stone_choices.all()} == {
        "emerald",
        "sapphire",
        "aquamarine",
        "diamond",
    }
    assert {c.code for c in verger.cut_choices.all()} == {"emerald", "cushion", "oval"}
    assert (verger.size_min_us, verger.size_max_us) == (Decimal("3.50"), Decimal("9.00"))
    assert verger.stones[0]["setting"] == "prong-4"


def test_every_setting_named_by_a_design_is_a_record():
    loading.load()
    named = {stone["setting"] for design in Design.objects.all() for stone in design.stones}
    assert named <= set(Setting.objects.values_list("code", flat=True))


def test_a_load_keeps_the_owners_words_and_allowed_alloys():
    loading.load()
    design = Design.objects.get(code="AT-E01")
    design.name = "Orchard"
    design.save(update_fields=["name"])
    design.alloys.remove(design.alloys.get(code="18KR"))
    loading.load()
    design = Design.objects.get(code="AT-E01")
    assert design.name == "Orchard"
    assert not design.alloys.filter(code="18KR").exists()


def test_new_pictures_reach_an_unchanged_design_only(tmp_path, monkeypatch):
    loading.load()
    Design.objects.filter(code="AT-E02").update(measures={"inside": 17})
    file = tmp_path / "pictures.json"
    picture = {"18KY": {"hash": "e3a53da8", "width": 1600, "height": 1600, "widths": [400]}}
    file.write_text(json.dumps({"AT-E01": picture, "AT-E02": picture}))
    monkeypatch.setattr(loading, "PICTURES_FILE", file)
    before = Design.objects.get(code="AT-E02").pictures
    loading.load()
    assert Design.objects.get(code="AT-E01").pictures == picture
    assert Design.objects.get(code="AT-E02").pictures == before
