"""The folder in which a running house keeps its data, and what is in it."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from atelier.local.trouble import Trouble


@dataclass(frozen=True)
class House:
    """The data folder `home`; every file and folder of it has a name here."""

    home: Path

    @property
    def logs(self) -> Path:
        """What every part says, a file each."""
        return self.home / "log"

    @property
    def processes(self) -> Path:
        """Which processes run."""
        return self.home / "processes"

    @property
    def lan(self) -> Path:
        """The authority of the shop's network, and this machine's certificate."""
        return self.home / "lan"

    @property
    def sign_ins(self) -> Path:
        """What whoever starts it is told of signing in."""
        return self.home / "sign-ins.txt"

    def prepare(self, needed_mb: int = 100) -> None:
        """Make the folders, where `needed_mb` are free.

        Raises `Trouble` on a full disk, `OSError` on one that cannot be written.
        """
        # Others may pass through but not look around: Postgres may run under another account.
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o711)
        for folder in (self.logs, self.home / "media"):
            folder.mkdir(mode=0o700, exist_ok=True)
        free = shutil.disk_usage(self.home).free // 1_000_000
        if free < needed_mb:
            raise Trouble(
                f"The disk is full: {self.home} has {free} MB free, and {needed_mb} are needed."
            )

    @contextmanager
    def occupied(self, note: str) -> Iterator[None]:
        """Hold the house, leaving `note` for whoever tries meanwhile.

        Raises `Trouble` when it is held already. The lock goes with the process, however it ends.
        """
        with (self.home / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise Trouble(f"This house is open already: {lock.read()}") from None
            lock.truncate(0)
            lock.write(note)
            lock.flush()
            yield

    def secret(self, name: str) -> str:
        """Return the random secret called `name`, making it the first time it is asked for."""
        path = self.home / "secrets.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(48)
            write_private(path, json.dumps(known, indent=1))
        return known[name]

    def write_environment(self, environment: Mapping[str, str]) -> None:
        """Leave the running parts' addresses where a second shell's `manage.py` looks."""
        lines = [f"{name}={value}\n" for name, value in environment.items()]
        write_private(self.home / "environment", "".join(lines))


def write_private(path: Path, text: str) -> None:
    """Replace `path` as a whole, readable by its owner only."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
