"""The wall board: the whole house at a glance, every piece on its stage."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from production.models import Stage, StageRun
from production.policies.obstacles import obstacles
from production.promises import Due, due_of
from production.statuses import RunStatus, WaitsFor

# The most pressing ones; nobody takes in more at a glance, and a large house costs no more.
SHOWN = 120


@dataclass(frozen=True)
class Place:
    """One piece where it is. `days` it has been at this stage; `stop` says what blocks it."""

    run: StageRun
    due: Due
    days: int
    stop: str

    @property
    def icon(self) -> str:
        """Return the icon's name: what is blocked is a problem, whoever has it."""
        return "problem" if self.stop else self.run.status

    @property
    def who(self) -> str:
        """Return who has it, or how it stands."""
        held = self.run.jeweller
        return held.name.split()[0] if held else RunStatus(self.run.status).label


@dataclass(frozen=True)
class Lane:
    """One stage with its pieces, the most pressing first."""

    number: int
    name: str
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """Every stage, and the figures of the whole; `is_cut` when there are more pieces than shown."""

    lanes: list[Lane]
    is_cut: bool

    @property
    def places(self) -> list[Place]:
        """Return every piece shown."""
        return [place for lane in self.lanes for place in lane.places]

    @property
    def late(self) -> int:
        """Return how many are past their day."""
        return sum(place.due.state == "late" for place in self.places)

    @property
    def stopped(self) -> int:
        """Return how many cannot go on."""
        return sum(bool(place.stop) for place in self.places)


def board_now() -> Board:
    """Return the house as it stands; two queries."""
    runs = StageRun.objects.still_open().with_obstacles().with_bench()
    found = list(runs.most_pressing()[: SHOWN + 1])
    return Board(_lanes(found[:SHOWN]), is_cut=len(found) > SHOWN)


def _lanes(runs: Iterable[StageRun]) -> list[Lane]:
    lanes = {stage.number: Lane(stage.number, stage.name) for stage in Stage.objects.all()}
    for run in runs:
        # A job keeps the route it was opened with, also a stage the house no longer has.
        lane = lanes.setdefault(run.stage.number, Lane(run.stage.number, run.stage.name))
        lane.places.append(_place(run))
    return [lanes[number] for number in sorted(lanes)]


def _place(run: StageRun) -> Place:
    since = timezone.localdate(run.ready_at)
    return Place(run, due_of(run.job, run), (timezone.localdate() - since).days, _stop(run))


def _stop(run: StageRun) -> str:
    if run.waits_for:
        return f"{WaitsFor(run.waits_for).words}".capitalize()
    sentences = obstacles(run) if run.status == RunStatus.READY else []
    return next(iter(sentences), "")
