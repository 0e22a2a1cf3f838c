"""Grams at every size, the catalogue's filters, and the picture or the drawing."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from atelier.materials.models import Alloy
from atelier.materials.ring_sizes import RingSizeSystem, ring_size
from designs.models import Design
from designs.tests.factories import load_designs, make_design

pytestmark = pytest.mark.django_db
D = Decimal
PICTURE = {"hash": "e3a53da8", "width": 1600, "height": 1200, "widths": [1200, 400, 800]}


def _us(number):
    return ring_size(RingSizeSystem.US, D(number)).diameter


def _alloy(code):
    return Alloy.objects.get(code=code)


def test_grams_in_each_alloy_at_the_reference_size():
    verger = make_design("AT-E01")
    # 205.37 mm³
    assert verger.net_grams(_alloy("18KY")) == D("3.200")
    assert verger.net_grams(_alloy("PT950-RU")) == D("4.251")


def test_grams_follow_the_measured_slope_of_the_ring_size():
    # 205.37 + 1.5 × 7.82 mm³, at US 8
    assert make_design("AT-E01").volume_at(diameter=_us("8")) == D("217.10")


def test_the_reference_size_given_in_mm_weighs_what_the_design_weighs():
    verger = make_design("AT-E01")
    assert verger.volume_at(diameter=_us("6.5")) == verger.metal_volume


def test_without_a_measured_slope_grams_follow_the_circumference():
    design = make_design("AT-E01", volume_per_size=None)
    # 205.37 × 18.13 / 16.9132
    assert design.volume_at(diameter=_us("8")) == pytest.approx(D("220.15"), abs=D("0.01"))


def test_grams_follow_the_chain():
    ondine = make_design("AT-P01")
    # 188.24 + 6 × 7.674 = 234.284 mm³ at 24 inches
    assert ondine.volume_at(chain_length=D("609.6")) == D("234.284")
    assert ondine.volume_at(chain_length=D("457.2")) == D("188.24")


def test_a_size_means_nothing_to_a_pendant():
    ondine = make_design("AT-P01")
    assert ondine.volume_at(diameter=D("17.32")) == ondine.metal_volume


def test_the_catalogues_filters_name_every_design_once():
    load_designs()
    every = Design.objects.offered()
    assert every.count() == 22
    assert every.worn_as("wedding_band").count() == 5
    assert {d.code for d in every.in_alloy("22KY")} == {"AT-W01", "AT-R01"}
    assert {d.code for d in every.in_metal("XAG")} == {"AT-R01"}
    assert every.in_metal("XAU", "rose").count() == 22
    assert {d.code for d in every.with_stone("tourmaline")} == {"AT-P03"}
    assert every.adaptable().count() == 22 - 4


def test_a_retired_design_is_not_offered():
    make_design("AT-E01", retired_at="2026-01-01T00:00Z")
    assert not Design.objects.offered().filter(code="AT-E01").exists()


def _rendered(design, alloy=None, **options):
    return Template(
        "{% load designs %}{% design_picture design alloy sizes='50vw' lazy=lazy %}"
    ).render(Context({"design": design, "alloy": alloy, "lazy": True} | options))


def test_a_picture_comes_in_two_formats_and_every_width(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    html = _rendered(make_design("AT-E01", pictures={"18KY": PICTURE}))
    assert (
        'srcset="/static/designs/at-e01/18ky-e3a53da8-400.avif 400w, '
        "/static/designs/at-e01/18ky-e3a53da8-800.avif 800w, "
        '/static/designs/at-e01/18ky-e3a53da8-1200.avif 1200w" sizes="50vw"'
    ) in html
    assert 'src="/static/designs/at-e01/18ky-e3a53da8-800.webp" width="1600" height="1200"' in html
    assert 'loading="lazy"' in html
    assert "emerald-cut emerald in four claws" in html


def test_a_picture_above_the_fold_is_not_lazy(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    html = _rendered(make_design("AT-E01", pictures={"18KY": PICTURE}), lazy=False)
    assert 'loading="lazy"' not in html


def test_the_alt_text_names_the_metal_that_is_shown():
    design = make_design("AT-E01", pictures={"18KY": PICTURE, "18KR": PICTURE})
    rose = design.picture_for(_alloy("18KR"))
    assert rose
    assert rose.alloy == "18KR"
    assert design.alt_for(rose) == "Verger, engagement ring, in 18k rose gold."
    stand_in = design.picture_for(_alloy("PD950"))
    assert stand_in
    assert stand_in.alloy == "18KY"
    assert design.alt_for(stand_in) == design.picture_alt


def test_a_look_alike_stands_in_before_the_default():
    design = make_design("AT-E01", pictures={"18KY": PICTURE, "18KW-PD": PICTURE})
    white = design.picture_for(_alloy("PT950-RU"))
    assert white
    assert white.alloy == "18KW-PD"


@pytest.mark.parametrize("code", ["AT-E01", "AT-W01", "AT-P01", "AT-B01", "AT-O02"])
def test_without_a_picture_there_is_a_drawing_and_no_image(code):
    html = _rendered(make_design(code, pictures={}))
    assert 'role="img"' in html
    assert "<img" not in html
    assert "style=" not in html
