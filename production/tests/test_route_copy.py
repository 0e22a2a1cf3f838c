"""A job keeps the route it was opened with; the owner's later edits are for later jobs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_staff
from production.actions import runs as actions
from production.models import ReasonCode, Stage
from production.models.routes import NEVER_LEFT_OUT
from production.policies.weights import UnusualWeight
from production.reasons import reasons_of
from production.statuses import RunStatus
from production.tests.browsing import page_of
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


def inspected(job, crew):
    return start(play_to(job, 30, crew), crew["inspector"])


def test_a_failure_goes_where_it_went_when_the_job_opened(crew):
    before = make_job()
    pit = ReasonCode.objects.get(code="C-PIT")
    pit.back_to, pit.label = Stage.objects.get(number=10), "Pitted"
    pit.save()
    opened = fail(inspected(before, crew), crew["inspector"], "C-PIT")
    assert (opened.stage.number, opened.note) == (20, "C-PIT Pits")
    opened = fail(inspected(make_job(), crew), crew["inspector"], "C-PIT")
    assert (opened.stage.number, opened.note) == (10, "C-PIT Pitted")


def test_a_reason_taken_out_of_use_stays_with_open_jobs(crew):
    before = make_job()
    ReasonCode.objects.filter(code="C-PIT").update(is_active=False)
    after = make_job()
    with pytest.raises(Refusal, match="C-PIT is not a reason at Casting inspection"):
        fail(inspected(after, crew), crew["inspector"], "C-PIT")
    assert fail(inspected(before, crew), crew["inspector"], "C-PIT").stage.number == 20


def test_the_screen_shows_the_job_s_own_reasons(bench, hand):
    job = make_job()
    start(play_to(job, 30, make_crew()), hand)
    ReasonCode.objects.filter(code="C-GAS").update(label="Bubbles")
    page = page_of(bench, job, "problem/")
    assert "Gas porosity" in page
    assert "20 Casting" in page
    assert "Bubbles" not in page


def test_checks_and_days_are_the_job_s_own():
    before = make_job()
    model = Stage.objects.get(number=10)
    model.gate, model.days_mode, model.days_max = "Only this", 50, 50
    model.save()
    after = make_job()
    assert before.stages.get(number=10).gate != after.stages.get(number=10).gate == "Only this"
    latest = [now_open(job).start_by for job in (after, before)]
    assert latest[0]
    assert latest[1]
    assert latest[1] - latest[0] > timedelta(days=30)


def test_the_usual_loss_is_the_job_s_own(crew, bench, hand):
    before = make_job()
    Stage.objects.filter(number=40).update(loss_min_percent=10, loss_max_percent=20)
    run = start(play_to(before, 40, crew), hand)
    assert "3.0 to 6.0 %" in page_of(bench, before, "weigh/")
    given = {"weight_in": Decimal("9.4"), "weight_out": Decimal("8.0")}
    with pytest.raises(UnusualWeight, match="3.0 to 6.0 % is usual here"):
        finish(run, hand, **given)
    after = start(play_to(make_job(), 40, crew), hand)
    assert finish(after, hand, **given).status == RunStatus.DONE


def test_who_may_leave_a_stage_out(crew):
    job = make_job()
    Stage.objects.filter(number=10).update(skip_by=Skill.SALES)
    other = make_job()
    modeller, sales, lead = crew["modeller"], crew["sales"], crew["bench_lead"]
    with pytest.raises(NotAllowed, match="Model is left out by somebody in sales or a bench lead"):
        skip(other, modeller)
    assert skip(other, sales).status == RunStatus.SKIPPED
    with pytest.raises(NotAllowed, match="Model is left out by a modeller or a bench lead"):
        skip(job, sales)
    assert skip(job, lead).status == RunStatus.SKIPPED


def skip(job, hand):
    return actions.skip_run(run=now_open(job), jeweller=hand, by=jeweller_actor(hand))


def test_a_stage_added_and_one_taken_out(crew):
    before = make_job()
    Stage.objects.filter(number=70).update(is_active=False)
    engraving = Stage.objects.get(number=40)
    engraving.pk, engraving.number, engraving.name = None, 45, "Hand engraving"
    engraving.save()
    after = make_job()
    assert 45 not in before.stages.values_list("number", flat=True)
    numbers = list(after.stages.values_list("number", flat=True))
    assert numbers == [10, 20, 30, 40, 45, 50, 60, 80, 90, 100, 110, 120]
    assert play_to(after, 45, crew).stage.name == "Hand engraving"
    assert reasons_of(after.stages.get(number=45)) == []


@pytest.mark.parametrize("number", NEVER_LEFT_OUT)
@pytest.mark.parametrize("edit", [{"may_skip": True}, {"is_active": False}], ids=["skip", "out"])
def test_three_gates_are_never_left_out(number, edit):
    make_job()
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.filter(number=number).update(**edit)
    stage = Stage.objects.get(number=number)
    for name, value in edit.items():
        setattr(stage, name, value)
    with pytest.raises(ValidationError, match="never left out"):
        stage.full_clean()


def test_the_owner_edits_all_of_it(client):
    make_job()
    client.force_login(make_staff())
    pk = Stage.objects.get(number=70).pk
    page = client.get(f"/admin/production/stage/{pk}/change/").content.decode()
    for field in ("skip_by", "is_active", "gate", "days_min", "reasons-0-back_to"):
        assert f'name="{field}"' in page
