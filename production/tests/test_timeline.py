"""The making as the client follows it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from atelier.journal.refusals import NotAllowed
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import staff_actor
from atelier.pictures.tests.factories import make_picture
from production.actions import runs as actions
from production.actions.jobs import open_job
from production.actions.pictures import add_picture, release_picture
from production.models import StageRun
from production.tests.factories import (
    fail,
    make_approved_commission,
    make_crew,
    make_job,
    now_open,
    play_out,
    play_to,
    start,
)
from production.timeline import steps_of

pytestmark = pytest.mark.django_db


def _states(commission):
    return {step.number: step.state for step in steps_of(commission)}


def test_all_is_to_come_before_the_job():
    steps = steps_of(make_approved_commission())
    assert [step.number for step in steps] == list(range(10, 121, 10))
    assert {step.state for step in steps} == {"next"}
    assert (steps[1].name, steps[1].sentence) == (
        "Cast in metal",
        "Your piece is cast in its metal.",
    )


def test_done_now_next_and_skipped():
    crew = make_crew()
    job = make_job()
    hand = crew["modeller"]
    actions.skip_run(run=now_open(job), jeweller=hand, by=jeweller_actor(hand))
    play_to(job, 30, crew)
    states = _states(job.commission)
    assert (states[10], states[20], states[30], states[40]) == ("skipped", "done", "now", "next")


def test_a_piece_without_stones_is_not_told_of_setting():
    commission = make_approved_commission(stones=False)
    left_out = {number for number, state in _states(commission).items() if state == "skipped"}
    assert left_out == {80, 90}
    open_job(commission=commission, by=staff_actor())
    states = _states(commission)
    assert (states[70], states[80], states[90], states[100]) == (
        "next",
        "skipped",
        "skipped",
        "next",
    )
    with_stones = _states(make_approved_commission())
    assert set(with_stones.values()) == {"next"}


def test_a_failed_inspection_reads_being_perfected():
    crew = make_crew()
    job = make_job()
    fail(start(play_to(job, 30, crew), crew["inspector"]), crew["inspector"], "C-PIT")
    steps = {step.number: step for step in steps_of(job.commission)}
    assert (steps[20].state, steps[20].sentence) == ("now", "Being perfected")
    assert (steps[30].state, steps[30].sentence) == ("next", "Being perfected")
    assert steps[30].at is None
    play_out(job, crew)
    steps = {step.number: step for step in steps_of(job.commission)}
    assert {step.state for step in steps.values()} == {"done"}
    assert steps[30].sentence == "We search the raw casting for pits and porosity."


def test_a_picture_is_private_until_it_is_released():
    crew = make_crew()
    job = make_job()
    run = start(now_open(job), crew["modeller"])
    taken = add_picture(run=run, picture=make_picture(), by=jeweller_actor(crew["modeller"]))
    assert steps_of(job.commission)[0].pictures == []
    with pytest.raises(NotAllowed):
        release_picture(run_picture=taken, by=jeweller_actor(crew["modeller"]))
    released = release_picture(run_picture=taken, by=staff_actor())
    assert steps_of(job.commission)[0].pictures == [taken.picture]
    assert release_picture(run_picture=taken, by=staff_actor()).released_at == released.released_at


def test_the_same_queries_however_much_was_reworked(django_assert_num_queries):
    crew = make_crew()
    job = make_job()
    play_to(job, 30, crew)
    with django_assert_num_queries(3):
        steps_of(job.commission)
    for _ in range(2):
        fail(start(play_to(job, 30, crew), crew["inspector"]), crew["inspector"], "C-PIT")
    assert StageRun.objects.filter(job=job).count() == 6
    with django_assert_num_queries(3):
        steps_of(job.commission)


def test_a_step_is_of_the_day_its_reader_lived_it_on():
    """Four in the morning of London is the evening before in New York."""
    crew, job = make_crew(), make_job()
    with time_machine.travel(datetime(2026, 11, 24, 4, 0, tzinfo=UTC), tick=False):
        start(now_open(job), crew["modeller"])
    for zone, day in (("America/New_York", 23), ("Asia/Tokyo", 24)):
        with timezone.override(ZoneInfo(zone)):
            assert steps_of(job.commission)[0].at == date(2026, 11, day)
