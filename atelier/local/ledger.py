"""Remembers on disk which processes were started, so that the next start finds what is left."""

import contextlib
import json
import signal
from pathlib import Path

import psutil


class Ledger:
    """A file of processes: number, starting time (a number may be reused), stopping signal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, pid: int, stop_signal: signal.Signals) -> None:
        """Remember the process `pid`."""
        with contextlib.suppress(psutil.NoSuchProcess):
            born = psutil.Process(pid).create_time()
            with self._path.open("a") as file:
                file.write(json.dumps([pid, born, stop_signal]) + "\n")

    def clear(self) -> None:
        """Forget all of them."""
        self._path.unlink(missing_ok=True)

    def end_orphans(self, patience: float = 8.0) -> int:
        """End whatever an earlier, killed start has left behind; return how many there were."""
        found = [one for line in self._lines() if (one := _find(line))]
        families = [member for process, _ in found for member in _family(process)]
        for process, stop_signal in found:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(stop_signal)
        _, stubborn = psutil.wait_procs(families, patience)
        for process in stubborn:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(stubborn, patience)
        self.clear()
        return len(families)

    def _lines(self) -> list[str]:
        return self._path.read_text().splitlines() if self._path.exists() else []


def _find(line: str) -> tuple[psutil.Process, signal.Signals] | None:
    with contextlib.suppress(ValueError, psutil.Error):
        pid, born, stop_signal = json.loads(line)
        process = psutil.Process(pid)
        if abs(process.create_time() - born) < 1 and process.status() != psutil.STATUS_ZOMBIE:
            return process, signal.Signals(stop_signal)
    return None


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
