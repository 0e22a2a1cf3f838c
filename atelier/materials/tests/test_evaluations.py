"""A gemmologist's evaluation: who may write it, what it changes, and that it stays as written."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.materials.documents import evaluation_pdf
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.marks import Spot
from atelier.materials.models import Evaluation, Mark, Stone
from atelier.materials.policies import can_evaluate, conditions_of, newest_evaluations
from atelier.materials.tests.evaluating import accept, evaluate, make_findings, make_gemmologist
from atelier.materials.tests.factories import make_report, make_stone
from atelier.materials.tests.receiving import checked, new_emerald, receive, signatures
from atelier.paper import fingerprint
from atelier.people.actors import user_actor
from atelier.people.tests.factories import make_client, make_staff, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def stone() -> Stone:
    new_emerald()
    owner = make_client(name="Clara Weiss")
    receive(owner)
    return owner.stones.get()


def test_what_is_found_becomes_what_the_house_knows(stone):
    assert list(Stone.objects.to_evaluate()) == [stone]
    evaluation = evaluate(stone, commission_id=7)
    stone.refresh_from_db()
    assert (stone.growth, stone.treatment, stone.filler) == ("natural", "oil_minor", "cedar oil")
    assert (stone.colour, stone.tone, stone.saturation) == ("bluish green", "medium", "strong")
    assert (stone.as_stated, stone.carats) == ("My grandmother's, from Muzo", Decimal("1.340"))
    assert (evaluation.number, evaluation.verdict) == (1, "accept")
    assert not Stone.objects.to_evaluate().exists()
    event = Event.objects.get(kind="stone.evaluated")
    assert event.commission_id == 7
    assert event.data["before"] == {
        "growth": "unknown",
        "treatment": "unknown",
        "filler": "",
        "colour": "green",
        "tone": "",
        "saturation": "",
    }
    assert event.data["sha256"] == fingerprint(evaluation.frozen)


def test_the_paper_says_what_was_found_and_nothing_of_the_house(stone):
    judgement = accept(verdict="conditional", because="Set it in a bezel.", notes="Ask for more.")
    spots = (Spot(Decimal("40"), Decimal("22.5"), "Feather"), Spot(Decimal("61"), Decimal("70")))
    evaluation = evaluate(stone, judgement=judgement, marks=spots)
    assert evaluation.frozen["found"] == [
        ["Identity", "Emerald"],
        ["Growth", "Natural"],
        ["Treatment", "Clarity enhanced, minor (F1), cedar oil"],
        ["Measures", "8.02 × 6.05 × 4.10 mm"],
        ["Weight", "1.340 ct, weighed"],
        ["Colour", "bluish green, tone medium, saturation strong"],
        ["Clarity", "Eye-clean face-up, jardin at 10×"],
        ["Refractive index", "1.577 to 1.583, birefringence 0.006"],
        ["Examined with", "Loupe, 10×, Microscope, Refractometer, Carat scales"],
    ]
    assert evaluation.frozen["brightness"] == [
        ["Window", "15"],
        ["Extinction", "25"],
        ["Brilliance", "60"],
    ]
    assert evaluation.frozen["map"] == "emerald"
    assert evaluation.frozen["stated"] == "My grandmother's, from Muzo"
    assert "Ask for more" not in str(evaluation.frozen)
    numbered = evaluation.marks.values_list("number", "x", "y", "note")
    assert list(numbered) == [
        (1, Decimal("40.00"), Decimal("22.50"), "Feather"),
        (2, Decimal("61.00"), Decimal("70.00"), ""),
    ]
    first = evaluation_pdf(evaluation)
    assert first.startswith(b"%PDF-")
    Stone.objects.update(colour="blue")
    assert evaluation_pdf(Evaluation.objects.get()) == first


def test_unknown_is_never_none(stone):
    found = make_findings(growth="unknown", treatment="unknown", filler="")
    rows = dict(evaluate(stone, found=found).frozen["found"])
    assert rows["Growth"] == "Not determined"
    assert rows["Treatment"] == "Treatment not determined"


def test_only_a_gemmologist_or_the_owner_judges(stone):
    advisor = make_staff(is_superuser=False)
    asleep = make_gemmologist(is_active=False)
    for user in (advisor, asleep, make_client().account):
        assert not can_evaluate(user_actor(user))
        with pytest.raises(NotAllowed, match="Only a gemmologist"):
            evaluate(stone, by=user_actor(user))
    with pytest.raises(NotAllowed):
        evaluate(stone, by=Actor.system())
    assert evaluate(stone, by=user_actor(make_staff())).number == 1
    assert evaluate(stone, by=user_actor(make_gemmologist())).number == 2


def test_a_later_evaluation_holds_and_the_earlier_stays(stone):
    evaluate(stone)
    found = make_findings(treatment="oil_moderate")
    evaluate(stone, found=found, judgement=accept(verdict="reject", because="Too much oil."))
    assert [each.number for each in stone.evaluations.all()] == [2, 1]
    assert newest_evaluations([stone.pk])[stone.pk].verdict == "reject"
    before = Event.objects.filter(kind="stone.evaluated").order_by("pk").last()
    assert before is not None
    assert before.data["before"] == {"treatment": "oil_minor"}


def test_the_same_form_sent_twice_is_one_evaluation(stone):
    form = uuid.uuid4()
    assert evaluate(stone, request_id=form) == evaluate(stone, request_id=form)
    assert Event.objects.filter(kind="stone.evaluated").count() == 1


@pytest.mark.parametrize(
    ("over", "says"),
    [
        ({"instruments": ()}, "examined with"),
        ({"instruments": ("crystal ball",)}, "examined with"),
        ({"instruments": ("loupe",)}, "read on a refractometer"),
        ({"brightness": (20, 30, 60)}, "make 110 %"),
        ({"brightness": (20, 30, 47)}, "make 97 %"),
        ({"treatment": "none"}, "belongs to a filled stone"),
        ({"carats_estimated": Decimal("1.3")}, "either weighed or estimated"),
        ({"colour_grade": "D", "fancy_grade": "fancy"}, "no grade from D to Z"),
    ],
)
def test_what_contradicts_itself_is_refused(stone, over, says):
    with pytest.raises(Refusal, match=says):
        evaluate(stone, found=make_findings(**over))
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("shares", [(20, 30, 48), (20, 30, 50), (20, 30, 52)])
def test_an_eye_may_be_two_per_cent_off(stone, shares):
    assert evaluate(stone, found=make_findings(brightness=shares)).brilliance == shares[2]


@pytest.mark.parametrize("verdict", ["conditional", "reject"])
def test_a_doubt_says_why(stone, verdict):
    with pytest.raises(Refusal, match="Please say"):
        evaluate(stone, judgement=accept(verdict=verdict))
    with pytest.raises(Refusal, match="Please say whether"):
        evaluate(stone, judgement=accept(verdict="perhaps"))


def test_a_weight_that_is_not_the_recorded_one_is_an_incident_first(stone):
    evaluate(stone, found=make_findings(carats=Decimal("1.350")))
    lighter = make_findings(carats=Decimal("1.310"))
    with pytest.raises(Conflict, match=r"1.310 ct, the record 1.350 ct"):
        evaluate(stone, found=lighter)
    told = report_incident(
        thing=stone,
        kind="damage",
        what_happened="Chipped.",
        by=staff_actor(),
        carats=Decimal("1.310"),
    )
    settle_incident(incident=told, outcome="Agreed.", by=staff_actor())
    assert evaluate(stone, found=lighter).carats == Decimal("1.310")


def test_a_report_is_compared_with_both_values(stone):
    printed = {"number": "2141438171", "inscription": "GIA 2141438171", "carats": Decimal("1.35")}
    report = make_report(stone, **printed)
    found = make_findings(report=report, inscription="gia2141438171")
    assert evaluate(stone, found=found).report_match == [
        ["Number", "2141438171", "2141438171", "agrees"],
        ["Inscription", "GIA 2141438171", "gia2141438171", "agrees"],
        ["Weight", "1.350 ct", "1.340 ct", "agrees"],
    ]
    report.carats = Decimal("1.351")
    again = make_findings(report=report, inscription="GIA 9")
    assert [row[3] for row in evaluate(stone, found=again).report_match] == ["differs"] * 3
    unread = make_findings(report=report, carats=None)
    assert [row[3] for row in evaluate(stone, found=unread).report_match] == ["not compared"] * 3
    other = make_report(make_stone())
    with pytest.raises(Refusal, match="belongs to another stone"):
        evaluate(stone, found=make_findings(report=other))


def test_a_stone_that_went_home_is_received_first(stone):
    from atelier.materials.receipts import hand_back

    asked: dict[str, Any] = {"client": stone.owner, "by": staff_actor(), **signatures()}
    hand_back(things=[checked(stone)], may_leave=lambda _: None, **asked)
    with pytest.raises(WrongState, match="receive it first"):
        evaluate(stone)


def test_a_grade_that_no_longer_holds_goes(stone):
    Stone.objects.update(growth="lab", lab_grown_grade="premium", colour_grade="D")
    evaluate(stone, found=make_findings(growth="natural", fancy_grade="fancy"))
    stone.refresh_from_db()
    assert (stone.lab_grown_grade, stone.colour_grade) == ("", "")
    assert (stone.growth, stone.fancy_grade) == ("natural", "fancy")


def test_postgres_keeps_what_was_written(stone):
    evaluation = evaluate(stone, marks=[Spot(Decimal(1), Decimal(2), "Feather")])
    for rows in (Evaluation.objects.all(), Mark.objects.all()):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(number=9)
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.all()._raw_delete(rows.db)
    evaluation.refresh_from_db()
    for wrong in ({"brilliance": 90}, {"brilliance": None}, {"verdict": "reject", "because": ""}):
        fields = model_to_dict(evaluation, exclude=["id"])
        fields = {name: value for name, value in fields.items() if name in PLAIN}
        fields |= {"stone": stone, "variety": evaluation.variety, "number": 5}
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.create(**fields | wrong)


PLAIN = {"instruments", "window", "extinction", "brilliance", "verdict", "frozen"}


@pytest.mark.parametrize("many", [1, 3])
def test_conditions_cost_one_query_however_many_stones(stone, many):
    stones = [stone]
    for _ in range(many - 1):
        owner = make_client()
        receive(owner)
        stones.append(owner.stones.get())
    doubt = accept(verdict="conditional", because="In a bezel.")
    for each in stones:
        evaluate(each, judgement=doubt)
    with CaptureQueriesContext(connection) as asked:
        told = conditions_of([each.pk for each in stones])
    assert told == ["Noor Haddad accepted the emerald on conditions: In a bezel."] * many
    assert len(asked) == 1
