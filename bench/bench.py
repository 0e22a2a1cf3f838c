"""The bench: finishing a stage, the wall board and a poll, with 200 and with 20,000 open jobs.

Finishing stands beside a view that does a bare SELECT … FOR UPDATE and an UPDATE, once for anybody
and once for the same person on the same tablet, the others beside a bare page. Rounds are
interleaved in one process; each compares its own medians, and the median round counts. The board
is what every screen of the house is given until something changes; the first to look after a
change has it drawn anew, and that has a figure of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from atelier.local.stack import BASE, EMPTY, opened
from bench.figures import Figure
from bench.pricing import bare_page
from bench.workshop import Workshop

FEW, MANY = 200, int(os.environ.get("BENCH_MANY", 20_000))
ROUNDS, TIMES = range(9), range(20)
STEADY = 0.9


def measure() -> Iterator[Figure]:
    """Yield the paces with few and many open jobs, how alike they are, and the queries."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        with opened(Path(place) / "house", **EMPTY) as house:
            found = _run(house.environment)
    for jobs in (FEW, MANY):
        few = found[str(jobs)]
        bare = "× a bare page's pace"
        with_jobs = f"with {jobs:,} open jobs"
        for name, beside in (("finish", "× a bare lock"), ("signed", "× a lock that signs in")):
            yield Figure(f"finish a stage {with_jobs}", few[name], beside, 0.25, at_least=True)
        yield Figure(f"the board {with_jobs}", few["board"], bare, 0.125, at_least=True)
        yield Figure(f"the board drawn anew {with_jobs}", few["anew"], bare, 0.002, at_least=True)
        yield Figure(f"an unchanged poll {with_jobs}", few["poll"], bare, 0.5, at_least=True)
    for name in ("finish", "board"):
        alike = found[str(MANY)][name] / found[str(FEW)][name]
        yield Figure(f"{name}: many jobs beside few", alike, "×", STEADY, at_least=True)
    yield Figure("queries of finishing a stage", found["queries"]["finish"], "queries", 8)
    yield Figure("queries of the board drawn anew", found["queries"]["anew"], "queries", 6)


def _run(environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.bench"]
    done = subprocess.run(
        command, env=environment, cwd=BASE, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _inside() -> None:
    """Measure inside the house, with Django set up."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    for command in ("reference", "catalogue"):
        call_command(command, verbosity=0)
    workshop = Workshop.open()
    acts = {"bare": bare_page(), **_acts(workshop)}
    before = dict.fromkeys(("lock", "signed_lock", "finish"), workshop.take_up)
    before |= {"board": workshop.look, "anew": workshop.change}
    found: dict[str, Any] = {}
    for jobs in (FEW, MANY):
        workshop.grow_to(jobs)
        rounds = _rounds(acts, before)
        found[str(jobs)] = {
            "finish": _beside(rounds, "finish", "lock"),
            "signed": _beside(rounds, "finish", "signed_lock"),
            **{name: _beside(rounds, name, "bare") for name in ("board", "anew", "poll")},
        }
    found["queries"] = {}
    for name in ("finish", "anew"):
        before[name]()
        found["queries"][name] = _queries(acts[name])
    sys.stdout.write(json.dumps(found) + "\n")


def _acts(workshop: Workshop) -> dict[str, Callable[[], Any]]:
    return {
        **_bare_locks(workshop),
        "finish": lambda: workshop.finish(uuid.uuid4()),
        "board": workshop.look,
        "anew": workshop.look,
        "poll": workshop.poll,
    }


def _rounds(
    acts: dict[str, Callable[[], Any]], before: dict[str, Callable[[], None]]
) -> list[dict[str, float]]:
    """Return, a round each, how often a second each act goes; what is done `before` is left out."""
    return [{name: _pace(act, before.get(name)) for name, act in acts.items()} for _ in ROUNDS]


def _pace(act: Callable[[], Any], before: Callable[[], None] | None) -> float:
    return 1 / statistics.median(_seconds(act, before) for _ in TIMES)


def _beside(rounds: list[dict[str, float]], name: str, bare: str) -> float:
    """Return an act's pace as a share of the bare one's of the same round; the median round."""
    return statistics.median(paces[name] / paces[bare] for paces in rounds)


def _seconds(act: Callable[[], Any], before: Callable[[], None] | None) -> float:
    if before:
        before()
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _bare_locks(workshop: Workshop) -> dict[str, Callable[[], Any]]:
    """One row locked and changed: for anybody, and for the person who is signed in."""
    from django.conf import settings
    from django.db import transaction
    from django.http import HttpRequest, HttpResponse
    from django.urls import path
    from django.utils.module_loading import import_string

    from production.bench import signed_in_quietly
    from production.models import Job

    @transaction.atomic
    def lock(request: HttpRequest) -> HttpResponse:
        rows = Job.objects.select_for_update(of=("self",), no_key=True)
        job = rows.get(pk=workshop.job.pk)
        Job.objects.filter(pk=job.pk).update(note=job.note)
        return HttpResponse("done")

    views = {"lock": lock, "signed_lock": signed_in_quietly(lock)}
    routes = [path(f"{name}/", view) for name, view in views.items()]
    import_string(f"{settings.ROOT_URLCONF}.urlpatterns")[:0] = routes
    return {name: partial(_post, workshop, name) for name in views}


def _post(workshop: Workshop, name: str) -> None:
    workshop.post(f"/{name}/", uuid.uuid4())


def _queries(act: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not query["sql"].startswith(words) for query in asked)


if __name__ == "__main__":
    _inside()
