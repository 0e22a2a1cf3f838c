"""Grades in the laboratories' own order, and what is left open on purpose."""

import pytest

from atelier.materials.models.grades import (
    Clarity,
    ColourOrigin,
    CutGrade,
    DiamondColour,
    FancyGrade,
    Fluorescence,
    LabGrownGrade,
)
from atelier.materials.models.stones import Growth, Treatment
from atelier.materials.tests.factories import make_stone

ORDERS = [
    (DiamondColour, list("DEFGHIJKLMNOPQRSTUVWXYZ")),
    (
        Clarity,
        ["FL", "IF", "VVS1", "VVS2", "VS1", "VS2", "SI1", "SI2", "I1", "I2", "I3"],
    ),
    (CutGrade, ["Excellent", "Very Good", "Good", "Fair", "Poor"]),
    (Fluorescence, ["None", "Faint", "Medium", "Strong", "Very Strong"]),
    (
        FancyGrade,
        [
            "Faint",
            "Very Light",
            "Light",
            "Fancy Light",
            "Fancy",
            "Fancy Intense",
            "Fancy Vivid",
            "Fancy Dark",
            "Fancy Deep",
        ],
    ),
    (LabGrownGrade, ["Premium", "Standard"]),
]


@pytest.mark.parametrize(
    ("grades", "order"), ORDERS, ids=lambda value: getattr(value, "__name__", "")
)
def test_grades_stand_in_the_laboratorys_order(grades, order):
    assert [grade.value if grades is Clarity else grade.label for grade in grades] == order


def test_the_origin_of_a_colour_begins_undetermined():
    assert {each.label for each in ColourOrigin} == {"Natural", "Treated", "Undetermined"}


def test_unknown_is_a_treatment_of_its_own():
    assert Treatment.UNKNOWN != Treatment.NONE
    fillings = [Treatment.OIL_MINOR, Treatment.OIL_MODERATE, Treatment.OIL_SIGNIFICANT]
    assert [each.label[-3:-1] for each in fillings] == ["F1", "F2", "F3"]


@pytest.mark.django_db
def test_a_laboratory_grown_diamond_needs_none_of_the_four_cs():
    stone = make_stone("diamond", "round", growth=Growth.LAB, lab_grown_grade="premium")
    stone.full_clean()
    assert (stone.colour_grade, stone.clarity, stone.cut_grade, stone.carats) == ("", "", "", None)


@pytest.mark.django_db
def test_a_fancy_diamond_has_its_grade_hue_and_the_origin_of_its_colour():
    stone = make_stone(
        "diamond",
        "radiant",
        fancy_grade="fancy_vivid",
        fancy_hue="purplish pink",
        colour_origin="natural",
    )
    stone.full_clean()
    assert stone.get_fancy_grade_display() == "Fancy Vivid"
