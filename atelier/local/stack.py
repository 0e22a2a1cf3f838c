"""The whole house, opened by a test or a measurement as a person would open it."""

import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import environ
import psutil
import psycopg2

from atelier.local.processes import Program, Running

BASE = Path(__file__).resolve().parent.parent.parent
# The cluster is thrown away, so it need not survive a power cut; a kill it survives all the same.
# Two test processes may each hold a crowd of fifty at one slot.
CARELESS = "fsync=off full_page_writes=off max_connections=250"
# A house with nobody in it, whose letters go nowhere.
EMPTY = {"DEMO": "0", "EMAIL_URL": "dummymail://"}
# A house of its own: nothing of the parts around it.
_FOREIGN = {"DATABASE_URL", "REDIS_URL", "CACHE_URL", "SECRET_KEY", "EMAIL_URL", "SITE_URL"}
_FOREIGN |= {"MEDIA", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "DJANGO_ALLOW_ASYNC_UNSAFE"}


def free_port() -> int:
    """Return a port of the loopback nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Stack:
    """A house whose data lie in `data`, served on `port` by one `bin/serve`.

    With `lan`, this machine's address, it is served to the network, over TLS on `https_port`.
    """

    data: Path
    port: int = field(default_factory=free_port)
    extra: Mapping[str, str] = field(default_factory=dict)
    command: Sequence[str] = (sys.executable, "-m", "atelier.local", "serve")
    lan: str | None = None
    https_port: int = field(default_factory=free_port)
    process: Running | None = None

    @property
    def url(self) -> str:
        """The address a browser opens, without a slash at its end."""
        if self.lan:
            return f"https://{self.lan}:{self.https_port}"
        return f"http://localhost:{self.port}"

    @property
    def output(self) -> str:
        """What was printed so far."""
        return (self.data / "serve.log").read_text()

    @property
    def environment(self) -> dict[str, str]:
        """What a part of this house is told: the addresses of its database and queues."""
        lines = (self.data / "environment").read_text().splitlines()
        return {**self._inherited(), **dict(line.split("=", 1) for line in lines)}

    def open(self, seconds: float = 300) -> "Stack":
        """Start it and wait until it is ready. Raises `RuntimeError` when it is not."""
        self.start()
        self.wait_until_ready(seconds)
        return self

    def start(self) -> None:
        """Start it."""
        self.data.mkdir(exist_ok=True)
        self.data.chmod(0o711)
        secure = ["--lan", "--https-port", str(self.https_port)] if self.lan else []
        command = [*self.command, "--port", str(self.port), *secure]
        program = Program("serve", command, self._inherited(), folder=BASE)
        self.process = program.start(self.data / "serve.log")

    def try_to_open(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run `bin/serve` once more in the same folder, expecting it to end by itself."""
        return subprocess.run(
            [*self.command, *arguments],
            cwd=BASE,
            env=self._inherited() | extra,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def close(self, seconds: float = 15) -> int:
        """Ask it to stop as Ctrl-C does; return its status. Raises `TimeoutExpired`."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(seconds)

    def wait_until_ready(self, seconds: float = 30) -> dict[str, Any]:
        """Return what /readyz says once it says yes. Raises `RuntimeError` after `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            status, body = self.get("/readyz")
            if status == 200:
                return dict(json.loads(body))
            time.sleep(0.1)
        raise RuntimeError(f"The house is not ready: {self.output[-2000:]}")

    def get(self, path: str, seconds: float = 10) -> tuple[int, str]:
        """Return status and body of an address of this house; 0 while nobody answers."""
        try:
            with self._answer(path, seconds) as answer:
                return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            # Also an answer cut short, by a part killed while it was speaking.
            return 0, str(error)

    def _answer(self, path: str, seconds: float) -> http.client.HTTPResponse:
        """Return the answer whatever its status. Raises `OSError` while nobody answers."""
        try:
            return cast(
                http.client.HTTPResponse,
                urllib.request.urlopen(self.url + path, timeout=seconds, context=self._trusting()),
            )
        except urllib.error.HTTPError as answer:
            return cast(http.client.HTTPResponse, answer)

    def _trusting(self) -> ssl.SSLContext | None:
        """Trust nobody but the house's own authority, where it has one."""
        authority = self.data / "lan" / "authority.crt"
        return ssl.create_default_context(cadata=authority.read_bytes()) if self.lan else None

    def manage(self, *arguments: str) -> str:
        """Run `manage.py` beside the running house, as from a second shell."""
        command = [sys.executable, "manage.py", *arguments]
        run = subprocess.run(
            command, cwd=BASE, env=self.environment, capture_output=True, text=True, check=True
        )
        return run.stdout

    @contextmanager
    def sql(self) -> Iterator["psycopg2.extensions.cursor"]:
        """Yield a cursor on this house's database; each statement commits."""
        found = environ.Env.db_url_config(self.environment["DATABASE_URL"])
        with closing(
            psycopg2.connect(
                host=found["HOST"],
                dbname=found["NAME"],
                user=found["USER"],
                password=found["PASSWORD"],
            )
        ) as connection:
            connection.autocommit = True
            yield connection.cursor()

    def processes(self) -> list[psutil.Process]:
        """Return every process of this house."""
        assert self.process is not None
        serving = psutil.Process(self.process.pid)
        return [serving, *serving.children(recursive=True)]

    def part(self, name: str) -> psutil.Process:
        """Return the part called `name`: postgres, valkey-server, atelier web …"""
        return next(one for one in self._parts() if one.name() == name)

    def replaced(self, killed: psutil.Process, name: str) -> bool:
        """Tell whether another process has taken the place of `killed`, the part called `name`."""
        return any(one.name() == name and one.pid != killed.pid for one in self._parts())

    def _parts(self) -> list[psutil.Process]:
        assert self.process is not None
        return psutil.Process(self.process.pid).children()

    def _inherited(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        return {**kept, "ATELIER_DATA": str(self.data), **self.extra}


@contextmanager
def opened(data: Path, **extra: str) -> Iterator[Stack]:
    """Open a house in the folder `data`, with `extra` in its environment; close it at the end."""
    stack = Stack(data, extra=extra)
    try:
        yield stack.open()
    finally:
        stack.close()
