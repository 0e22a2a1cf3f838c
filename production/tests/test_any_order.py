"""Jobs driven at random: whatever is tapped, the piece is in one place and nothing is missing."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from atelier.journal.refusals import Refusal
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_tablet
from production.actions import runs as actions
from production.actions.undo import undo
from production.models import ReasonCode
from production.rework import SetStones
from production.statuses import OPEN_RUNS, JobStatus, RunStatus
from production.tests.factories import finish, make_hand, make_job

KEPT = [30, 110, 120]


class Workshop(RuleBasedStateMachine):
    """Two people with every trade, one tablet, one job."""

    def __init__(self):
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.hands = [make_hand(*Skill.values), make_hand(*Skill.values)]
        self.tablet = make_tablet()
        self.job = make_job(stones=False)

    def teardown(self):
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    def _run(self):
        return self.job.runs.select_related("stage").filter(status__in=OPEN_RUNS).first()

    def _try(self, act):
        try:
            with transaction.atomic():
                act()
        except Refusal:
            pass

    @rule(who=st.integers(0, 1))
    def start(self, who):
        self._do("start", who)

    @rule(who=st.integers(0, 1))
    def pause(self, who):
        self._do("pause", who)

    @rule(who=st.integers(0, 1))
    def resume(self, who):
        self._do("resume", who)

    @rule(who=st.integers(0, 1))
    def skip(self, who):
        self._do("skip", who)

    @rule(times=st.integers(1, 6))
    def work_on(self, times):
        """Several stages well done, so that the far end is reached."""
        for _ in range(times):
            for who in (0, 1):
                self._do("start", who)
                self.end(who)

    @rule(who=st.integers(0, 1))
    def end(self, who):
        run = self._run()
        if run and run.status == RunStatus.RUNNING:
            self._try(lambda: finish(run, self.hands[who], tablet=self.tablet))

    @rule(data=st.data())
    def fail(self, data):
        run = self._run()
        if run is None or run.jeweller is None:
            return
        reasons = list(ReasonCode.objects.filter(stage__number=run.stage.number))
        if reasons:
            reason = data.draw(st.sampled_from(reasons))
            self._do("fail", 0, jeweller=run.jeweller, reason=reason, set_stones=SetStones.UNSET)

    @rule(who=st.integers(0, 1))
    def take_back(self, who):
        hand = self.hands[who]
        by = jeweller_actor(hand)
        self._try(lambda: undo(job=self.job, jeweller=hand, tablet=self.tablet, by=by))

    def _do(self, event, who, **over):
        run = self._run()
        if run is None:
            return
        hand = over.pop("jeweller", self.hands[who])
        given = {"run": run, "jeweller": hand, "by": jeweller_actor(hand), "tablet": self.tablet}
        self._try(lambda: getattr(actions, f"{event}_run")(**given, **over))

    @invariant()
    def one_run_is_open_until_the_piece_is_finished(self):
        self.job.refresh_from_db()
        assert self.job.runs.filter(status__in=OPEN_RUNS).count() == (
            1 if self.job.status == JobStatus.OPEN else 0
        )

    @invariant()
    def everything_before_the_open_stage_is_fulfilled_and_nothing_after(self):
        run = self._run()
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
    def nobody_inspected_their_own_work(self):
        runs = self.job.runs.filter(status=RunStatus.PASSED).with_maker()
        assert all(run.jeweller_id != run.maker_id for run in runs)


@pytest.mark.django_db(transaction=True)
def test_any_order():
    run_state_machine_as_test(
        Workshop,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
