"""What Postgres refuses to believe of a stone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from atelier.materials.models import Cut, LaboratoryReport, Stone
from atelier.materials.models.stones import Growth, Title
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import make_client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": Title.CLIENT}, "stone_client_title_has_owner"),
        ({"title": Title.MEMO}, "stone_on_memo_has_memo"),
        ({"colour_grade": "G", "fancy_grade": "fancy"}, "stone_fancy_is_not_d_to_z"),
        ({"origin": "Kashmir"}, "stone_origin_is_an_opinion"),
        (
            {"lab_grown_grade": "premium", "growth": Growth.NATURAL},
            "stone_lab_grade_is_for_lab_grown",
        ),
    ],
)
def test_a_contradiction_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make_stone("diamond", "round", **fields)


def test_a_clients_stone_has_its_owner():
    client = make_client()
    assert make_stone(title=Title.CLIENT, owner=client).owner == client


def test_only_a_round_brilliant_has_a_cut_grade():
    make_stone("diamond", "round", cut_grade="excellent").clean()
    with pytest.raises(ValidationError, match="Only a round brilliant"):
        Stone(cut=Cut.objects.get(code="oval"), cut_grade="excellent").clean()


def test_a_new_stone_claims_nothing():
    stone = make_stone()
    assert (stone.growth, stone.treatment) == ("unknown", "unknown")
    assert stone.colour_origin == "undetermined"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("gia", "GIA"),
        (" G.I.A. ", "GIA"),
        ("Gubelin", "Gübelin"),
        ("GÜBELIN", "Gübelin"),
        ("ssef", "SSEF"),
        ("Another  House", "Another House"),
    ],
)
def test_a_laboratory_is_kept_as_it_writes_itself(typed, named):
    report = make_report(make_stone("diamond", "round"), laboratory=typed, number=" 2141438171 ")
    assert (report.laboratory, report.number) == (named, "2141438171")
    again = LaboratoryReport(stone=report.stone, laboratory=typed, number="2141438171")
    with pytest.raises(ValidationError):
        again.full_clean()
