"""The same stone: compared before it is set and before it leaves, or the piece stays."""

import uuid
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.goods import Checked
from atelier.materials.models import GoodsPicture
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import staff_actor
from atelier.pictures.tests.factories import make_picture
from orders.actions.commissions import deliver
from orders.actions.proofs import prove_stone
from orders.models import CommissionStone, StoneProof
from orders.statuses import CommissionStatus
from production.benches import bench_of
from production.boards import board_now
from production.models import BenchUpdate
from production.policies.obstacles import SAME_STONE, obstacles
from production.policies.proofs import check_prover
from production.statuses import RunStatus
from production.tests.browsing import page_of, tap
from production.tests.factories import (
    fail,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_out,
    play_to,
    prove,
    start,
)

pytestmark = pytest.mark.django_db
RIGHT = {"carats": "1.310", "length": "8.02", "width": "6.01", "depth": "4.10"}
RIGHT_D: dict[str, Any] = {name: D(value) for name, value in RIGHT.items()}


def mean(job, **over):
    given = RIGHT_D | over
    stone = make_stone(**given)
    return CommissionStone.objects.create(commission=job.commission, stone=stone)


def test_setting_waits_until_the_stone_is_found_to_be_the_one_on_record(bench, hand):
    job = make_job()
    promise = mean(job)
    run = play_to(job, 80, make_crew())
    assert obstacles(run) == [SAME_STONE]
    # It is theirs to compare, so it does not wait for anybody.
    assert [row.why for row in bench_of(hand).next] == [SAME_STONE]
    assert [(place.look, place.words) for place in board_now().places] == [("ready", "Ready")]
    assert bench_of(hand).waiting == []
    tap(bench, job, "start")
    assert now_open(job).status == RunStatus.READY
    assert "Compare the stone with its record" in page_of(bench, job)
    page = bench.get(reverse("bench:compare", args=[job.envelope])).content.decode()
    assert "on record 1.31" in page
    tap(bench, job, "prove", stone=promise.pk, **RIGHT | {"carats": "1.200"})
    assert obstacles(now_open(job)) == [SAME_STONE]
    told = Event.objects.get(kind="stone.differs").data["differences"]
    assert told.startswith("weight 1.2")
    tap(bench, job, "prove", stone=promise.pk, **RIGHT)
    tap(bench, job, "start")
    assert now_open(job).status == RunStatus.RUNNING
    assert [each.matches for each in StoneProof.objects.all()] == [False, True]
    assert "with the stones that are set in it" in page_of(bench, job, "weigh/")


def test_what_is_not_as_on_record_is_said_as_a_warning(bench, hand):
    job = make_job()
    promise = mean(job)
    play_to(job, 80, make_crew())
    tap(bench, job, "prove", stone=promise.pk, **RIGHT | {"carats": "1.200"})
    page = page_of(bench, job)
    assert 'class="said said--warning"' in page
    assert "The office is told." in page
    assert "said--success" not in page
    compared = page_of(bench, job, "stones/")
    assert "Not as on record" in compared
    assert hand.name in compared
    tap(bench, job, "prove", stone=promise.pk, **RIGHT)
    assert 'class="said said--success"' in page_of(bench, job)


def test_what_differs_later_is_compared_again_and_the_same_is_found_once(bench, hand):
    job = make_job()
    promise = mean(job)
    play_to(job, 80, make_crew())
    tap(bench, job, "prove", stone=promise.pk, **RIGHT)
    tap(bench, job, "prove", stone=promise.pk, **RIGHT)
    assert f"{hand.name} found {promise.stone} to be the same already." in page_of(bench, job)
    assert StoneProof.objects.count() == 1
    tap(bench, job, "prove", stone=promise.pk, **RIGHT | {"length": "7.60"})
    assert obstacles(now_open(job)) == [SAME_STONE]
    tap(bench, job, "start")
    assert now_open(job).status == RunStatus.READY
    tap(bench, job, "prove", stone=promise.pk, **RIGHT)
    assert obstacles(now_open(job)) == []


def test_a_stone_that_comes_while_one_is_set_is_compared_before_the_end(bench, hand):
    job = make_job()
    mean(job)
    run = play_to(job, 80, make_crew())
    prove(run, hand)
    start(run, hand)
    late = mean(job)
    assert "Compare the stone with its record" in page_of(bench, job)
    weights = {"weight_in": "9.000", "weight_out": "9.200", "weights_confirmed": "on"}
    tap(bench, job, "finish", **weights)
    assert now_open(job).status == RunStatus.RUNNING
    assert "A stone came to this piece meanwhile." in page_of(bench, job)
    tap(bench, job, "prove", stone=late.pk, **RIGHT)
    tap(bench, job, "finish", **weights)
    assert now_open(job).stage.number == 90


def test_a_second_setting_asks_again():
    job, crew = make_job(), make_crew()
    mean(job)
    play_to(job, 90, crew)
    run = start(now_open(job), crew["second setter"])
    fail(run, crew["second setter"], "S-LOOSE")
    assert obstacles(now_open(job)) == [SAME_STONE]


def test_a_comparison_that_comes_late_counts_for_no_later_setting(bench, hand):
    """Made without network before the stone was set, it arrives when the stone was unset again."""
    job, crew = make_job(), make_crew()
    promise = mean(job)
    seen = play_to(job, 80, crew)
    play_to(job, 90, crew)
    fail(start(now_open(job), crew["second setter"]), crew["second setter"], "S-LOOSE")
    late = tap(bench, job, "prove", stone=promise.pk, run=seen.pk, **RIGHT)
    assert late.status_code == 302
    assert obstacles(now_open(job)) == [SAME_STONE]
    kept = BenchUpdate.objects.get(kind="prove")
    assert (kept.status_code, kept.answer["code"]) == (409, "conflict")


def test_a_comparison_that_rests_on_what_was_not_done_is_not_counted(bench, hand):
    job, crew = make_job(), make_crew()
    promise = mean(job)
    play_to(job, 80, crew)
    tap(bench, job, "prove", stone=promise.pk, after=uuid.uuid4(), **RIGHT)
    assert obstacles(now_open(job)) == [SAME_STONE]


def test_a_comparison_kept_for_a_day_counts_when_nothing_has_moved(bench, hand):
    job, crew = make_job(), make_crew()
    promise = mean(job)
    play_to(job, 80, crew)
    day_late = timezone.now() - timedelta(days=1)
    tap(bench, job, "prove", stone=promise.pk, device_time=day_late.isoformat(), **RIGHT)
    assert obstacles(now_open(job)) == []


def test_nothing_is_handed_over_before_its_stones_are_compared():
    job, crew = make_job(), make_crew()
    mean(job)
    job = play_out(job, crew)
    job.commission.refresh_from_db()
    with pytest.raises(WrongState, match="was not compared with its record yet"):
        deliver(commission=job.commission, by=staff_actor())
    prove_at_the_end(job, crew["inspector"])
    delivered = deliver(commission=job.commission, by=staff_actor())
    assert delivered.status == CommissionStatus.DELIVERED


def prove_at_the_end(job, hand):
    for promise in job.commission.stones.living():
        moment = check_prover(job, None, hand)
        checked = Checked(promise.stone, length=D("8.04"))
        prove_stone(promise=promise, moment=moment, checked=checked, by=staff_actor())


def test_a_report_and_an_inscription_are_read_again():
    job = make_job()
    promise = mean(job)
    report = make_report(promise.stone, inscription="GIA 2141438171")
    checked = Checked(promise.stone, **RIGHT_D)
    proof = prove_stone(promise=promise, moment="setting", checked=checked, by=staff_actor())
    assert [words.split(" “")[0] for words in proof.differences] == ["inscription", "report"]
    checked = Checked(promise.stone, **RIGHT_D, inscription="gia2141438171")
    given: dict[str, Any] = {"report_number": report.number, "by": staff_actor()}
    assert prove_stone(promise=promise, moment="setting", checked=checked, **given).matches


def test_only_the_right_hands_compare_and_only_in_time():
    job = make_job()
    promise = mean(job)
    run = now_open(job)
    with pytest.raises(WrongState, match="before they are set"):
        check_prover(job, run, make_hand("setter"))
    run = play_to(job, 80, make_crew())
    with pytest.raises(NotAllowed):
        check_prover(job, run, make_hand("polisher"))
    client = Actor(kind=ActorKind.CLIENT, name="Clara")
    given: dict[str, Any] = {"moment": "setting", "checked": Checked(promise.stone), "by": client}
    with pytest.raises(NotAllowed):
        prove_stone(promise=promise, **given)


def test_a_microphoto_is_asked_for_where_the_intake_has_one(goods_picture):
    promise = goods_picture
    checked = Checked(promise.stone, **RIGHT_D)
    with pytest.raises(Refusal, match="microphoto"):
        prove_stone(promise=promise, moment="setting", checked=checked, by=staff_actor())


@pytest.mark.parametrize(
    ("is_alike", "differences"), [(True, []), (False, ["not like the intake's picture"])]
)
def test_a_stone_alike_is_the_same_and_one_unlike_is_not(goods_picture, is_alike, differences):
    checked = Checked(goods_picture.stone, **RIGHT_D)
    given: dict[str, Any] = {"picture": make_picture(), "is_alike": is_alike, "by": staff_actor()}
    proof = prove_stone(promise=goods_picture, moment="setting", checked=checked, **given)
    assert (proof.matches, proof.differences) == (not differences, differences)


def test_where_the_intake_has_no_picture_nothing_is_asked_about_it():
    promise = mean(make_job())
    checked = Checked(promise.stone, **RIGHT_D)
    assert prove_stone(promise=promise, moment="setting", checked=checked, by=staff_actor()).matches


@pytest.fixture
def goods_picture():
    promise = mean(make_job())
    GoodsPicture.objects.create(stone=promise.stone, picture=make_picture())
    return promise


def test_what_was_found_stays():
    job, crew = make_job(), make_crew()
    mean(job)
    prove(play_to(job, 80, crew), crew["setter"])
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        StoneProof.objects.update(carats=1)
