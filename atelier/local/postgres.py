"""The embedded PostgreSQL: its files, its account, its socket."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from signal import SIGINT
from urllib.parse import quote

import psutil
import psycopg2

from atelier.local import programs
from atelier.local.account import Account, postgres_account
from atelier.local.processes import Program
from atelier.local.trouble import Trouble

_USER = _DATABASE = "atelier"
# A Unix socket's whole path must be shorter than this.
_SOCKET_LIMIT = 107
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "48MB",
    "max_wal_size": "512MB",
    **({"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}),
    "log_timezone": "UTC",
    "timezone": "UTC",
}
_INITDB = [
    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    *(f"--username={_USER}", "--auth=scram-sha-256"),
]


@dataclass(frozen=True)
class Postgres:
    """A cluster below `home`, reachable through a socket only and with `password` only.

    `settings` overrule the server's; a cluster that tests throw away turns fsync off.
    """

    home: Path
    password: str
    settings: Mapping[str, str]

    @cached_property
    def account(self) -> Account | None:
        """The account it runs under; None means the present one."""
        return postgres_account(self.home)

    @property
    def url(self) -> str:
        """Where Django finds it."""
        return f"postgres://{_USER}:{quote(self.password)}@/{quote(str(self._sockets))}/{_DATABASE}"

    def prepare(self) -> Program:
        """Make the cluster where there is none yet; return what to run."""
        self._make_home()
        if not self._data.exists():
            self._make_cluster()
        _forget_stranger(self._data / "postmaster.pid")
        options = [f"-c{name}={value}" for name, value in self._options.items()]
        return Program(
            name="postgres",
            argv=[str(self._programs / "postgres"), "-D", str(self._data), *options],
            environment={"LC_ALL": "C", "PATH": os.defpath},
            account=self.account,
            stop_signal=SIGINT,
            foundation=True,
        )

    def wait(self, tend: Callable[[], object], seconds: float = 60) -> None:
        """Wait until it answers, calling `tend` meanwhile; make its database where there is none.

        Raises `Trouble` after `seconds`.
        """
        deadline = time.monotonic() + seconds
        while (connection := self._connect()) is None:
            if time.monotonic() > deadline:
                raise Trouble("PostgreSQL did not start; its reasons are in log/postgres.log.")
            tend()
            time.sleep(0.1)
        _make_database(connection)

    @property
    def _data(self) -> Path:
        return self.home.resolve() / "data"

    @cached_property
    def _sockets(self) -> Path:
        """The sockets' folder: in `home`, or in a short temporary place where that is too deep."""
        inside = self.home.resolve() / "socket"
        if len(str(inside / ".s.PGSQL.5432.lock")) < _SOCKET_LIMIT:
            return inside
        return Path(tempfile.mkdtemp(prefix="atelier-"))

    @property
    def _options(self) -> dict[str, str]:
        sockets = {"unix_socket_directories": str(self._sockets)}
        return {**_SETTINGS, **sockets, **self.settings}

    def _make_home(self) -> None:
        if not self.home.exists():
            self.home.mkdir(mode=0o700)
            self._give(self.home)
        if self.account and not self.account.reaches(self.home.resolve()):
            self._move_home()
        self._sockets.mkdir(mode=0o700, exist_ok=True)
        self._give(self._sockets)

    def _move_home(self) -> None:
        """Root's own folder is closed to the account: keep the files where it may go.

        `home` becomes a link to them.
        """
        if self.home.is_symlink():
            raise Trouble(f"{self.home} leads where PostgreSQL's account may not go; move it back.")
        elsewhere = Path(tempfile.mkdtemp(prefix="atelier-", dir="/var/lib"))
        self._give(elsewhere)
        self.home.rmdir()
        self.home.symlink_to(elsewhere)

    def _give(self, path: Path) -> None:
        if self.account:
            self.account.owns(path)

    def _make_cluster(self) -> None:
        """Make it beside its place and move it there, so that a killed start leaves no half."""
        half, secret = self._data.with_name("half"), self._data.with_name("password")
        shutil.rmtree(half, ignore_errors=True)
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        self._give(secret)
        self._run("initdb", *_INITDB, f"--pwfile={secret}", "--no-sync", "-D", str(half))
        secret.unlink()
        half.rename(self._data)

    def _run(self, program: str, *arguments: str) -> None:
        run = subprocess.run(
            [str(self._programs / program), *arguments],
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **(self.account.credentials() if self.account else {}),
        )
        if run.returncode:
            raise Trouble(f"PostgreSQL could not be set up: {run.stderr.strip().splitlines()[-1:]}")

    @cached_property
    def _programs(self) -> Path:
        return programs.folder(self.account, self.home.resolve())

    def _connect(self) -> "psycopg2.extensions.connection | None":
        try:
            return psycopg2.connect(
                host=str(self._sockets),
                user=_USER,
                password=self.password,
                dbname="postgres",
                connect_timeout=2,
            )
        except psycopg2.OperationalError:
            return None


def _forget_stranger(lock: Path) -> None:
    """Remove the lock file of a server long gone whose number another program has now."""
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
        if psutil.Process(int(lock.read_text().splitlines()[0])).name() != "postgres":
            lock.unlink()


def _make_database(connection: "psycopg2.extensions.connection") -> None:
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {_DATABASE}")
    connection.close()
