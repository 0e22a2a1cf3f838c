"""Starts processes that end with the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from atelier.local.account import Account

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Running(Protocol):
    """A process that was started; `subprocess.Popen` is one."""

    pid: int

    def poll(self) -> int | None:
        """Return its status, or None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Return its status once it ends. Raises `TimeoutExpired` after `timeout` seconds."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""


class Part(Protocol):
    """One long-running process of the house.

    `stop_signal` asks it to stop in good order; a `foundation` stops after all that stands on it.
    """

    @property
    def name(self) -> str:
        """What its log is called."""

    @property
    def stop_signal(self) -> signal.Signals:
        """What asks it to stop in good order."""

    @property
    def foundation(self) -> bool:
        """Tell whether others stand on it."""

    def start(self, log: Path) -> Running:
        """Start it in a session of its own, writing to `log`."""


@dataclass(frozen=True)
class Program:
    """A part that is another program, perhaps under another account."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    foundation: bool = False
    folder: Path = Path("/")

    def start(self, log: Path) -> Running:
        """Start it in a session of its own, writing to `log`."""
        parent = os.getpid()
        with log.open("ab") as output:
            return subprocess.Popen(
                self.argv,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _end_with(parent, self.stop_signal),
                **(self.account.credentials() if self.account else {}),
            )


@dataclass(frozen=True)
class Fork:
    """A part that is this very program, with all it has imported, doing something else.

    What was imported is in memory once, however many parts there are, and a restart is quick.
    `files` are the descriptors it keeps; `speaks` leaves it this program's own output.
    """

    name: str
    run: Callable[[], object]
    files: Sequence[int] = field(default=())
    speaks: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    foundation: bool = False

    def start(self, log: Path) -> Running:
        """Start it in a session of its own, writing to `log`."""
        parent = os.getpid()
        sys.stdout.flush()
        if pid := os.fork():
            return _Child(pid)
        status = 1
        try:
            self._become(parent, log)
            self.run()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
        except BaseException:
            traceback.print_exc()
        finally:
            _leave(status)
        raise AssertionError("unreachable")

    def _become(self, parent: int, log: Path) -> None:
        """Let go of all that belongs to the parent: session, signals, files."""
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        _end_with(parent, self.stop_signal)
        _call_it(f"atelier {self.name}")
        _redirect(log, keep_output=self.speaks)
        _close_all_but(self.files)


@dataclass
class _Child:
    """A forked process."""

    pid: int
    _status: int | None = None

    def poll(self) -> int | None:
        """Return its status, or None while it runs."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status

    def wait(self, timeout: float | None = None) -> int:
        """Return its status once it ends. Raises `TimeoutExpired` after `timeout` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
            time.sleep(0.02)
        return status

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)


def _end_with(parent: int, parting: signal.Signals) -> None:
    """Ask Linux for the signal `parting` when `parent` is gone; elsewhere the ledger serves."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(parting))
        if os.getppid() != parent:
            os._exit(1)


def _call_it(name: str) -> None:
    if _libc is not None:
        _libc.prctl(_PR_SET_NAME, name.encode())


def _redirect(log: Path, *, keep_output: bool) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(nothing, 0)
    if not keep_output:
        os.dup2(output, 1)
    os.dup2(output, 2)


def _close_all_but(files: Sequence[int]) -> None:
    first = 3
    for kept in sorted(files):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, 65536)


def _leave(status: int) -> None:
    """End at once: what the parent would do at its end is not the child's to do."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)
