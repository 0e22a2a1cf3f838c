"""Many processes at one slot, at the same moment: each books, holds, confirms or moves.

Run as a program it takes the address of a database and then one line for each race, a JSON list of
errands; it answers with their outcomes. It forks a process for every errand, and lets none begin
before all of them have their own connection to the database.
"""

import importlib
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from subprocess import PIPE, Popen
from typing import Any

Errand = dict[str, Any]
Outcome = dict[str, Any]
_NAMES = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


class Crowd:
    """The program, kept open for any number of races."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Start it upon the database of these connection settings."""
        address = json.dumps({name: settings.get(name) or "" for name in _NAMES})
        program = [sys.executable, "-m", __name__, address]
        self._program = Popen(program, stdin=PIPE, stdout=PIPE, text=True)

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate(timeout=60)

    def race(self, errands: Sequence[Errand]) -> list[Outcome]:
        """Run all errands at once, a process each, and return their outcomes in order."""
        program = self._program
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(json.dumps(errands) + "\n")
        program.stdin.flush()
        return json.loads(program.stdout.readline())


class _Runner:
    """One forked process, and the pipe on which it answers."""

    def __init__(self, errand: Errand, start: int) -> None:
        reads, writes = os.pipe()
        if os.fork() == 0:
            os.close(reads)
            _run(errand, start, writes)
        os.close(writes)
        self._answers = os.fdopen(reads)
        self.first = ""

    def wait_until_ready(self) -> bool:
        self.first = self._answers.readline()
        return self.first == "ready\n"

    def outcome(self) -> Outcome:
        line = self._answers.readline() if self.first == "ready\n" else self.first
        self._answers.close()
        os.wait()
        return json.loads(line) if line else {"outcome": "error", "words": "it died"}


def _race(errands: Sequence[Errand]) -> list[Outcome]:
    """Fork, let everybody come, fire; who cannot reach the database says so and holds up nobody."""
    from django.db import connections

    connections.close_all()
    waits, fires = os.pipe()
    runners = [_Runner(errand, waits) for errand in errands]
    os.close(waits)
    for runner in runners:
        runner.wait_until_ready()
    os.write(fires, b"." * len(runners))
    os.close(fires)
    return [runner.outcome() for runner in runners]


def _run(errand: Errand, start: int, writes: int) -> None:
    """Live one process: connect, wait, act, answer."""
    from django.db import connection

    from consultations.tests.errands import act

    with os.fdopen(writes, "w") as answers, suppress(BaseException):
        try:
            connection.ensure_connection()
            answers.write("ready\n")
            answers.flush()
            os.read(start, 1)
            found = act(errand)
        except BaseException as error:
            found = {"outcome": "error", "words": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(found) + "\n")
        answers.flush()
    os._exit(0)


def main(address: dict[str, str]) -> None:
    """Wait for races on the standard input, one a line."""
    import django

    django.setup()
    from django.db import connection

    # Loaded once, before anybody is forked.
    importlib.import_module("consultations.tests.errands")
    connection.settings_dict.update(address)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_race(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    main(json.loads(sys.argv[1]))
