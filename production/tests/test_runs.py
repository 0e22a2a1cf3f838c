"""Stage by stage: who may, in what order, and what happens when a gate is failed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from orders.statuses import CommissionStatus
from production.actions import runs as actions
from production.actions.handing_over import hand_over
from production.actions.moves import move
from production.models import ReasonCode, StageRun
from production.statuses import OPEN_RUNS, RUNS, JobStatus, RunStatus
from production.tests.factories import (
    fail,
    finish,
    hand_for,
    make_crew,
    make_hand,
    make_job,
    now_open,
    numbers,
    play_out,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


def test_the_whole_road(crew):
    job = play_out(make_job(), crew)
    assert job.status == JobStatus.FINISHED
    assert numbers(job, RunStatus.DONE) == [10, 20, 40, 50, 80, 100]
    assert numbers(job, RunStatus.PASSED) == [30, 60, 70, 90, 110, 120]
    job.commission.refresh_from_db()
    assert job.commission.status == CommissionStatus.READY
    assert Event.objects.filter(kind="inscription.opened").count() == 1


def test_finishing_opens_the_next(crew):
    job = make_job()
    finish(start(now_open(job), crew["modeller"]), crew["modeller"])
    run = now_open(job)
    assert (run.stage.number, run.status) == (20, RunStatus.READY)


def test_finishing_takes_six_queries(crew):
    run = start(now_open(make_job()), crew["modeller"])
    by = jeweller_actor(crew["modeller"])
    with CaptureQueriesContext(connection) as seen:
        actions.finish_run(run=run, jeweller=crew["modeller"], by=by)
    real = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
    assert len(real) == 6, "\n".join(real)


def test_only_the_trade_starts(crew):
    run = now_open(make_job())
    with pytest.raises(NotAllowed, match="Model is for a modeller"):
        start(run, crew["caster"])


def test_only_ready_starts(crew):
    run = start(now_open(make_job()), crew["modeller"])
    with pytest.raises(WrongState):
        start(run, crew["modeller"])


def test_only_whoever_has_it_in_hand_ends_it(crew):
    run = start(now_open(make_job()), crew["modeller"])
    other = make_hand(Skill.MODELLER)
    with pytest.raises(NotAllowed, match="has this in hand"):
        finish(run, other)


@pytest.mark.parametrize(("made_at", "judged_at"), [(20, 30), (50, 60), (80, 90), (100, 110)])
def test_nobody_inspects_their_own_work(made_at, judged_at):
    crew = make_crew()
    job = make_job()
    both = make_hand(*Skill.values)
    run = play_to(job, made_at, crew)
    finish(start(run, both), both)
    run = now_open(job)
    assert run.stage.number == judged_at
    with pytest.raises(NotAllowed, match="nobody inspects their own work"):
        start(run, both)
    start(run, make_hand(*Skill.values))


def test_a_skipped_assembly_leaves_the_test_to_another_than_the_filer(crew):
    job = make_job()
    both = make_hand(Skill.BENCH, Skill.BENCH_LEAD)
    finish(start(play_to(job, 40, crew), both), both)
    actions.skip_run(run=now_open(job), jeweller=both, by=jeweller_actor(both))
    run = now_open(job)
    assert run.stage.number == 60
    with pytest.raises(NotAllowed):
        start(run, both)


def test_a_stage_of_work_is_not_passed_and_an_inspection_not_finished(crew):
    job = make_job()
    hand = crew["modeller"]
    run = start(now_open(job), hand)
    with pytest.raises(WrongState, match="not ended this way"):
        actions.pass_run(run=run, jeweller=hand, by=jeweller_actor(hand), checks=[])
    run = start(play_to(make_job(), 30, crew), crew["inspector"])
    with pytest.raises(WrongState, match="not ended this way"):
        actions.finish_run(
            run=run, jeweller=crew["inspector"], by=jeweller_actor(crew["inspector"])
        )


def test_every_check_of_the_gate_is_ticked(crew):
    hand = crew["inspector"]
    run = start(play_to(make_job(), 30, crew), hand)
    with pytest.raises(Refusal, match="Not checked yet: No pits or gas porosity"):
        finish(run, hand, checks=[])


def test_a_failed_casting_goes_back_to_casting(crew):
    job = make_job()
    run = start(play_to(job, 30, crew), crew["inspector"])
    opened = fail(run, crew["inspector"], "C-PIT", note="Under the gallery")
    assert (opened.stage.number, opened.attempt, opened.status) == (20, 2, RunStatus.READY)
    assert opened.note == "C-PIT Pits\nUnder the gallery"
    run.refresh_from_db()
    assert (run.status, run.reason and run.reason.code) == (RunStatus.FAILED, "C-PIT")
    assert numbers(job, RunStatus.VOID) == [20]
    assert numbers(job, RunStatus.DONE) == [10]


def test_later_passes_are_void_after_rework(crew):
    job = make_job()
    run = start(play_to(job, 60, crew), crew["bench_lead"])
    fail(run, crew["bench_lead"], "D-FLEX")
    assert numbers(job, RunStatus.VOID) == [20, 30, 40, 50]
    assert now_open(job).stage.number == 20
    play_out(job, crew)
    assert numbers(job, RunStatus.PASSED) == [30, 60, 70, 90, 110, 120]


def test_a_chipped_stone_is_an_incident(crew):
    job = make_job()
    hand = crew["second setter"]
    assert fail(start(play_to(job, 90, crew), hand), hand, "S-CHIP").stage.number == 80
    job.refresh_from_db()
    assert job.note == "S-CHIP Stone chipped: an incident."
    assert Event.objects.filter(kind="job.incident", subject_id=job.pk).count() == 1


def test_a_reason_of_another_stage_is_refused(crew):
    run = start(play_to(make_job(), 30, crew), crew["inspector"])
    with pytest.raises(Refusal, match="S-LOOSE is not a reason"):
        fail(run, crew["inspector"], "S-LOOSE")


def test_metal_work_with_stones_set_asks_about_them(crew):
    job = make_job()
    run = start(play_to(job, 110, crew), crew["inspector"])
    with pytest.raises(Refusal, match="unset them first, or laser only"):
        fail(run, crew["inspector"], "P-DETAIL")
    opened = fail(run, crew["inspector"], "P-DETAIL", set_stones="laser")
    assert opened.note.endswith("Stones stay: laser only, no torch")


@pytest.mark.parametrize(("decided", "asks"), [("laser", True), ("unset", False)])
def test_stones_that_stayed_are_asked_about_again(decided, asks, crew):
    """Rework makes the setting void, and leaves the stones in the piece unless they were unset."""
    job = make_job()
    run = start(play_to(job, 110, crew), crew["inspector"])
    fail(run, crew["inspector"], "P-DETAIL", set_stones=decided)
    run = start(play_to(job, 60, crew), crew["bench_lead"])
    if asks:
        with pytest.raises(Refusal, match="unset them first, or laser only"):
            fail(run, crew["bench_lead"], "D-JOINT")
    opened = fail(run, crew["bench_lead"], "D-JOINT", set_stones="laser")
    assert opened.note.endswith("laser only, no torch") == asks


def test_polishing_again_does_not_ask_about_the_stones(crew):
    run = start(play_to(make_job(), 110, crew), crew["inspector"])
    opened = fail(run, crew["inspector"], "P-SCRATCH", set_stones="laser")
    assert (opened.stage.number, opened.note) == (100, "P-SCRATCH Scratch")


def test_a_problem_at_work_sends_it_back_too(crew):
    job = make_job()
    run = start(play_to(job, 40, crew), crew["bench"])
    assert fail(run, crew["bench"], "B-PIT").stage.number == 20


def test_skipping_opens_the_next_and_says_why(crew):
    job = make_job()
    hand = crew["sales"]
    run = actions.skip_run(run=play_to(job, 70, crew), jeweller=hand, by=jeweller_actor(hand))
    assert (run.status, run.note) == (RunStatus.SKIPPED, "The client needs no try-on")
    assert now_open(job).stage.number == 80


@pytest.mark.parametrize("number", [20, 30, 40, 60, 100, 110, 120])
def test_these_are_never_left_out(number):
    crew = make_crew()
    run = play_to(make_job(), number, crew)
    hand = hand_for(run, crew)
    with pytest.raises(WrongState, match="never left out"):
        actions.skip_run(run=run, jeweller=hand, by=jeweller_actor(hand))


@pytest.mark.parametrize("number", [80, 90])
def test_setting_is_left_out_only_without_stones(number):
    crew = make_crew()
    setter = hand_for(play_to(make_job(), number, crew), crew)
    with pytest.raises(WrongState, match="This piece has stones"):
        actions.skip_run(
            run=now_open(StageRun.objects.latest("pk").job),
            jeweller=setter,
            by=jeweller_actor(setter),
        )
    plain = make_job(stones=False)
    run = play_to(plain, number, crew)
    actions.skip_run(run=run, jeweller=setter, by=jeweller_actor(setter))
    assert now_open(plain).stage.number == number + 10


def test_the_engraver_does_not_read_it_back(crew):
    job = make_job()
    run = start(play_to(job, 120, crew), crew["engraver"])
    with pytest.raises(NotAllowed):
        actions.pass_inscription(
            run=run, second_reader=crew["engraver"], by=jeweller_actor(crew["engraver"])
        )


def test_a_wrong_inscription_goes_back_to_polishing(crew):
    job = make_job()
    run = start(play_to(job, 120, crew), crew["engraver"])
    reader = crew["inspector"]
    opened = actions.fail_inscription(
        run=run, code="I-TEXT", note="Read back as X", reader=reader, by=jeweller_actor(reader)
    )
    assert opened.stage.number == 100
    run.refresh_from_db()
    assert (run.status, run.second_reader) == (RunStatus.FAILED, reader)


def test_a_stale_screen_is_told_who_did_what(crew):
    run = now_open(make_job())
    start(run, crew["modeller"], base_version=run.job.version)
    with pytest.raises(Conflict) as refused:
        start(run, make_hand(Skill.MODELLER), base_version=run.job.version)
    assert str(refused.value).startswith(f"{crew['modeller'].name} started this at ")
    assert refused.value.details["version"] == 1


ACTIONS = {
    event: getattr(actions, f"{event}_run")
    for event in ("start", "pause", "resume", "finish", "pass", "fail", "skip")
} | {"hand_over": hand_over}


def _do(event, run, hand):
    by = jeweller_actor(hand)
    given = {"run": run, "jeweller": hand, "by": by}
    if event == "fail":
        given["reason"] = ReasonCode.objects.filter(stage=run.stage.stage)[0]
    if event == "pass":
        given["checks"] = run.stage.gate.splitlines()
    if event == "hand_over":
        given["to"] = make_hand(run.stage.skill)
    return ACTIONS[event](**given)


@pytest.mark.parametrize("event", ACTIONS)
@pytest.mark.parametrize("status", RunStatus.values)
def test_every_status_meets_every_event_as_the_table_says(status, event):
    """On stage 10, which is work and may be skipped; passing on the inspection at 30."""
    crew = make_crew()
    run = play_to(make_job(), 30 if event == "pass" else 10, crew)
    hand = hand_for(run, crew)
    run = start(run, hand)
    ended = None if status in OPEN_RUNS else run.started_at
    reason = ReasonCode.objects.filter(stage=run.stage.stage)[0] if status == "failed" else None
    StageRun.objects.filter(pk=run.pk).update(status=status, ended_at=ended, reason=reason)
    if RUNS.allows(event, status):
        _do(event, run, hand)
        run.refresh_from_db()
        assert run.status == RUNS.after(event, status)
    else:
        with pytest.raises(WrongState):
            _do(event, run, hand)
        run.refresh_from_db()
        assert run.status == status


def test_a_run_moves_along_its_table_and_no_other_way():
    """Every pair of status and event, those included that only a failure or an undo brings."""
    crew = make_crew()
    run = start(now_open(make_job()), crew["modeller"])
    reason = ReasonCode.objects.filter(stage=run.stage.stage)[0]
    for event in sorted({event for event, _ in RUNS.moves}):
        for status in RunStatus:
            run.status = status
            run.ended_at = None if status in OPEN_RUNS else run.started_at
            run.reason = reason
            run.save()
            ends = {} if RUNS.moves.get((event, status)) not in OPEN_RUNS else {"ended_at": None}
            if (event, status) in RUNS.moves:
                move(run, event, **ends)
                assert StageRun.objects.get(pk=run.pk).status == RUNS.moves[event, status]
            else:
                with pytest.raises(WrongState):
                    move(run, event)
                assert run.status == status
