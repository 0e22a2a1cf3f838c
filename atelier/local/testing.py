"""`bin/test`, `bin/check`, `bin/bench`: on a real Postgres and Valkey that live no longer."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from atelier.local import browser
from atelier.local.environment import Environment
from atelier.local.house import House
from atelier.local.ledger import Ledger
from atelier.local.serve import start_foundations
from atelier.local.stack import CARELESS
from atelier.local.supervisor import Supervisor

_PARALLEL = ["-n", "2", "--dist", "loadgroup"]
_ALONE = {"-n", "--pdb", "-s", "--headed"}
_REPLACED = {"DATABASE_URL", "REDIS_URL", "CACHE_URL", "SECRET_KEY", "EMAIL_URL", "SITE_URL"}
_CHECKS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy", "."],
    "import contracts": ["lint-imports"],
    "templates": ["djlint", "--lint", "--quiet", "templates"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "state diagrams": ["python", "manage.py", "states", "--check"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def test(arguments: list[str]) -> None:
    """Run pytest with `arguments`, in parallel unless they say otherwise; exit as it does."""
    parallel = [] if _ALONE & set(arguments) else _PARALLEL
    browser.install()
    with _passing_house() as variables:
        _prepare(variables, "fonts", "static")
        status = _pytest(["-p", "atelier.local.apart", *parallel, *arguments], variables)
    sys.exit(status)


def check(arguments: list[str]) -> None:
    """Run every check that is no test, name those that failed, and exit with how many."""
    failed = []
    with _passing_house() as variables:
        variables["SITE_URL"] = "https://atelier.example"
        _prepare(variables, "fonts")
        for name, (program, *rest) in _CHECKS.items():
            print(f"== {name}", flush=True)
            command = [str(Path(sys.executable).with_name(program)), *rest]
            if subprocess.run(command, env=variables).returncode:
                failed.append(name)
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def bench(arguments: list[str]) -> None:
    """List what can be measured, or measure what `arguments` name; exit as it does."""
    command = [sys.executable, "-m", "bench", *arguments]
    with _passing_house() if arguments else nullcontext(None) as variables:
        sys.exit(subprocess.run(command, env=variables).returncode)


@contextmanager
def _passing_house() -> Iterator[dict[str, str]]:
    """Yield the environment of a database and queues in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        house = House(Path(place))
        house.prepare()
        given = {name: value for name, value in os.environ.items() if name not in _REPLACED}
        given["POSTGRES_SETTINGS"] = CARELESS
        environment = Environment(house, 8000, given)
        supervisor = Supervisor(house.logs, Ledger(house.processes))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            start_foundations(environment, supervisor)
            yield {**given, **environment.own(), "STATIC_ROOT": str(house.home / "static")}
        finally:
            supervisor.stop()


def _prepare(variables: dict[str, str], *steps: str) -> None:
    command = [sys.executable, "-m", "atelier.local.preparing", *steps]
    subprocess.run(command, env=variables, check=True)


def _pytest(arguments: list[str], variables: dict[str, str]) -> int:
    process = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=variables)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The same Ctrl-C reaches pytest, which tidies up and ends by itself.
            continue
