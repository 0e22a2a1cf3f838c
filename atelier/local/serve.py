"""`bin/serve`: opens the house, keeps it open, closes it."""

import argparse
import errno
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path

from atelier.local import parts
from atelier.local.environment import Environment
from atelier.local.house import House
from atelier.local.ledger import Ledger
from atelier.local.preparing import prepare
from atelier.local.processes import Fork
from atelier.local.screen import screen
from atelier.local.supervisor import Interrupt, Supervisor
from atelier.local.trouble import Trouble

BASE = Path(__file__).resolve().parent.parent.parent


def serve(arguments: list[str]) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises `Trouble` when the house cannot open."""
    asked = _parser().parse_args(arguments)
    house = House(Path(os.environ.get("ATELIER_DATA") or BASE / "var").resolve())
    house.prepare()
    note = f"process {os.getpid()} serves it at http://localhost:{asked.port}; stop that one first."
    with house.occupied(note):
        _serve(house, asked.host, asked.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/serve", description="Serves the whole house.")
    port, host = os.environ.get("PORT") or "8000", os.environ.get("HOST") or "127.0.0.1"
    parser.add_argument(
        "--port",
        type=int,
        choices=range(65536),
        metavar="PORT",
        default=port,
        help="the web's port (8000)",
    )
    parser.add_argument("--host", default=host, help="the web's address (127.0.0.1)")
    return parser


def _port(text: str) -> int:
    """Return the port `text` names. Raises `ValueError` where there is none such."""
    if not 0 <= (port := int(text)) < 2**16:
        raise ValueError(text)
    return port


def _serve(house: House, host: str, port: int) -> None:
    ledger = Ledger(house.processes)
    ledger.end_orphans()
    environment = Environment(house, port, dict(os.environ))
    supervisor, interrupt = Supervisor(house.logs, ledger), Interrupt()
    with _listen(host, port) as listening:
        try:
            _open(environment, supervisor, listening.fileno(), interrupt)
            supervisor.watch(until=interrupt)
            print("\nClosing.", flush=True)
        finally:
            supervisor.stop()


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is started, so that a taken one is said at once."""
    try:
        return socket.create_server((host, port), backlog=256)
    except OSError as error:
        reason = os.strerror(error.errno or errno.EINVAL).lower()
        raise Trouble(f"Port {port} cannot be used ({reason}); give another with --port.") from None


def _open(
    environment: Environment, supervisor: Supervisor, listening: int, interrupt: Interrupt
) -> None:
    start_foundations(environment, supervisor)
    os.environ.update(environment.variables())
    environment.house.write_environment(environment.own())
    parts.load_programs()
    _prepare(environment.house, interrupt)
    if interrupt.asked:
        return
    parts.load_pages()
    supervisor.start(parts.web(os.environ, listening))
    for part in (*parts.workers(), parts.beat()):
        supervisor.start(part)
    _wait_for_web(environment.port)
    print(screen(environment), flush=True)


def start_foundations(environment: Environment, supervisor: Supervisor) -> None:
    """Start the embedded database and queues, and wait until both answer."""
    embedded = [part for part in (environment.postgres, environment.valkey) if part]
    started = [(one, one.prepare()) for one in embedded]
    for _, part in started:
        supervisor.start(part)
    for one, _ in started:
        one.wait(supervisor.tend)


def _prepare(house: House, interrupt: Interrupt) -> None:
    """Bring the database and the static files up to date, side by side.

    Raises `Trouble` where either fails.
    """
    log = house.logs / "preparing.log"
    works = [
        Fork(f"preparing {steps[0]}", partial(prepare, steps), speaks=True).start(log)
        for steps in (["fonts", "static"], ["database", "reference", "demo"])
    ]
    while any(work.poll() is None for work in works) and not interrupt.waits(0.5):
        pass
    for work in works:
        if interrupt.asked:
            work.send_signal(signal.SIGTERM)
    statuses = [work.wait() for work in works]
    if any(statuses) and not interrupt.asked:
        raise Trouble(f"The house could not be prepared; the reasons are in {log}.")


def _wait_for_web(port: int, seconds: float = 40) -> None:
    deadline, address = time.monotonic() + seconds, f"http://127.0.0.1:{port}/healthz"
    while time.monotonic() < deadline:
        with suppress(OSError):
            return _ask(address, seconds)
        time.sleep(0.1)
    raise Trouble("The web did not start; its reasons are in log/web.log.")


def _ask(address: str, seconds: float) -> None:
    """Return once there is an answer, though it be that this host is not served."""
    try:
        urllib.request.urlopen(address, timeout=seconds).close()
    except urllib.error.HTTPError as answer:
        if answer.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
