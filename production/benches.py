"""One jeweller's bench: what is in hand, what is next, what waits, in the order of promises."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from atelier.people.models import Jeweller
from production.calls import Call, calls_for
from production.cards import title_of
from production.models import StageRun
from production.models.runs import StageRunQuerySet
from production.policies.obstacles import SAME_STONE
from production.policies.runs import why_not_start
from production.promises import Due, due_of
from production.statuses import RunStatus, WaitsFor

SHOWN = 60
# Where so many are blocked, somebody should look at the house and not at this list.
LOOKED_AT = 10 * SHOWN


@dataclass(frozen=True)
class Row:
    """One piece on the list; `why` says what comes before its stage."""

    run: StageRun
    title: str
    metal: str
    due: Due
    why: str = ""


@dataclass(frozen=True)
class Bench:
    """My bench: who calls for a lead's help, Now, Next, Waiting."""

    calls: list[Call] = field(default_factory=list)
    now: list[Row] = field(default_factory=list)
    next: list[Row] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)


def bench_of(jeweller: Jeweller, station: str = "") -> Bench:
    """Return the jeweller's work; only what they could begin this minute stands under Next.

    At a `station`, a trade of theirs, only its stages are listed, and whatever is in their hands.
    """
    bench = Bench(calls=calls_for(jeweller))
    trades = [station] if station else jeweller.skills
    for run in _in_hand(jeweller):
        _place(bench, run, jeweller)
    for run in _ready(trades):
        if len(bench.next) == SHOWN:
            break
        _place(bench, run, jeweller)
    del bench.waiting[SHOWN:]
    return bench


def _in_hand(jeweller: Jeweller) -> Iterable[StageRun]:
    return _rows(Q(jeweller=jeweller))[:SHOWN]


def _ready(trades: Sequence[str]) -> Iterator[StageRun]:
    """Yield what is ready, a page at a time, so that none is hidden by many that are blocked."""
    ready = _rows(Q(status=RunStatus.READY, stage__skill__in=trades))
    for start in range(0, LOOKED_AT, SHOWN):
        page = list(ready[start : start + SHOWN])
        yield from page
        if len(page) < SHOWN:
            return


def _rows(which: Q) -> StageRunQuerySet:
    open_ones = StageRun.objects.still_open().filter(which).for_the_bench()
    return open_ones.select_related("job__approval").most_pressing()


def _place(bench: Bench, run: StageRun, jeweller: Jeweller) -> None:
    if run.waits_for:
        bench.waiting.append(_row(run, f"Paused: {WaitsFor(run.waits_for).words}."))
    elif run.status != RunStatus.READY:
        bench.now.append(_row(run))
    elif why := why_not_start(run, jeweller):
        # To compare the stones is the setter's own work, so nothing is waited for.
        (bench.next if why == SAME_STONE else bench.waiting).append(_row(run, why))
    else:
        bench.next.append(_row(run))


def _row(run: StageRun, why: str = "") -> Row:
    metal = run.job.approval.frozen.get("option", {}).get("metal", {}).get("name", "")
    return Row(run, title_of(run.job), metal, due_of(run.job, run), why)
