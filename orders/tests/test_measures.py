"""What each kind of piece asks, by the trade's ranges."""

from decimal import Decimal
from typing import Any

import pytest

from designs.models import Design
from orders.forms.materials import MaterialsForm
from orders.models import Commission, Piece
from orders.statuses import Level
from orders.summary import measures_of

pytestmark = pytest.mark.django_db


def form_for(kind: str, *, level: str = Level.BESPOKE, code: str = "", **answers: Any):
    commission = Commission.objects.create(level=level, steps_done=3)
    design = Design.objects.get(code=code) if code else None
    Piece.objects.create(commission=commission, piece_type=kind, design=design)
    given = {"stone_source": "advise", "ring_size_system": "us"} | answers
    return MaterialsForm(given, commission=commission)


def measures(form: MaterialsForm) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    return form.measures[""]


@pytest.mark.parametrize("width", ["1.5", "6", "12"])
def test_a_band_is_as_wide_as_can_be_worn(width):
    form = form_for("wedding_band", size_unknown="on", band_width=width)
    assert measures(form)["band_width"] == Decimal(width)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("wedding_band", "band_width", "1.4"),
        ("wedding_band", "band_width", "12.1"),
        ("wedding_band", "band_thickness", "1.4"),
        ("wedding_band", "band_profile", "round"),
        ("necklace", "chain_length", "13.5"),
        ("necklace", "chain_length", "36.5"),
        ("necklace", "chain_length", "18.25"),
        ("bracelet", "wrist", "119"),
        ("bracelet", "wrist", "231"),
        ("bracelet", "ease", "loose"),
        ("earrings", "fitting", "nail"),
        ("ring", "ring_size_label", "JP 14.5"),
        ("ring", "ring_size_label", "seven and a bit"),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_field(kind, field, value):
    form = form_for(kind, **{field: value})
    assert not form.is_valid()
    assert field in form.errors


def test_the_nearest_sizes_are_offered():
    form = form_for("ring", ring_size_label="14.5", ring_size_system="jp")
    assert not form.is_valid()
    assert "14 or 15" in form.errors["ring_size_label"][0]


@pytest.mark.parametrize(
    ("text", "system", "label", "mm"),
    [
        ("7", "us", "7", "17.32"),
        ("N 1/2", "uk", "N½", "17.31"),
        ("54.5", "eu", "54.5", "17.35"),
        ("14", "jp", "14", "17.33"),
        ("14", "it", "14", "17.19"),
        ("54 EU", "us", "54", "17.19"),
        ("54", "", "54", "17.19"),
        ("N½", "", "N½", "17.31"),
        ("Ring size: N and a half (UK)", "", "N½", "17.31"),
        ("6½", "", "6½", "16.91"),
    ],
)
def test_a_size_is_kept_as_given_with_its_mm(text, system, label, mm):
    kept = measures(form_for("ring", ring_size_label=text, ring_size_system=system))
    assert kept["ring_size_label"] == label
    assert abs(kept["ring_diameter"] - Decimal(mm)) <= Decimal("0.01")


def test_a_size_tells_its_system_unless_one_is_chosen():
    size = form_for("ring").fields["ring_size_system"]
    assert (size.choices[0][0], size.initial) == ("", None)
    asked = form_for("ring", ring_size_label="22", ring_size_system="")
    assert not asked.is_valid()
    assert "in which system" in asked.errors["ring_size_label"][0]


@pytest.mark.parametrize("kind", ["ring", "engagement_ring"])
def test_a_ring_of_ones_own_may_say_its_width(kind):
    form = form_for(kind, size_unknown="on", band_width="2.2")
    assert measures(form)["band_width"] == Decimal("2.2")
    assert "band_profile" not in form.fields
    of_ours = form_for(kind, level=Level.GENERAL, code="AT-E01", size_unknown="on")
    assert "band_width" not in of_ours.fields


def test_an_unknown_size_is_an_answer():
    kept = measures(form_for("engagement_ring", size_unknown="on"))
    assert kept["size_unknown"] is True
    assert kept["ring_diameter"] is None


def test_a_new_chain_goes_by_half_inches():
    assert measures(form_for("necklace", chain_length="18.5"))["chain_length"] == Decimal("469.9")


def test_a_chain_of_a_design_has_the_lengths_it_is_made_in():
    form = form_for("pendant", level=Level.GENERAL, code="AT-P01")
    lengths = [value for value, _ in form.fields["chain_length"].choices]
    assert lengths == ["", "16", "18", "20", "24"]


def test_a_bangle_is_measured_inside_and_a_bracelet_around_the_wrist():
    bangle = form_for("bracelet", level=Level.GENERAL, code="AT-B02", bangle_diameter="58")
    assert measures(bangle)["bangle_diameter"] == Decimal(58)
    line = form_for("bracelet", level=Level.GENERAL, code="AT-B01", wrist="160", ease="snug")
    assert measures(line) == {"wrist": Decimal(160), "ease": "snug"}


@pytest.mark.parametrize(
    ("wrist", "ease", "told"),
    [
        ("160", "snug", "170 mm long, about 6.75 in"),
        ("160", "comfort", "180 mm long, about 7 in"),
        ("160", "", None),
        (None, "snug", None),
    ],
)
def test_a_bracelet_is_made_to_the_wrist_and_its_ease(wrist, ease, told):
    piece = Piece(wrist=Decimal(wrist) if wrist else None, ease=ease)
    assert dict(measures_of(piece)).get("Bracelet") == told


def test_a_ring_says_its_finger_and_how_its_size_is_known():
    given = {"ring_size_label": "7", "measured_how": "guess", "finger": "Ring finger, left hand"}
    kept = measures(form_for("engagement_ring", **given))
    assert dict(measures_of(Piece(**kept))) == {
        "Ring size": "7 US / Canada, 17.32 mm inside",
        "How it is known": "It is a guess",
        "Finger": "Ring finger, left hand",
    }


def test_earrings_have_no_ring_size():
    form = form_for("earrings", fitting="lever", is_single="on")
    assert "ring_size_label" not in form.fields
    assert measures(form) == {"fitting": "lever", "is_single": True}


def test_general_offers_metals_of_the_design_and_no_stone():
    form = form_for("wedding_band", level=Level.GENERAL, code="AT-W01", size_unknown="on")
    codes = {alloy.code for alloy in form.fields["alloy"].queryset}
    assert codes == {"18KY", "18KR", "18KW-PD", "22KY", "PT950-RU"}
    assert "stone" not in form.fields
    assert "cut" not in form.fields


def test_mid_level_offers_the_stones_and_shapes_that_fit_the_design():
    form = form_for("pendant", level=Level.MID, code="AT-P01")
    stones = [value for value, _ in form.fields["stone"].choices]
    assert stones == [
        "sapphire|cornflower blue",
        "sapphire|royal blue",
        "aquamarine|pale blue",
        "emerald|vivid green",
        "",
    ]
    assert {cut.code for cut in form.fields["cut"].queryset} == {"pear", "oval"}


def test_an_alloy_the_design_does_not_allow_is_refused():
    other = Design.objects.get(code="AT-R01").alloys.get(code="AG925")
    form = form_for("wedding_band", level=Level.GENERAL, code="AT-W01", alloy=other.pk)
    assert "alloy" in form.errors


def test_a_wide_band_is_advised_a_little_more_before_and_after_it_is_chosen():
    field = form_for("wedding_band").fields["band_width"]
    assert "From 6 mm: A band this wide sits closer. We suggest a quarter" in str(field.help_text)
    told = [dict(measures_of(Piece(band_width=Decimal(width)))) for width in ("5.9", "6")]
    assert told == [
        {"Width": "5.9 mm"},
        {
            "Width": "6 mm",
            "Of its width": "A band this wide sits closer. "
            "We suggest a quarter to a half size more.",
        },
    ]
