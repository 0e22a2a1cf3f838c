"""The wall board: the whole house at a glance, every piece on its stage."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from atelier.prepared import Prepared, slots
from production.models import Stage, StageRun
from production.policies.obstacles import SAME_STONE, obstacles
from production.promises import state_of
from production.statuses import RunStatus, WaitsFor

# So many of a stage are shown, the most pressing ones, turned page by page; the rest are counted.
IN_A_LANE = 20
# More than these stand closer together.
AT_LARGE = 3
DUE_WORDS = {"late": "Late,", "risk": "At risk,", "well": "Due"}


_SHOWN = Prepared(
    lambda: (
        StageRun.objects.filter(pk__in=slots("runs")).with_obstacles().with_bench().most_pressing()
    )
)


@dataclass(frozen=True)
class Place:
    """One piece where it is, in the words of the board.

    `days` it has been at this stage; `due` begins with whether the promise is kept, `state` is
    that alone; `look` is what colours it and `icon` its sign; `words` say who has it, or what
    blocks it where `is_stopped`.
    """

    code: tuple[str, str]
    days: str
    due: str
    state: str
    look: str
    icon: str
    words: str
    is_stopped: bool


@dataclass(frozen=True)
class Lane:
    """One stage: how many pieces stand there, how many of them are late, and the first of them."""

    number: int
    name: str
    count: int = 0
    late: int = 0
    places: list[Place] = field(default_factory=list)

    @property
    def is_dense(self) -> bool:
        """Whether its pieces stand closer together."""
        return len(self.places) > AT_LARGE

    @property
    def is_cut(self) -> bool:
        """Whether there are more than it shows."""
        return self.count > len(self.places)


@dataclass(frozen=True)
class Board:
    """Every stage, and the figures of the whole house."""

    lanes: list[Lane]

    @property
    def count(self) -> int:
        """Return how many pieces are being made."""
        return sum(lane.count for lane in self.lanes)

    @property
    def late(self) -> int:
        """Return how many are past their day."""
        return sum(lane.late for lane in self.lanes)

    @property
    def places(self) -> list[Place]:
        """Return every piece shown."""
        return [place for lane in self.lanes for place in lane.places]

    @property
    def stopped(self) -> int:
        """Return how many of those shown cannot go on."""
        return sum(place.is_stopped for place in self.places)

    @property
    def is_cut(self) -> bool:
        """Whether some pieces are counted only."""
        return any(lane.is_cut for lane in self.lanes)


def board_now() -> Board:
    """Return the house as it stands; three queries, whatever its size."""
    today = timezone.localdate()
    first = list(_first_in_each_lane(today))
    names = dict(Stage.objects.values_list("number", "name"))
    lanes = {number: Lane(number, name) for number, name in names.items()}
    lanes |= {
        number: Lane(number, names.get(number, name), count, late)
        for _, number, name, count, late in first
    }
    for run in _SHOWN.all(runs=[row[0] for row in first]):
        lanes[run.stage.number].places.append(_place(run, today))
    return Board([lanes[number] for number in sorted(lanes)])


def _first_in_each_lane(today: date) -> QuerySet[StageRun, tuple[int, int, str, int, int]]:
    """Return each run that is shown, with its stage, and how many are there and how many late.

    A job keeps the route it was opened with, also a stage that the house has given up.
    """
    lane: dict[str, Any] = {"partition_by": [F("stage__number")]}
    order = [F("start_by").asc(nulls_last=True), F("job_id").asc()]
    counted = StageRun.objects.still_open().annotate(
        place=Window(RowNumber(), order_by=order, **lane),
        count=Window(Count("pk"), **lane),
        late=Window(Count("pk", filter=Q(job__due__lt=today)), **lane),
    )
    first = counted.filter(place__lte=IN_A_LANE)
    return first.values_list("pk", "stage__number", "stage__name", "count", "late")


def _place(run: StageRun, today: date) -> Place:
    days = (today - timezone.localdate(run.ready_at)).days
    state, envelope, stop = state_of(run.job, run, today), run.job.envelope, _stop(run)
    return Place(
        code=(envelope[:4], envelope[4:]),
        days=f"{days} d" if days else "today",
        due=f"{DUE_WORDS[state]} {run.job.due:%-d %b}",
        state=state,
        look="stopped" if stop else run.status,
        icon="problem" if stop else run.status,
        words=_words(run, stop),
        is_stopped=bool(stop),
    )


def _words(run: StageRun, stop: str) -> str:
    who = run.jeweller.name.split()[0] if run.jeweller else ""
    if stop:
        # What it waits for comes first: where there is little room, the name may go.
        return f"{stop} ({who})" if who else stop
    if run.status == RunStatus.PAUSED:
        return f"{who}, paused"
    return who or RunStatus(run.status).label


def _stop(run: StageRun) -> str:
    if run.waits_for:
        return f"{WaitsFor(run.waits_for).words}".capitalize()
    sentences = obstacles(run) if run.status == RunStatus.READY else []
    # To compare the stones is the setter's own work: it blocks nothing.
    return next((each for each in sentences if each != SAME_STONE), "")
