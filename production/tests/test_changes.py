"""A change that waits for its signature holds the stages it touches, and the bench knows."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atelier.journal.refusals import Conflict, WrongState
from atelier.people.skills import Skill
from atelier.people.tests.factories import client_actor, staff_actor
from atelier.schedule import WAKES
from orders.actions import changes as orders_changes
from orders.models import ChangeOrder
from orders.tests.changing import make_change, sign, words
from production.actions import changes
from production.actions.claims import HEARD
from production.actions.runs import skip_run
from production.benches import bench_of
from production.models import Job, StageRun
from production.policies.changes import stages_to_come
from production.policies.runs import why_not_start
from production.tasks import refresh_jobs
from production.tests.factories import (
    finish,
    make_approved_commission,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db
HELD = "Change 1 waits for the client's signature."


def send(job: Job, **over: Any) -> ChangeOrder:
    """Send a change that touches the stages given."""
    change = make_change(job.commission, **over)
    return changes.send_change(change=change, by=staff_actor())


def test_a_held_stage_cannot_start_and_says_so_before() -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    change = send(job, stages=[10])
    run = now_open(job)
    assert why_not_start(run, modeller) == HELD
    assert [row.why for row in bench_of(modeller).waiting] == [HELD]
    with pytest.raises(WrongState, match="Change 1 waits"):
        start(run, modeller)
    sign(change)
    assert why_not_start(now_open(job), modeller) == ""
    assert start(now_open(job), modeller).status == "running"


@pytest.mark.parametrize("end", ["declined", "withdrawn"])
def test_what_was_not_signed_holds_no_more(end: str) -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    change = send(job, stages=[10])
    if end == "withdrawn":
        orders_changes.withdraw_change(change=change, by=staff_actor())
    else:
        by = client_actor(job.commission.client)
        orders_changes.decline_change(change=change, reason="No.", by=by)
    assert start(now_open(job), modeller).status == "running"


def test_other_stages_go_on() -> None:
    job, crew = make_job(), make_crew()
    send(job, stages=[40])
    assert play_to(job, 40, crew).stage.number == 40
    assert why_not_start(now_open(job), crew[Skill.BENCH]) == HELD


def test_a_held_stage_is_not_left_out_either() -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    send(job, stages=[10])
    with pytest.raises(WrongState, match="Change 1 waits"):
        skip_run(run=now_open(job), jeweller=modeller, by=staff_actor())


def test_a_stage_that_was_begun_is_not_among_those_that_wait() -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER, name="Tom Ashe")
    draft = make_change(job.commission, stages=[10])
    start(now_open(job), modeller)
    with pytest.raises(WrongState, match="was begun already by Tom Ashe"):
        changes.send_change(change=draft, by=staff_actor())
    draft.refresh_from_db()
    assert draft.status == "draft"
    with pytest.raises(WrongState, match="was begun already"):
        changes.write_change(commission=job.commission, words=words(stages=[10]), by=staff_actor())


def test_stages_to_come_are_those_nobody_has_begun() -> None:
    commission = make_approved_commission()
    job, crew = make_job(), make_crew()
    assert 10 in stages_to_come(commission).values_list("number", flat=True)
    play_to(job, 40, crew)
    start(now_open(job), crew[Skill.BENCH])
    numbers = list(stages_to_come(job.commission).values_list("number", flat=True))
    assert numbers == [50, 60, 70, 80, 90, 100, 110, 120]


def test_a_stage_not_on_the_route_is_refused() -> None:
    with pytest.raises(WrongState, match="not part of this piece's route"):
        changes.write_change(
            commission=make_job().commission, words=words(stages=[35]), by=staff_actor()
        )


class TestRefreshing:
    """A tablet's screen is stale once a change was sent, answered or taken back."""

    def test_every_kind_wakes_the_task(self) -> None:
        assert {kind for kind, task in WAKES.items() if task == "production.refresh_jobs"} == set(
            HEARD
        )

    def test_a_version_grows_once_for_what_happened(self) -> None:
        job = make_job()
        refresh_jobs()
        job.refresh_from_db()
        before = job.version
        send(job, stages=[10])
        assert (refresh_jobs(), refresh_jobs()) == (1, 0)
        job.refresh_from_db()
        assert job.version == before + 1

    def test_an_old_screen_is_told_who_did_what(self) -> None:
        job, modeller = make_job(), make_hand(Skill.MODELLER)
        seen = job.version
        send(job, stages=[80])
        refresh_jobs()
        with pytest.raises(Conflict, match="sent a change to be signed at"):
            start(now_open(job), modeller, base_version=seen)

    def test_signed_days_move_the_job_and_its_latest_start(self) -> None:
        job = make_job()
        due, start_by = job.due, now_open(job).start_by
        assert start_by
        sign(send(job, stages=[80], days=7))
        refresh_jobs()
        job.refresh_from_db()
        assert job.due == due + timedelta(days=7)
        assert now_open(job).start_by == start_by + timedelta(days=7)

    def test_as_many_queries_for_one_job_as_the_bench_needs(self) -> None:
        modeller = make_hand(Skill.MODELLER)
        counts = []
        for jobs in (1, 3):
            while StageRun.objects.still_open().count() < jobs:
                send(make_job(), stages=[10])
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert len(bench_of(modeller).waiting) == jobs
            counts.append(len(asked))
        assert counts == [2, 2]


def test_after_the_signature_the_stage_is_done_as_any_other() -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    sign(send(job, stages=[10]))
    finish(start(now_open(job), modeller), modeller)
    assert now_open(job).stage.number == 20
