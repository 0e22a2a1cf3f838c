"""Starts processes that end with the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atelier.local.account import Account

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Part:
    """One long-running process of the house.

    `stop_signal` asks it to stop in good order; a `foundation` stops after all that stands on
    it; `files` are descriptors it inherits.
    """

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    foundation: bool = False
    files: Sequence[int] = field(default=())


def start(part: Part, log: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start `part` in `folder` and in a process group of its own, writing to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            part.argv,
            env=dict(part.environment),
            cwd=folder if part.account is None else "/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=part.files,
            preexec_fn=_ends_with_parent(part.stop_signal),
            **(part.account.credentials() if part.account else {}),
        )


def _ends_with_parent(parting: signal.Signals) -> Callable[[], None] | None:
    """Return what a child does first: ask Linux for `parting` when its parent is gone."""
    if _libc is None:
        return None
    parent, libc = os.getpid(), _libc

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(parting))
        if os.getppid() != parent:
            os._exit(1)

    return ask
