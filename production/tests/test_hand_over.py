"""A piece in hand is given to another of the trade, who inspects it no more than the first."""

import pytest

from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from production.actions import runs as actions
from production.actions.handing_over import hand_over
from production.actions.undo import undo
from production.policies.handing_over import takers_of
from production.statuses import RunStatus, WaitsFor
from production.tests.browsing import page_of, tap
from production.tests.factories import (
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_hand(*Skill.values, name="Bastien Roux")


def give(run, giver, taker, **over):
    return hand_over(run=run, jeweller=giver, to=taker, by=jeweller_actor(giver), **over)


def test_the_other_takes_it_up_and_ends_it(hand, other):
    job = make_job()
    run = give(start(now_open(job), hand), hand, other)
    assert (run.status, run.jeweller, run.hands) == (RunStatus.PAUSED, other, [hand.pk])
    with pytest.raises(NotAllowed, match="Bastien Roux has this in hand"):
        actions.resume_run(run=run, jeweller=hand, by=jeweller_actor(hand))
    actions.resume_run(run=run, jeweller=other, by=jeweller_actor(other))
    finish(run, other)
    assert now_open(job).stage.number == 20


def test_neither_of_the_two_inspects_it(hand, other):
    job = make_job()
    run = give(start(play_to(job, 20, make_crew()), hand), hand, other)
    actions.resume_run(run=run, jeweller=other, by=jeweller_actor(other))
    finish(run, other)
    for maker in (hand, other):
        with pytest.raises(NotAllowed, match="nobody inspects their own work"):
            start(now_open(job), maker)
    start(now_open(job), make_hand(Skill.INSPECTOR))


def test_an_inspection_is_not_given_to_the_maker(hand, other):
    job = make_job()
    finish(start(play_to(job, 20, make_crew()), other), other)
    run = start(now_open(job), hand)
    assert other not in takers_of(now_open(job))
    with pytest.raises(NotAllowed, match="nobody inspects their own work"):
        give(run, hand, other)


def test_only_to_somebody_else_of_the_trade_who_works_here(hand, other):
    run = start(now_open(make_job()), hand)
    with pytest.raises(NotAllowed, match="Model is for a modeller"):
        give(run, hand, make_hand(Skill.SETTER))
    other.is_active = False
    for nobody in (hand, other):
        with pytest.raises(Refusal, match="somebody else who works here"):
            give(run, hand, nobody)


def test_only_from_whoever_has_it_in_hand(hand, other):
    run = now_open(make_job())
    with pytest.raises(WrongState):
        give(run, hand, other)
    start(run, hand)
    with pytest.raises(NotAllowed, match="has this in hand"):
        give(run, other, hand)


@pytest.mark.parametrize("laid_down", [False, True])
def test_it_comes_back_as_it_was(hand, other, tablet, laid_down):
    job = make_job()
    run = start(now_open(job), hand)
    given = {"jeweller": hand, "by": jeweller_actor(hand), "tablet": tablet}
    if laid_down:
        actions.pause_run(run=run, waits_for=WaitsFor.STONE, **given)
    give(run, hand, other, tablet=tablet)
    back = undo(job=job, **given)
    was = (RunStatus.PAUSED, WaitsFor.STONE) if laid_down else (RunStatus.RUNNING, "")
    assert (back.status, back.waits_for) == was
    assert (back.jeweller, back.hands) == (hand, [])


def test_on_the_tablet(bench, hand, other):
    job = make_job()
    start(now_open(job), hand)
    page = page_of(bench, job)
    assert "Bastien Roux" in page
    tap(bench, job, "hand-over", to=other.pk)
    assert now_open(job).jeweller == other
    assert "Bastien Roux has this in hand" in page_of(bench, job)
