"""What waits at the demo's benches: a piece laid down for a stone, a call for the bench lead."""

from atelier.demo.clock import Clock, living_at
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from production.actions.calls import call_for_help
from production.actions.runs import pause_run
from production.models import About, StageRun
from production.statuses import RunStatus, WaitsFor


def wait_and_call(clock: Clock) -> None:
    """Lay the piece that was begun last down, and let whoever has the one before it call."""
    begun = StageRun.objects.filter(status=RunStatus.RUNNING).select_related("job", "jeweller")
    hands = [(run, run.jeweller) for run in begun.order_by("-started_at")[:2] if run.jeweller]
    with living_at(clock.now):
        for act, (run, jeweller) in zip((_lay_down, _call), hands, strict=False):
            act(run, jeweller)


def _lay_down(run: StageRun, jeweller: Jeweller) -> None:
    pause_run(run=run, jeweller=jeweller, waits_for=WaitsFor.STONE, by=jeweller_actor(jeweller))


def _call(run: StageRun, jeweller: Jeweller) -> None:
    by = jeweller_actor(jeweller)
    call_for_help(job=run.job, jeweller=jeweller, about=About.HOW, by=by)
