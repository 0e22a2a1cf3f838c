"""What blocks a stage is known before it starts; a piece laid down says what it waits for."""

import pytest
from django.db import IntegrityError, transaction

from atelier.journal.refusals import WrongState
from atelier.materials.tests.factories import load_materials, make_memo, make_report, make_stone
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import staff_actor
from orders.actions.choosing import choose_stone
from orders.models import CommissionStone, Piece
from production.actions import runs as actions
from production.actions.undo import undo
from production.models import StageRun
from production.policies.obstacles import ahead_of, obstacles, stops_of
from production.statuses import RunStatus, WaitsFor
from production.tests.browsing import page_of, tap
from production.tests.factories import make_crew, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db
MEMO = "A stone is still on memo from Kessler: it must be bought first."
UNFOUND = "The diamond that was agreed on is still to be found."
REPORT = "The centre diamond has no GIA report yet."


def mean(job, stone, place="halo"):
    CommissionStone.objects.create(commission=job.commission, stone=stone, place=place)


def on_memo():
    return make_stone("ruby", title="memo", memo=make_memo("Kessler"))


def ahead(job):
    return {each.stage.number: each.sentences for each in ahead_of(job, now_open(job))}


def test_a_memo_stone_is_told_from_the_first_stage_on(django_assert_num_queries):
    job = make_job()
    run = now_open(job)
    assert ahead_of(job, run) == []
    mean(job, on_memo())
    assert ahead(job) == {80: [MEMO], 90: [MEMO]}
    assert obstacles(now_open(job)) == []
    with django_assert_num_queries(1):
        ahead_of(job, run)


def test_setting_waits_for_the_report_of_a_centre_diamond_that_came_later():
    crew, job = make_crew(), make_job()
    diamond = make_stone("diamond", "round")
    run = play_to(job, 80, crew)
    mean(job, diamond, "centre")
    with pytest.raises(WrongState, match=REPORT):
        start(run, crew["setter"])
    assert [each.sentences for each in stops_of(job)] == [[REPORT], [REPORT]]
    make_report(diamond, laboratory="GIA")
    assert start(now_open(job), crew["setter"]).status == RunStatus.RUNNING


def test_setting_waits_for_a_stone_that_was_agreed_on_and_not_found():
    load_materials()
    crew, job = make_crew(), make_job(unfound="diamond")
    assert ahead(job) == {80: [UNFOUND], 90: [UNFOUND]}
    run = play_to(job, 80, crew)
    assert obstacles(now_open(job)) == [UNFOUND]
    with pytest.raises(WrongState, match=UNFOUND):
        start(run, crew["setter"])
    found = make_stone("diamond", "round")
    make_report(found)
    choose_stone(commission=job.commission, stone=found, by=staff_actor())
    assert UNFOUND not in obstacles(now_open(job))


def test_the_model_and_the_casting_wait_for_the_size():
    job = make_job()
    ring = Piece.objects.get(commission=job.commission)
    Piece.objects.filter(pk=ring.pk).update(
        ring_diameter=None, ring_size_system="", ring_size_label="", size_unknown=True
    )
    assert obstacles(now_open(job)) == ["The size is not known yet."]
    assert ahead(job) == {20: ["The size is not known yet."]}


def test_everything_in_the_way_is_said_at_once():
    crew, job = make_crew(), make_job()
    run = play_to(job, 80, crew)
    mean(job, on_memo())
    mean(job, make_stone("diamond", "round"), "centre")
    with pytest.raises(WrongState) as refused:
        start(run, crew["setter"])
    assert refused.value.details["blocks"] == [MEMO, REPORT]


def test_the_job_shows_what_will_stop_it(bench):
    job = make_job()
    mean(job, on_memo())
    assert "Setting will stop:" in page_of(bench, job)


@pytest.mark.parametrize("why", WaitsFor)
def test_a_piece_laid_down_waits_under_its_reason(bench, hand, why):
    job = make_job()
    start(now_open(job), hand)
    tap(bench, job, "pause", waits_for=why.value)
    waiting = bench.get("/bench/").content.decode().split('id="waiting"')[1]
    assert job.envelope in waiting
    assert f"Paused: {why.words}." in waiting
    tap(bench, job, "resume")
    run = now_open(job)
    assert (run.status, run.waits_for) == (RunStatus.RUNNING, "")


def test_a_rest_waits_for_nothing(bench, hand):
    job = make_job()
    start(now_open(job), hand)
    tap(bench, job, "pause")
    now = bench.get("/bench/").content.decode().split('id="next"')[0]
    assert job.envelope in now


def test_an_unknown_reason_is_refused(bench, hand):
    job = make_job()
    start(now_open(job), hand)
    tap(bench, job, "pause", waits_for="weather")
    assert now_open(job).status == RunStatus.RUNNING


def test_what_it_waited_for_is_back_after_an_undo(hand, tablet):
    job = make_job()
    given = {"jeweller": hand, "by": jeweller_actor(hand), "tablet": tablet}
    run = start(now_open(job), hand)
    actions.pause_run(run=run, waits_for=WaitsFor.STONE, **given)
    actions.resume_run(run=run, **given)
    back = undo(job=job, **given)
    assert (back.status, back.waits_for) == (RunStatus.PAUSED, WaitsFor.STONE)


def test_only_a_paused_piece_can_wait():
    run = now_open(make_job())
    with pytest.raises(IntegrityError), transaction.atomic():
        StageRun.objects.filter(pk=run.pk).update(waits_for=WaitsFor.CASTER)
