"""A workshop in which anything may be tapped in any order; see `test_any_order`."""

import uuid
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from atelier.journal.models import Event
from atelier.journal.refusals import Refusal
from atelier.materials.tests.factories import make_stone
from atelier.people.actors import jeweller_actor
from atelier.people.skills import Skill
from atelier.people.tests.factories import make_tablet, staff_actor
from atelier.pictures.tests.factories import make_picture
from orders.models import CommissionStone
from production.actions import runs as actions
from production.actions.handing_over import hand_over
from production.actions.pictures import add_picture
from production.actions.reviews import decide_review
from production.actions.undo import undo
from production.actions.updates import Sent, receive
from production.metal import NONE
from production.models import ReasonCode, StageKind, Weighing
from production.rework import SetStones
from production.statuses import OPEN_RUNS, RunStatus, WaitsFor
from production.tests.factories import finish, make_hand, make_job, prove

PEOPLE = 3
WHO = st.integers(0, PEOPLE - 1)
# Milligrams that go astray, or are swept up.
FEW = st.integers(0, 400).map(lambda milligrams: Decimal(milligrams) / 1000)
POUR = {"weight_in": Decimal("14.2"), "weight_out": Decimal("9.4"), "scrap": Decimal("4.7")}
NUMBERS = st.sampled_from(range(10, 121, 10))
# What may be tapped. It is drawn here and not by the machine's own rules, which leave many out.
TAPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "start": {"who": WHO},
    "pause": {"who": WHO, "waits_for": st.sampled_from(["", *WaitsFor.values])},
    "resume": {"who": WHO},
    "skip": {"who": WHO},
    "hand_over": {"to": WHO},
    "weigh": {"lost": FEW, "gone": FEW, "swept": FEW},
    "work_on": {"times": st.integers(1, 3)},
    "fail": {"which": st.integers(0, 8)},
    "fail_one_code": {},
    "decide": {"back": st.booleans(), "number": NUMBERS},
    "send_twice": {
        "who": WHO,
        "event": st.sampled_from(["start", "pause", "resume", "finish"]),
    },
    "take_a_picture": {},
}


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
        self.weighed = self.pictures = 0

    @initialize(with_stone=st.booleans(), ahead=st.integers(0, 10))
    def begin(self, with_stone, ahead):
        """Some of the way is behind it; with a stone, setting is never left out."""
        if with_stone:
            stone = make_stone(carats=Decimal("1.310"))
            CommissionStone.objects.create(commission=self.job.commission, stone=stone)
        self.work_on(ahead)

    def teardown(self):
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    def open_run(self):
        """Return where the piece is, or None once it is finished."""
        return self.job.runs.select_related("stage").filter(status__in=OPEN_RUNS).first()

    def _try(self, act):
        try:
            with transaction.atomic():
                act()
        except Refusal:
            pass

    @rule(data=st.data(), regretted=st.booleans())
    def tap(self, data, regretted):
        """Do anything, and half of the time take it back."""
        name = data.draw(st.sampled_from(sorted(TAPS)), "tap")
        given = {key: data.draw(values, key) for key, values in TAPS[name].items()}
        getattr(self, name)(**given)
        if regretted:
            self.take_back()

    def in_hand(self):
        """Let whoever may take the piece in hand, and return its run; None where nobody may."""
        run = self.open_run()
        for who in range(PEOPLE):
            if run is None or run.status == RunStatus.RUNNING:
                return run
            self._do("start" if run.status == RunStatus.READY else "resume", who)
            run = self.open_run()
        return run if run and run.status == RunStatus.RUNNING else None

    def start(self, who):
        self._do("start", who)

    def pause(self, who, waits_for):
        self._do("pause", who, waits_for=waits_for)

    def hand_over(self, to):
        run = self.open_run()
        if run is None or run.jeweller is None:
            return
        given = {"run": run, "jeweller": run.jeweller, "to": self.hands[to], "tablet": self.tablet}
        self._try(lambda: hand_over(by=jeweller_actor(run.jeweller), **given))

    def fail_one_code(self):
        """The same code again and again, so that the owner is asked."""
        for _ in range(3):
            if run := self.in_hand():
                self._fail(run, 0)

    def decide(self, back, number):
        """What waits for the owner, or once more what was decided last."""
        review = self.job.reviews.first()
        further = {"decision": "send_back", "back_to": number, "set_stones": SetStones.UNSET}
        how = further if back else {"decision": "go_on"}
        if review:
            self._try(lambda: decide_review(review=review, by=self.owner, **how))

    def send_twice(self, who, event):
        """A tablet that did not hear the answer sends the same update again."""
        run = self.open_run()
        if run is None:
            return
        self.job.refresh_from_db()
        hand = self.hands[who]
        given = {"job": self.job, "tablet": self.tablet, "jeweller": hand}
        sent = Sent(uuid=uuid.uuid4(), kind=event, base_version=self.job.version, **given)

        def act():
            by = jeweller_actor(hand)
            act_on = getattr(actions, f"{event}_run")
            grams = self._grams(run, NONE, NONE, NONE) if event == "finish" else {}
            act_on(run=run, jeweller=hand, by=by, tablet=self.tablet, **grams)
            return {}

        first = receive(sent, act)
        self.job.refresh_from_db()
        told = (Event.objects.count(), Weighing.objects.count())
        assert receive(sent, act) == first
        assert (Event.objects.count(), Weighing.objects.count()) == told

    def resume(self, who):
        self._do("resume", who)

    def skip(self, who):
        self._do("skip", who)

    def work_on(self, times):
        """Several stages well done, so that the far end is reached."""
        for _ in range(times):
            self.weigh()

    def weigh(self, lost=NONE, gone=NONE, swept=NONE):
        """Grams vanish between two hands, at the work, and come back as lemel, as they like."""
        if run := self.in_hand():
            grams = self._grams(run, lost, gone, swept) if run.stage.weighs else {}
            self._try(lambda: finish(run, run.jeweller, tablet=self.tablet, **grams))

    def _grams(self, run, lost, gone, swept):
        if run.stage.skill == Skill.CASTER:
            return {**POUR, "lemel": swept, "weights_confirmed": True}
        last = self.job.weighings.standing().order_by("-id").first()
        before = (last.grams_out if last else POUR["weight_out"]) - lost
        given = {"weight_in": before, "weight_out": before - gone, "lemel": swept, "added": lost}
        return given | {"weights_confirmed": True}

    def take_a_picture(self):
        if run := self.open_run():
            add_picture(run=run, picture=make_picture(widths=()), by=self.owner)
            self.pictures += 1

    def fail(self, which):
        """Go back for one of the stage's reasons."""
        if run := self.in_hand():
            self._fail(run, which)

    def _fail(self, run, which):
        if run.stage.kind == StageKind.INSCRIPTION:
            self._misread(run)
        elif reasons := ReasonCode.objects.filter(stage__number=run.stage.number).order_by("code"):
            given = {"reason": reasons[which % len(reasons)], "set_stones": SetStones.UNSET}
            self._do("fail", 0, jeweller=run.jeweller, **given)

    def _misread(self, run):
        reader = make_hand()
        misread = partial(actions.fail_inscription, code="I-TEXT", note="", reader=reader)
        self._try(lambda: misread(run=run, by=jeweller_actor(reader)))

    def take_back(self):
        """Whoever did the last step takes it back; the others try in vain."""
        for hand in self.hands:
            back = partial(undo, job=self.job, jeweller=hand, tablet=self.tablet)
            self._try(partial(back, by=jeweller_actor(hand)))

    def _do(self, event, who, **over):
        run = self.open_run()
        if run is None:
            return
        hand = over.pop("jeweller", self.hands[who])
        given = {"run": run, "jeweller": hand, "by": jeweller_actor(hand), "tablet": self.tablet}
        if event == "start":
            prove(run, hand)
        self._try(lambda: getattr(actions, f"{event}_run")(**given, **over))
