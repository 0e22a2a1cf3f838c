"""The default route: the brief's twelve stages, loaded once, never over an edit."""

import pytest

from production import reference
from production.models import ReasonCode, Stage

pytestmark = pytest.mark.django_db


def test_the_brief_s_twelve_stages_in_its_order():
    reference.load()
    assert list(Stage.objects.values_list("number", flat=True)) == list(range(10, 121, 10))
    assert [s.client_name for s in Stage.objects.filter(number__lte=30)] == [
        "Model refined",
        "Cast in metal",
        "Casting inspected",
    ]


def test_only_these_may_be_left_out():
    reference.load()
    may = Stage.objects.filter(may_skip=True).values_list("number", flat=True)
    assert list(may) == [10, 50, 70, 80, 90]


def test_who_judges_whose_work():
    reference.load()
    judged = Stage.objects.filter(not_by_stage__isnull=False)
    pairs = dict(judged.values_list("number", "not_by_stage__number"))
    assert pairs == {30: 20, 60: 50, 90: 80, 110: 100}


@pytest.mark.parametrize(
    ("code", "at", "back_to"),
    [
        ("M-SEAT", 10, 10),
        ("C-PIT", 30, 20),
        ("C-SHR", 30, 10),
        ("B-OVERFILED", 40, 20),
        ("D-FLEX", 60, 20),
        ("F-EDGE", 70, 40),
        ("S-CHIP", 90, 80),
        ("P-STONE", 110, 80),
        ("I-TEXT", 120, 100),
    ],
)
def test_where_a_failure_goes_back_to(code, at, back_to):
    reference.load()
    reason = ReasonCode.objects.select_related("stage", "back_to").get(code=code)
    assert (reason.stage.number, reason.back_to.number) == (at, back_to)


def test_loading_again_keeps_the_owner_s_edits():
    reference.load()
    Stage.objects.filter(number=40).update(name="At the peg", days_max="9")
    ReasonCode.objects.filter(code="C-PIT").update(label="Pitted", is_active=False)
    before = (Stage.objects.count(), ReasonCode.objects.count())
    reference.load()
    assert (Stage.objects.count(), ReasonCode.objects.count()) == before == (12, 37)
    assert Stage.objects.get(number=40).name == "At the peg"
    assert ReasonCode.objects.get(code="C-PIT").label == "Pitted"
