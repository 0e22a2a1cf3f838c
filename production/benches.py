"""One jeweller's bench: what is in hand, what is next, what waits, in the order of promises."""

from dataclasses import dataclass, field

from django.db.models import Q

from atelier.people.models import Jeweller
from production.calls import Call, calls_for
from production.cards import title_of
from production.models import StageRun
from production.policies.runs import why_not_start
from production.promises import Due, due_of
from production.statuses import RunStatus, WaitsFor

SHOWN = 60


@dataclass(frozen=True)
class Row:
    """One piece on the list; `why` says what keeps it waiting."""

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
    """Return the jeweller's work; only what they could start this minute stands under Next.

    At a `station`, a trade of theirs, only its stages are listed, and whatever is in their hands.
    """
    bench = Bench(calls=calls_for(jeweller))
    trades = [station] if station else jeweller.skills
    mine = Q(jeweller=jeweller) | Q(status=RunStatus.READY, stage__skill__in=trades)
    runs = StageRun.objects.still_open().filter(mine).for_the_bench()
    for run in runs.select_related("job__approval").most_pressing()[:SHOWN]:
        _place(bench, run, jeweller)
    return bench


def _place(bench: Bench, run: StageRun, jeweller: Jeweller) -> None:
    if run.waits_for:
        bench.waiting.append(_row(run, f"Paused: {WaitsFor(run.waits_for).words}."))
    elif run.status != RunStatus.READY:
        bench.now.append(_row(run))
    elif why := why_not_start(run, jeweller):
        bench.waiting.append(_row(run, why))
    else:
        bench.next.append(_row(run))


def _row(run: StageRun, why: str = "") -> Row:
    metal = run.job.approval.frozen.get("option", {}).get("metal", {}).get("name", "")
    return Row(run, title_of(run.job), metal, due_of(run.job, run), why)
