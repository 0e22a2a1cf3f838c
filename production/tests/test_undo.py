"""Taking the last tap back: within seconds, the same hand and tablet, while nothing followed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_tablet
from atelier.pictures.tests.factories import make_picture
from production.actions import runs as actions
from production.actions.pictures import add_picture
from production.actions.undo import undo
from production.models import StageRun
from production.statuses import RunStatus
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    numbers,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


def _undo(job, hand, tablet, **over):
    return undo(job=job, jeweller=hand, tablet=tablet, by=jeweller_actor(hand), **over)


def _state(job):
    fields = ("stage__number", "attempt", "status", "jeweller", "started_at", "ended_at")
    runs = StageRun.objects.filter(job=job).order_by("pk")
    return list(runs.values_list(*fields, "reason", "note"))


def test_a_start_is_taken_back(hand, tablet):
    job = make_job()
    before = _state(job)
    start(now_open(job), hand, tablet=tablet)
    _undo(job, hand, tablet)
    assert _state(job) == before
    kinds = Event.objects.filter(subject_id=job.pk, kind__startswith="stage.").order_by("pk")
    assert [event.kind for event in kinds] == ["stage.started", "stage.undone"]


def test_what_an_attempt_has_to_mind_survives_a_step_taken_back(hand, tablet):
    job = make_job()
    run = now_open(job)
    StageRun.objects.filter(pk=run.pk).update(note="CAST-FILL Incomplete fill")
    given = {"run": run, "jeweller": hand, "by": jeweller_actor(hand), "tablet": tablet}
    actions.skip_run(**given)
    assert _undo(job, hand, tablet).note == "CAST-FILL Incomplete fill"
    start(run, hand, tablet=tablet)
    actions.pause_run(**given, note="Waits for wax")
    assert _undo(job, hand, tablet).note == "CAST-FILL Incomplete fill"


def test_a_pause_and_a_resume_are_taken_back(hand, tablet):
    job = make_job()
    run = start(now_open(job), hand, tablet=tablet)
    by = jeweller_actor(hand)
    given = {"run": run, "jeweller": hand, "by": by, "tablet": tablet}
    actions.pause_run(**given)
    assert _undo(job, hand, tablet).status == RunStatus.RUNNING
    actions.pause_run(**given)
    actions.resume_run(**given)
    assert _undo(job, hand, tablet).status == RunStatus.PAUSED


@pytest.mark.parametrize("number", [10, 30])
def test_the_end_of_a_stage_is_taken_back_with_what_it_opened(number, hand, tablet):
    job = make_job()
    run = start(play_to(job, number, make_crew()), hand, tablet=tablet)
    before = _state(job)
    finish(run, hand, tablet=tablet)
    _undo(job, hand, tablet)
    assert _state(job) == before
    assert now_open(job).status == RunStatus.RUNNING


def test_a_picture_of_what_had_opened_goes_back_to_the_stage_before(hand, tablet):
    job = make_job()
    run = start(now_open(job), hand, tablet=tablet)
    finish(run, hand, tablet=tablet)
    kept = add_picture(run=now_open(job), picture=make_picture(), by=jeweller_actor(hand))
    _undo(job, hand, tablet)
    kept.refresh_from_db()
    assert (kept.run, now_open(job)) == (run, run)


def test_a_skip_is_taken_back(hand, tablet):
    job = make_job()
    before = _state(job)
    actions.skip_run(run=now_open(job), jeweller=hand, tablet=tablet, by=jeweller_actor(hand))
    _undo(job, hand, tablet)
    assert _state(job) == before


def test_a_failure_is_taken_back_and_nothing_stays_void(hand, tablet):
    job = make_job()
    run = start(play_to(job, 60, make_crew()), hand, tablet=tablet)
    before = _state(job)
    fail(run, hand, "D-FLEX", tablet=tablet)
    assert numbers(job, RunStatus.VOID) == [20, 30, 40, 50]
    _undo(job, hand, tablet)
    assert _state(job) == before


def test_not_after_twelve_seconds(hand, tablet):
    job = make_job()
    start(now_open(job), hand, tablet=tablet)
    with (
        time_machine.travel(timezone.now() + timedelta(seconds=13)),
        pytest.raises(WrongState, match="no longer be taken back"),
    ):
        _undo(job, hand, tablet)


def test_not_from_another_tablet_nor_by_another(hand, tablet):
    job = make_job()
    start(now_open(job), hand, tablet=tablet)
    with pytest.raises(WrongState):
        _undo(job, hand, make_tablet())
    with pytest.raises(WrongState):
        _undo(job, make_hand(*Skill.values), tablet)


def test_not_once_something_followed(hand, tablet):
    job = make_job()
    version = finish(start(now_open(job), hand, tablet=tablet), hand, tablet=tablet).job.version
    other = make_hand(Skill.CASTER)
    start(now_open(job), other)
    with pytest.raises(Conflict, match=f"{other.name} started this"):
        _undo(job, hand, tablet, base_version=version)
    with pytest.raises(WrongState):
        _undo(job, hand, tablet)


def test_not_once_the_number_was_asked_for(hand, tablet):
    job = make_job()
    run = start(play_to(job, 110, make_crew()), hand, tablet=tablet)
    finish(run, hand, tablet=tablet)
    with pytest.raises(WrongState):
        _undo(job, hand, tablet)
