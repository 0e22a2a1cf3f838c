"""Keeps the parts of the house running: restarts what ends, stops all of it in order."""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from atelier.local.ledger import Ledger
from atelier.local.processes import Part, Running

# A part that ends soon after its start waits longer each time before the next one.
_FIRST_PAUSE, _LONGEST_PAUSE, _LONG_LIFE = 0.5, 15.0, 30.0
# Everything is gone this many seconds after it was asked to stop; the last are for killing.
_STOP_SECONDS = 9.0


@dataclass
class _Watched:
    part: Part
    process: Running
    started: float = field(default_factory=time.monotonic)
    pause: float = _FIRST_PAUSE
    again_at: float | None = None


class Supervisor:
    """Starts parts, restarts the fallen, and stops all of them, the foundations last."""

    def __init__(self, logs: Path, ledger: Ledger) -> None:
        self._logs, self._ledger = logs, ledger
        self._watched: dict[str, _Watched] = {}

    def start(self, part: Part) -> None:
        """Start `part` and watch it from now on."""
        self._watched[part.name] = _Watched(part, self._spawn(part))

    def tend(self) -> float:
        """Restart what has ended and is due; return the seconds until the next look."""
        return min((self._look_at(one) for one in self._watched.values()), default=1.0)

    def watch(self, until: "Interrupt", moved: Callable[[], bool]) -> None:
        """Restart whatever ends, until somebody asks to stop or the house has `moved`."""
        while not until.waits(self.tend()) and not moved():
            pass

    def stop(self) -> None:
        """Stop every part in good order, and end by force what does not in time."""
        now = time.monotonic()
        self._stop(now + _STOP_SECONDS * 0.7, foundation=False)
        self._stop(now + _STOP_SECONDS, foundation=True)
        self._watched.clear()
        self._ledger.clear()

    def _stop(self, deadline: float, *, foundation: bool) -> None:
        group = [one for one in self._watched.values() if one.part.foundation is foundation]
        for one in group:
            _signal(one.process, one.part.stop_signal)
        for one in group:
            _wait(one.process, deadline)
        for one in group:
            _signal(one.process, signal.SIGKILL)
            one.process.wait()

    def _look_at(self, one: _Watched) -> float:
        if one.process.poll() is None:
            return 1.0
        now = time.monotonic()
        if one.again_at is None:
            lived = now - one.started
            one.pause = _FIRST_PAUSE if lived > _LONG_LIFE else min(one.pause * 2, _LONGEST_PAUSE)
            one.again_at = now + one.pause
            _signal(one.process, signal.SIGKILL)
        if now >= one.again_at:
            one.process, one.started, one.again_at = self._spawn(one.part), now, None
            return 1.0
        return one.again_at - now

    def _spawn(self, part: Part) -> Running:
        process = part.start(self._logs / f"{part.name}.log")
        self._ledger.add(process.pid, part.stop_signal)
        return process


def _signal(process: Running, number: signal.Signals) -> None:
    """Signal the process alone, or with SIGKILL everything it has started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        elif process.poll() is None:
            process.send_signal(number)


def _wait(process: Running, deadline: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))


class Interrupt:
    """Ctrl-C or SIGTERM, noticed between two looks at the parts rather than anywhere."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self.asked = False
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def waits(self, seconds: float) -> bool:
        """Wait up to `seconds`, less when a child ends; tell whether to stop."""
        if not self.asked and select.select([self._reader], [], [], seconds)[0]:
            os.read(self._reader, 4096)
        return self.asked

    def _ask(self, number: int, frame: object) -> None:
        self.asked = True
