"""Takes the demo's pieces through the workshop, hand by hand, with the tablets' own actions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.demo.metal import Balance
from atelier.demo.proofs import prove_all
from atelier.demo.provenance import name_metal
from atelier.journal.actor import Actor
from atelier.journal.refusals import Refusal
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from ownership.actions.certificates import print_certificate
from ownership.actions.inscriptions import inscribe, read_back
from ownership.actions.serials import issue_serial
from ownership.models import Certificate
from production.actions.runs import fail_run, finish_run, pass_run, skip_run, start_run
from production.metal import NONE
from production.models import Job, ReasonCode, StageKind, StageRun
from production.policies.obstacles import obstacles
from production.policies.runs import gate_lines, has_stones
from production.statuses import OPEN_RUNS, RunStatus

LAST_STAGE = 120
STEPS_AT_MOST = 40
SETTING = (80, 90)


class Walk:
    """One job's way along its route, up to the stage where the demo finds it."""

    def __init__(self, job: Job, script: Script, cast: Cast) -> None:
        self.job, self.script, self.cast = job, script, cast
        self.fails = list(script.fails)
        self.scale, self.grams = Balance(script), NONE

    def go(self, clock: Clock, start: datetime, end: datetime) -> None:
        """Live through the stages between two moments."""
        for moment in clock.spread(start, end, self._count()):
            with living_at(moment):
                self._step()
        begun = self.script.reach == "making" and self.script.stage % 20 == 0
        if begun and not obstacles(StageRun.objects.for_the_bench().get(pk=self._open().pk)):
            with living_at(end):
                self._start(self._open())

    def _count(self) -> int:
        """Return how many stages will be passed or failed, rework included."""
        target = self.script.stage or LAST_STAGE + 10
        numbers = list(self.job.stages.values_list("number", flat=True))
        place, count, fails = 0, 0, list(self.fails)
        while count < STEPS_AT_MOST:
            number = numbers[place] if place < len(numbers) else LAST_STAGE + 10
            if fails and fails[0][0] == number:
                back = ReasonCode.objects.get(code=fails.pop(0)[1]).back_to.number
                place = numbers.index(back)
            elif number >= target and not fails:
                return count
            else:
                place += 1
            count += 1
        return count

    def _open(self) -> StageRun:
        runs = StageRun.objects.select_related("stage__stage", "job__commission")
        return runs.get(job=self.job, status__in=OPEN_RUNS)

    def _step(self) -> None:
        run = self._open()
        if run.stage.kind == StageKind.INSCRIPTION:
            self._inscribe(run)
        elif self._not_needed(run):
            self._skip(run)
        else:
            self._work(run)

    def _not_needed(self, run: StageRun) -> bool:
        """Tell whether the stage is left out: the try-on, and setting where no stone is."""
        if run.stage.kind == StageKind.TRY_ON:
            return True
        return run.stage.number in SETTING and not has_stones(run.job)

    def _hands(self, run: StageRun) -> Iterator[tuple[Jeweller, Actor]]:
        for jeweller in self.cast.jewellers:
            if run.stage.skill in jeweller.skills:
                yield jeweller, jeweller_actor(jeweller)

    def _start(self, run: StageRun) -> tuple[StageRun, Jeweller, Actor]:
        if run.status == RunStatus.RUNNING and run.jeweller:
            return run, run.jeweller, jeweller_actor(run.jeweller)
        for jeweller, by in self._hands(run):
            prove_all(self.job, run, jeweller)
            try:
                return start_run(run=run, jeweller=jeweller, by=by), jeweller, by
            except Refusal:
                continue
        raise LookupError(f"nobody may do {run.stage}")

    def _work(self, run: StageRun) -> None:
        run, jeweller, by = self._start(run)
        if self.fails and self.fails[0][0] == run.stage.number:
            reason = ReasonCode.objects.get(code=self.fails.pop(0)[1])
            fail_run(run=run, jeweller=jeweller, by=by, reason=reason, set_stones="laser")
        elif run.stage.kind == StageKind.WORK:
            finish_run(run=run, jeweller=jeweller, by=by, **self._weights(run))
            self.scale.settle(run, self.cast.by)
            if run.stage.skill == Skill.CASTER:
                name_metal(self.job, self.grams, self.script, by)
        else:
            pass_run(run=run, jeweller=jeweller, by=by, checks=gate_lines(run.stage))

    def _weights(self, run: StageRun) -> dict[str, Any]:
        if not run.stage.weighs:
            return {}
        weighed = self.scale.weigh(run)
        self.grams = weighed["weight_out"]
        return weighed | {"weights_confirmed": True}

    def _skip(self, run: StageRun) -> None:
        jeweller, by = next(self._hands(run))
        skip_run(run=run, jeweller=jeweller, by=by)

    def _inscribe(self, run: StageRun) -> None:
        serial = issue_serial(job_id=self.job.pk, by=Actor.system("Serial numbers"))
        _, engraver, by = self._start(run)
        inscribe(serial=serial, jeweller=engraver, by=by)
        reader = next(j for j in self.cast.jewellers if j != engraver)
        read_back(serial=serial, read=serial.text, reader=reader, by=jeweller_actor(reader))
        certificate = Certificate.objects.get(serial=serial)
        print_certificate(certificate=certificate, by=Actor.system("Certificates"))
