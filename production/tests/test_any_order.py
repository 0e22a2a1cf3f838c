"""Jobs driven at random: whatever is tapped, the piece is in one place and nothing is missing.

`BENCH_EXAMPLES` sets how many jobs are played, for a long round.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from atelier.journal.models import Event
from production.metal import NONE
from production.models import MetalClosing, OwnerReview, RunPicture
from production.policies.runs import makers_of
from production.reasons import reasons_of
from production.statuses import FULFILLED_RUNS, OPEN_RUNS, JobStatus, RunStatus
from production.tests.workshop import Workshop

KEPT = [30, 110, 120]
EXAMPLES = int(os.environ.get("BENCH_EXAMPLES", "12"))


class Watched(Workshop):
    """The same workshop, looked at after every tap."""

    @invariant()
    def one_run_is_open_until_the_piece_is_finished(self):
        self.job.refresh_from_db()
        assert self.job.runs.filter(status__in=OPEN_RUNS).count() == (
            1 if self.job.status == JobStatus.OPEN else 0
        )

    @invariant()
    def everything_before_the_open_stage_is_fulfilled_and_nothing_after(self):
        run = self.open_run()
        done = {RunStatus.DONE, RunStatus.PASSED, RunStatus.SKIPPED}
        good = set(self.job.runs.filter(status__in=done).values_list("stage__number", flat=True))
        here = run.stage.number if run else 130
        assert good == set(range(10, here, 10))

    @invariant()
    def a_finished_piece_passed_what_is_never_left_out(self):
        if self.job.status == JobStatus.FINISHED:
            passed = self.job.runs.filter(status=RunStatus.PASSED, stage__number__in=KEPT)
            assert passed.values("stage__number").distinct().count() == len(KEPT)

    @invariant()
    def what_was_passed_before_a_rework_counts_no_more(self):
        """From the stage a piece went back to, everything was done anew: 30, 110 and 120 too."""
        good = self.job.runs.filter(status__in=FULFILLED_RUNS)
        failed = self.job.runs.filter(status=RunStatus.FAILED).values_list("pk", "reason__code")
        stages = {run.pk: run.stage for run in self.job.runs.select_related("stage")}
        back = [(pk, _back_to(stages[pk], code)) for pk, code in failed]
        decided = self.job.reviews.filter(back_to__isnull=False)
        back += decided.values_list("run", "back_to__number")
        for pk, number in back:
            assert not good.filter(stage__number__gte=number, pk__lt=pk).exists()

    @invariant()
    def weights_balance(self):
        """Each line begins with what the last one ended with, and no gram is counted twice."""
        lines = list(self.job.weighings.standing().select_related("run").order_by("id"))
        held = NONE
        for line in lines:
            back = line.scrap + line.lemel
            assert line.carried == held
            assert line.run.weight_out == line.grams_out
            assert held + line.issued == line.metal_out + back + line.unaccounted
            held = line.metal_out
        sides = ("issued", "scrap", "lemel", "unaccounted")
        sums = {side: sum(getattr(line, side) for line in lines) for side in sides}
        assert sums["issued"] == held + sums["scrap"] + sums["lemel"] + sums["unaccounted"]
        weighed = self.job.runs.filter(weight_out__isnull=False)
        assert {line.run_id for line in lines} == set(weighed.values_list("pk", flat=True))
        if lines and self.job.status == JobStatus.FINISHED:
            closing = MetalClosing.objects.get(job=self.job)
            assert {side: getattr(closing, side) for side in sides} == sums
            assert closing.net == held == self.job.net_grams

    @invariant()
    def no_weighing_and_no_picture_is_lost(self):
        weighed = self.job.weighings.count()
        assert weighed >= self.weighed
        self.weighed = weighed
        assert RunPicture.objects.filter(run__job=self.job).count() == self.pictures

    @invariant()
    def nobody_inspected_their_own_work(self):
        runs = self.job.runs.filter(status=RunStatus.PASSED).with_maker()
        assert all(run.jeweller_id not in makers_of(run) for run in runs)

    @invariant()
    def nothing_is_lost(self):
        """Every attempt is there, and every failure that was not taken back."""
        attempts: dict[int, list[int]] = {}
        for stage, attempt in self.job.runs.values_list("stage", "attempt").order_by("attempt"):
            attempts.setdefault(stage, []).append(attempt)
        assert all(each == list(range(1, len(each) + 1)) for each in attempts.values())
        told = Event.objects.filter(subject_id=self.job.pk, subject_type="production.job")
        back = told.filter(kind="stage.undone", data__undone="stage.failed").count()
        failed = self.job.runs.filter(status=RunStatus.FAILED).count()
        assert failed == told.filter(kind="stage.failed").count() - back

    @invariant()
    def what_waits_for_the_owner_rests(self):
        run = self.open_run()
        if OwnerReview.objects.undecided().filter(job=self.job).exists():
            assert run is not None
            assert run.status == RunStatus.READY


def _back_to(stage, code):
    return next(reason.back_to for reason in reasons_of(stage) if reason.code == code)


@pytest.mark.django_db(transaction=True)
def test_any_order():
    run_state_machine_as_test(
        Watched,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
