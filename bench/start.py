"""How soon the house opens, what it weighs in memory and on disk."""

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from atelier.local.stack import BASE, Stack
from bench.figures import Figure

# Idle means that everything it does at the start is done.
_SETTLE_SECONDS = 20.0
_EXPLAINED = re.compile(r"^[\w.-]+(\[[\w,-]+\])?==\S+\s+# \S.*$")


def measure() -> Iterator[Figure]:
    """Yield the seconds to the first page and to the second start, memory, installed size."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        clone = Path(place) / "atelier"
        Path(place).chmod(0o711)
        house = Stack(clone / "var", command=[str(clone / "bin" / "serve")])
        yield _first_start(house, clone)
        yield from _second_start(house)
        yield Figure("requirements' installed size", _installed_mb(clone / ".venv"), "MB", 400)
    yield Figure("requirements without version and reason", len(_unexplained()), "lines", 0)


def _first_start(house: Stack, clone: Path) -> Figure:
    """Clone, start, and wait for the first page; then for everything, and close."""
    started = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", str(BASE), str(clone)], check=True)
    house.start()
    while house.get("/")[0] != 200 and time.monotonic() - started < 600:
        time.sleep(0.1)
    seconds = time.monotonic() - started
    house.wait_until_ready(120)
    house.close()
    return Figure("fresh clone to first page, warm package cache", seconds, "s", 60)


def _second_start(house: Stack) -> Iterator[Figure]:
    started = time.monotonic()
    house.open()
    yield Figure("second start to ready", time.monotonic() - started, "s", 8)
    time.sleep(_SETTLE_SECONDS)
    yield _memory(house)
    started = time.monotonic()
    house.close()
    yield Figure("closing", time.monotonic() - started, "s", 10)


def _memory(house: Stack) -> Figure:
    """Return what all processes together occupy, counting what they share once where known."""
    kind = "pss" if psutil.LINUX else "rss"
    total = sum(getattr(one.memory_full_info(), kind) for one in house.processes())
    return Figure(f"idle memory of everything ({kind.upper()})", total / 1e6, "MB", 450)


def _installed_mb(venv: Path) -> float:
    files = (path for path in venv.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def _unexplained() -> list[str]:
    lines = [
        line
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (BASE / name).read_text().splitlines()
        if line and not line.startswith(("#", "-r"))
    ]
    return [line for line in lines if not _EXPLAINED.match(line)]
