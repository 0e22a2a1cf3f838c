"""A piece cancelled from the top: off the bench, its number void, its tier from what was done."""

from decimal import Decimal
from typing import Any

import pytest

from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.skills import Skill
from atelier.people.tests.factories import client_actor, staff_actor
from orders.actions.cancelling import preview
from orders.models import Cancellation, Commission
from orders.statuses import CommissionStatus
from ownership.actions.cancelling import cancel_piece
from ownership.actions.serials import issue_serial
from production.actions.jobs import open_job
from production.benches import bench_of
from production.models import Job, StageRun
from production.policies.tiers import tier_of
from production.statuses import OPEN_RUNS, JobStatus, RunStatus
from production.tests.factories import (
    fail,
    finish,
    make_approved_commission,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_out,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


def end(commission: Commission, **over: Any) -> Cancellation:
    """Cancel as the office does: on the tier of the stages, every stone going back."""
    tier = tier_of(commission)
    seen = preview(commission=commission, tier=tier)
    fields: dict[str, Any] = {
        "tier": tier,
        "returnable": [line.key for line in seen.stones],
        "refund": seen.refund,
        "reason": "The client moves abroad.",
        "by": staff_actor(),
    }
    return cancel_piece(commission=commission, **fields | over)


def test_it_vanishes_from_the_bench() -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    run = start(now_open(job), modeller)
    assert len(bench_of(modeller).now) == 1
    end(job.commission)
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert not StageRun.objects.filter(job=job, status__in=OPEN_RUNS).exists()
    assert bench_of(modeller).now == []
    with pytest.raises(WrongState):
        finish(run, modeller)


def test_before_it_was_opened_there_is_no_job_to_end() -> None:
    commission = make_approved_commission()
    assert end(commission).tier.code == "before_model"
    commission.refresh_from_db()
    with pytest.raises(WrongState):
        open_job(commission=commission, by=staff_actor())
    assert not Job.objects.exists()


def test_a_number_that_is_not_active_is_void() -> None:
    job = make_job()
    play_to(job, 120, make_crew())
    serial = issue_serial(job_id=job.pk, by=staff_actor())
    end(job.commission)
    serial.refresh_from_db()
    assert (serial.status, serial.void_reason) == ("void", "The piece was cancelled.")


def test_a_finished_piece_stays_a_finished_job() -> None:
    job = play_out(make_job(), make_crew())
    assert end(job.commission).tier.code == "after_setting"
    job.refresh_from_db()
    job.commission.refresh_from_db()
    assert job.status == JobStatus.FINISHED
    assert job.commission.status == CommissionStatus.CANCELLED


def test_only_the_house() -> None:
    job = make_job()
    with pytest.raises(NotAllowed):
        end(job.commission, by=client_actor(job.commission.client))
    job.refresh_from_db()
    assert job.status == JobStatus.OPEN


class TestTier:
    """How far it is, from the stages passed."""

    @pytest.mark.parametrize(
        ("waits_at", "code"),
        [
            (10, "before_model"),
            (20, "after_model"),
            (30, "after_casting"),
            (80, "after_casting"),
            (90, "after_setting"),
            (120, "after_setting"),
        ],
    )
    def test_of_the_stage_that_waits(self, waits_at: int, code: str) -> None:
        job = make_job()
        play_to(job, waits_at, make_crew())
        assert tier_of(job.commission).code == code

    def test_work_that_is_done_again_was_done(self) -> None:
        job, crew = make_job(), make_crew()
        run = start(play_to(job, 30, crew), crew[Skill.INSPECTOR])
        fail(run, crew[Skill.INSPECTOR], "C-PIT")
        assert now_open(job).stage.number == 20
        assert job.runs.filter(status=RunStatus.VOID).exists()
        assert tier_of(job.commission).code == "after_casting"

    def test_without_stones_polishing_is_after_setting(self) -> None:
        job, crew = make_job(stones=False), make_crew()
        job.commission.pieces.update(design=None, stone_variety=None)
        play_to(job, 110, crew)
        assert tier_of(job.commission).code == "after_setting"


def test_the_sum_is_of_the_tier_it_was_at() -> None:
    job = make_job()
    play_to(job, 30, make_crew())
    cancellation = end(job.commission)
    assert cancellation.tier_name == "After casting"
    assert cancellation.kept == Decimal("135.47")
