"""Serial numbers: eight workers issue 2,000 at once while some are killed.

Each piece must have exactly one number, none may be doubled, and every sequence is either used
or burnt. The pace stands beside a bare INSERT in the same run.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from atelier.local.stack import BASE, EMPTY, opened
from bench.figures import Figure

PIECES = 2_000
WORKERS = 8
KILLED = 3


def measure() -> Iterator[Figure]:
    """Yield pieces without a number, doubled numbers, lost sequences, and the pace."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        with opened(Path(place) / "house", **EMPTY) as house:
            _run("prepare", house.environment)
            seconds = _issue_at_once(house.environment)
            found = _run("count", house.environment)
    yield Figure("pieces without exactly one number", found["wrong"], "pieces", 0)
    yield Figure("numbers given twice", found["doubled"], "numbers", 0)
    yield Figure("sequences neither used nor burnt", found["lost"], "numbers", 0)
    yield Figure("issued a second, 8 workers, 3 killed", PIECES / seconds, "/s", 50, at_least=True)
    bare = found["bare"]
    yield Figure("of a bare INSERT's pace", PIECES / seconds / bare, "×", 0.01, at_least=True)


def _issue_at_once(environment: dict[str, str]) -> float:
    """Start the workers, kill some at random moments, sweep once more; return the seconds."""
    chance = random.Random(42)  # noqa: S311
    started = time.monotonic()
    workers = [_start("issue", environment, str(number)) for number in range(WORKERS)]
    for worker in workers[:KILLED]:
        time.sleep(chance.uniform(1.5, 3.0))
        worker.send_signal(signal.SIGKILL)
    for worker in workers:
        worker.wait()
    _run("issue", environment)
    return time.monotonic() - started


def _start(verb: str, environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.serials", verb, *words]
    return subprocess.Popen(command, env=environment, cwd=BASE, stdout=subprocess.PIPE, text=True)


def _run(verb: str, environment: dict[str, str]) -> dict[str, float]:
    process = _start(verb, environment)
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{verb} ended with {process.returncode}")
    return json.loads(output.splitlines()[-1]) if output.strip() else {}


def _inside(verb: str) -> None:
    """Do one part inside the house, with Django set up."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    {"prepare": _prepare, "issue": _issue, "count": _count}[verb]()


def _prepare() -> None:
    from ownership.tests.factories import make_job

    for _ in range(PIECES):
        make_job()


def _issue() -> None:
    from atelier.journal.actor import Actor
    from ownership.actions.serials import issue_serial
    from ownership.queries import jobs_awaiting_serial

    # A handful at a time, in any order, so that eight do not queue for the same rows.
    while waiting := jobs_awaiting_serial():
        for job_id in random.sample(waiting, min(len(waiting), 40)):
            issue_serial(job_id=job_id, by=Actor.system("Bench"))


def _count() -> None:
    from django.db.models import Count

    from ownership.models import BurntNumber, Serial, SerialCounter
    from production.models import Job

    wrong = Job.objects.annotate(numbers=Count("serials")).exclude(numbers=1).count()
    serials = Serial.objects.count()
    used = serials + BurntNumber.objects.count()
    found = {
        "wrong": wrong,
        "doubled": serials - Serial.objects.values("text").distinct().count(),
        "lost": sum(SerialCounter.objects.values_list("last", flat=True)) - used,
        "bare": _bare_inserts_a_second(),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _bare_inserts_a_second() -> float:
    """Return how many single-row commits a second this database takes from one connection."""
    from django.db import connection

    rows = 500
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id serial PRIMARY KEY, text text)")
        started = time.monotonic()
        for number in range(rows):
            cursor.execute("INSERT INTO bench_bare (text) VALUES (%s)", [str(number)])
    return rows / (time.monotonic() - started)


if __name__ == "__main__":
    _inside(sys.argv[1])
