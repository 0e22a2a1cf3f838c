"""Two hands at one piece at the same moment: one of them is first, and the other is told.

Each race is first shown to happen where what prevents it is taken away.
"""

import time
from collections.abc import Callable
from decimal import Decimal as D
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import Refusal
from atelier.materials.goods import Checked
from atelier.materials.tests.factories import make_stone
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from atelier.people.tests.factories import staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import proofs
from orders.models import CommissionStone, StoneProof
from orders.models.pieces import CommissionStoneQuerySet
from production.actions import claims, failures, handing_over, metal, reviews
from production.models import Job, OwnerReview, StageRun, Weighing
from production.models.metal import WeighingQuerySet
from production.policies import handing_over as giving
from production.policies import runs as policies
from production.statuses import RunStatus
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3
PATIENCE = 30
Act = Callable[[], Any]


def then_waits(act: Callable[..., Any], together: Barrier) -> Callable[..., Any]:
    """Let everybody do this before anybody goes on."""

    def both(*args: Any, **given: Any) -> Any:
        done = act(*args, **given)
        together.wait(timeout=PATIENCE)
        return done

    return both


def _unlocked(queryset: Any, **_: object) -> Any:
    return queryset


def _read_job(job_id: int) -> Job:
    return Job.objects.get(pk=job_id)


def _count_nothing(job_id: int) -> bool:
    return True


def make_doubtful() -> Weighing:
    crew = make_crew()
    run = start(play_to(make_job(), 40, crew), crew["bench"])
    given = {"weight_in": D("9.400"), "weight_out": D("8.000"), "weights_confirmed": True}
    finish(run, crew["bench"], **given)
    return Weighing.objects.get(run=run)


def explaining(weighing: Weighing) -> list[Act]:
    def explain(words: str) -> Weighing:
        return metal.explain(weighing=weighing, explanation=words, by=staff_actor())

    return [lambda: explain("Burnt sweeps"), lambda: explain("A solder seam")]


def test_what_was_found_is_said_once() -> None:
    for _ in range(ROUNDS):
        weighing = make_doubtful()
        first, second = at_once(explaining(weighing))
        assert first.explanation == second.explanation
    assert Event.objects.filter(kind="metal.explained").count() == ROUNDS


def test_without_the_lock_it_is_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = explaining(make_doubtful())
    checked = then_waits(metal.check_explain, Barrier(2))
    monkeypatch.setattr(metal, "check_explain", checked)
    monkeypatch.setattr(WeighingQuerySet, "select_for_update", _unlocked)
    first, second = at_once(acts)
    assert first.explanation != second.explanation
    assert Event.objects.filter(kind="metal.explained").count() == 2


def make_promise() -> CommissionStone:
    stone = make_stone(carats=D("1.310"))
    return CommissionStone.objects.create(commission=make_job().commission, stone=stone)


def proving(promise: CommissionStone, *carats: str) -> list[Act]:
    def prove(each: str) -> StoneProof:
        checked = Checked(promise.stone, carats=D(each))
        given: dict[str, Any] = {"moment": "setting", "by": staff_actor()}
        return proofs.prove_stone(promise=promise, checked=checked, **given)

    return [partial(prove, each) for each in carats]


def test_a_stone_is_found_to_be_the_same_once() -> None:
    for _ in range(ROUNDS):
        found = at_once(proving(make_promise(), "1.310", "1.310"))
        assert sorted(type(each).__name__ for each in found) == ["StoneProof", "WrongState"]
    assert StoneProof.objects.count() == ROUNDS


def test_what_differs_is_kept_whoever_was_first() -> None:
    for _ in range(ROUNDS):
        found = at_once(proving(make_promise(), "1.310", "1.200"))
        assert [each.matches for each in found] == [True, False]


def test_without_the_lock_it_is_found_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = proving(make_promise(), "1.310", "1.310")
    checked = then_waits(proofs.check_not_proved, Barrier(2))
    monkeypatch.setattr(proofs, "check_not_proved", checked)
    monkeypatch.setattr(CommissionStoneQuerySet, "select_for_update", _unlocked)
    assert [each.matches for each in at_once(acts)] == [True, True]


def nearly_stopped(crew: dict[str, Jeweller]) -> StageRun:
    """A casting inspection in hand, whose next failure is the third for pits."""
    job = make_job()
    for _ in range(2):
        fail(start(play_to(job, 30, crew), crew["inspector"]), crew["inspector"], "C-PIT")
    return start(play_to(job, 30, crew), crew["inspector"])


def third_failure(run: StageRun, crew: dict[str, Jeweller]) -> list[Act]:
    """The inspector fails it; the caster begins anew at the first moment it can be seen."""

    def begin() -> StageRun:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if (opened := now_open(run.job)).stage.number == 20:
                return start(opened, crew["caster"])
        raise AssertionError("never sent back")

    return [lambda: fail(run, crew["inspector"], "C-PIT"), begin]


def test_a_third_failure_stops_whoever_is_quickest() -> None:
    crew = make_crew()
    for _ in range(ROUNDS):
        run = nearly_stopped(crew)
        failed, begun = at_once(third_failure(run, crew))
        assert (failed.stage.number, failed.status) == (20, RunStatus.READY)
        assert isinstance(begun, Refusal)
        assert run.job.reviews.count() == 1


def test_without_the_stop_the_quickest_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = make_crew()
    run = nearly_stopped(crew)
    monkeypatch.setattr(failures, "ask_owner", lambda *args: None)
    _, begun = at_once(third_failure(run, crew))
    assert begun.status == RunStatus.RUNNING


def deciding(crew: dict[str, Jeweller]) -> list[Act]:
    """The owner decides otherwise while the modeller begins by what was decided first."""
    run = nearly_stopped(crew)
    fail(run, crew["inspector"], "C-PIT")
    given: dict[str, Any] = {"review": OwnerReview.objects.get(job=run.job), "by": staff_actor()}
    reviews.decide_review(decision="send_back", back_to=10, **given)
    opened = now_open(run.job)
    return [
        lambda: reviews.decide_review(decision="go_on", **given),
        lambda: start(opened, crew["modeller"]),
    ]


def test_a_decision_is_changed_or_worked_by_never_both() -> None:
    crew = make_crew()
    for _ in range(ROUNDS):
        decided, begun = at_once(deciding(crew))
        assert isinstance(decided, OwnerReview) != isinstance(begun, StageRun)


def test_without_the_lock_somebody_works_at_what_is_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acts, together = deciding(make_crew()), Barrier(2)
    monkeypatch.setattr(claims, "count_change", _count_nothing)
    monkeypatch.setattr(reviews, "lock_job", _read_job)
    monkeypatch.setattr(reviews, "check_decide", then_waits(reviews.check_decide, together))
    monkeypatch.setattr(policies, "check_start", then_waits(policies.check_start, together))
    assert not any(isinstance(each, Refusal | BrokenBarrierError) for each in at_once(acts))


def giving_and_ending() -> list[Act]:
    hand, other = make_hand(Skill.MODELLER), make_hand(Skill.MODELLER)
    run = start(now_open(make_job()), hand)
    given: dict[str, Any] = {"run": run, "jeweller": hand, "by": jeweller_actor(hand)}
    return [lambda: handing_over.hand_over(to=other, **given), lambda: finish(run, hand)]


def test_a_piece_is_given_on_or_ended_never_both() -> None:
    for _ in range(ROUNDS):
        outcomes = at_once(giving_and_ending())
        assert [isinstance(each, Refusal) for each in outcomes].count(True) == 1
        run = next(each for each in outcomes if isinstance(each, StageRun))
        run.refresh_from_db()
        assert run.status in (RunStatus.PAUSED, RunStatus.DONE)


def test_without_the_lock_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """At best Postgres notices that a piece that was laid down has an end."""
    acts, together = giving_and_ending(), Barrier(2)
    monkeypatch.setattr(claims, "count_change", _count_nothing)
    monkeypatch.setattr(giving, "check_in_hand", then_waits(giving.check_in_hand, together))
    monkeypatch.setattr(policies, "check_in_hand", then_waits(policies.check_in_hand, together))
    assert not any(isinstance(each, Refusal | BrokenBarrierError) for each in at_once(acts))
