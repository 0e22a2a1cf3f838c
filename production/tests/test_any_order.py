"""Jobs driven at random: whatever is tapped, the piece is in one place and nothing is missing.

`BENCH_EXAMPLES` sets how many jobs are played, for a long round.
"""

import os
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from atelier.journal.models import Event
from atelier.journal.refusals import Refusal
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_tablet, staff_actor
from production.actions import runs as actions
from production.actions.handing_over import hand_over
from production.actions.reviews import decide_review
from production.actions.undo import undo
from production.actions.updates import Sent, receive
from production.models import OwnerReview, ReasonCode
from production.policies.runs import makers_of
from production.rework import SetStones
from production.statuses import OPEN_RUNS, JobStatus, RunStatus, WaitsFor
from production.tests.factories import finish, make_hand, make_job

KEPT = [30, 110, 120]
PEOPLE = 3
WHO = st.integers(0, PEOPLE - 1)
EXAMPLES = int(os.environ.get("BENCH_EXAMPLES", "12"))


class Workshop(RuleBasedStateMachine):
    """Three people with every trade, one tablet, one job, and the owner."""

    def __init__(self):
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.hands = [make_hand(*Skill.values) for _ in range(PEOPLE)]
        self.owner = staff_actor()
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

    @rule(who=WHO)
    def start(self, who):
        self._do("start", who)

    @rule(who=WHO, waits_for=st.sampled_from(["", *WaitsFor.values]))
    def pause(self, who, waits_for):
        self._do("pause", who, waits_for=waits_for)

    @rule(to=WHO)
    def hand_over(self, to):
        run = self._run()
        if run is None or run.jeweller is None:
            return
        given = {"run": run, "jeweller": run.jeweller, "to": self.hands[to], "tablet": self.tablet}
        self._try(lambda: hand_over(by=jeweller_actor(run.jeweller), **given))

    @rule(times=st.integers(1, 3))
    def fail_one_code(self, times):
        """The same code again and again, so that the owner is asked."""
        for _ in range(times):
            run = self._run()
            if run is None:
                return
            for reason in ReasonCode.objects.filter(stage__number=run.stage.number)[:1]:
                for who in range(PEOPLE):
                    self._do("start", who)
                    self._do("resume", who)
                    unset = {"reason": reason, "set_stones": SetStones.UNSET}
                    self._do("fail", who, **unset)

    @rule(back=st.booleans(), number=st.sampled_from(range(10, 121, 10)))
    def decide(self, back, number):
        review = OwnerReview.objects.undecided().filter(job=self.job).first()
        how = {"decision": "send_back", "back_to": number} if back else {"decision": "go_on"}
        if review:
            self._try(lambda: decide_review(review=review, by=self.owner, **how))

    @rule(who=WHO, event=st.sampled_from(["start", "pause", "resume"]))
    def send_twice(self, who, event):
        """A tablet that did not hear the answer sends the same update again."""
        run = self._run()
        if run is None:
            return
        self.job.refresh_from_db()
        hand = self.hands[who]
        given = {"job": self.job, "tablet": self.tablet, "jeweller": hand}
        sent = Sent(uuid=uuid.uuid4(), kind=event, base_version=self.job.version, **given)

        def act():
            by = jeweller_actor(hand)
            act_on = getattr(actions, f"{event}_run")
            act_on(run=run, jeweller=hand, by=by, tablet=self.tablet)
            return {}

        first = receive(sent, act)
        self.job.refresh_from_db()
        told = Event.objects.count()
        assert receive(sent, act) == first
        assert Event.objects.count() == told

    @rule(who=WHO)
    def resume(self, who):
        self._do("resume", who)

    @rule(who=WHO)
    def skip(self, who):
        self._do("skip", who)

    @rule(times=st.integers(1, 6))
    def work_on(self, times):
        """Several stages well done, so that the far end is reached."""
        for _ in range(times):
            for who in range(PEOPLE):
                self._do("start", who)
                self.end(who)

    @rule(who=WHO)
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

    @rule(who=WHO)
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
        run = self._run()
        if OwnerReview.objects.undecided().filter(job=self.job).exists():
            assert run is not None
            assert run.status == RunStatus.READY


@pytest.mark.django_db(transaction=True)
def test_any_order():
    run_state_machine_as_test(
        Workshop,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
