"""`bin/serve`: opens the house, keeps it open, closes it."""

import argparse
import errno
import os
import signal
import socket
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path

from atelier.local import parts
from atelier.local.environment import Environment
from atelier.local.house import House
from atelier.local.lan import Lan, lan_of
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
    given = dict(os.environ)
    house = House(Path(given.get("ATELIER_DATA") or BASE / "var").resolve())
    house.prepare()
    environment = Environment(house, asked.port, given, _lan(asked, house, given))
    environment.check()
    note = f"process {os.getpid()} serves it at {environment.site}; stop that one first."
    with house.occupied(note):
        moved = _serve(environment, asked.host or ("0.0.0.0" if environment.lan else "127.0.0.1"))
    if moved:
        print("This machine has another address now. Opening again.", flush=True)
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], given)


def _lan(asked: argparse.Namespace, house: House, given: Mapping[str, str]) -> Lan | None:
    """Return how the shop's network reaches the house, where that is asked for."""
    if asked.lan is None:
        return None
    if given.get("SITE_URL"):
        raise Trouble("SITE_URL and --lan both say where the house is; give one of them.")
    return lan_of(house.lan, asked.lan, port=asked.https_port, door=asked.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/serve", description="Serves the whole house.")
    port = partial(parser.add_argument, type=int, choices=range(65536), metavar="PORT")
    port("--port", default=os.environ.get("PORT") or "8000", help="the web's port (8000)")
    parser.add_argument(
        "--host",
        default=os.environ.get("HOST"),
        help="the web's address (127.0.0.1; with --lan 0.0.0.0)",
    )
    parser.add_argument(
        "--lan",
        nargs="?",
        const="",
        metavar="NAME",
        help="serve the shop's network over HTTPS, by this name or address or the machine's own",
    )
    https = os.environ.get("HTTPS_PORT") or "8443"
    port("--https-port", default=https, help="the port of HTTPS with --lan (8443)")
    return parser


def _serve(environment: Environment, host: str) -> bool:
    """Serve until asked to stop; tell whether it is to open again, at another address."""
    ledger, lan = Ledger(environment.house.processes), environment.lan
    ledger.end_orphans()
    if lan:
        lan.certify()
    supervisor, interrupt = Supervisor(environment.house.logs, ledger), Interrupt()
    with ExitStack() as open_ports:
        listening = [
            open_ports.enter_context(_listen(host, port, option))
            for option, port in environment.ports.items()
        ]
        try:
            _open(environment, supervisor, listening, interrupt)
            supervisor.watch(until=interrupt, moved=lan.has_moved if lan else _stays)
            print("\nClosing.", flush=True)
        finally:
            supervisor.stop()
    return not interrupt.asked


def _stays() -> bool:
    return False


def _listen(host: str, port: int, option: str) -> socket.socket:
    """Take the port before anything is started, so that a taken one is said at once."""
    try:
        return socket.create_server((host, port), backlog=256)
    except OSError as error:
        reason = os.strerror(error.errno or errno.EINVAL).lower()
        raise Trouble(
            f"Port {port} cannot be used ({reason}); give another with {option}."
        ) from None


def _open(
    environment: Environment,
    supervisor: Supervisor,
    listening: list[socket.socket],
    interrupt: Interrupt,
) -> None:
    start_foundations(environment, supervisor)
    os.environ.update(environment.variables())
    environment.house.write_environment(environment.own())
    parts.load_programs()
    _prepare(environment.house, interrupt)
    if interrupt.asked:
        return
    parts.load_pages()
    lan = environment.lan
    certificate = lan.authority.certificate if lan else None
    supervisor.start(parts.web(os.environ, listening[0].fileno(), certificate))
    doors = [parts.door(listening[1].fileno())] if lan else []
    for part in (*doors, *parts.workers(), parts.beat()):
        supervisor.start(part)
    _wait_for_web(listening[0], lan)
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


def _wait_for_web(listening: socket.socket, lan: Lan | None, seconds: float = 40) -> None:
    deadline, (host, port) = time.monotonic() + seconds, listening.getsockname()
    reachable = "127.0.0.1" if host == "0.0.0.0" else host
    address = f"http{'s' if lan else ''}://{reachable}:{port}/healthz"
    trusted = ssl.create_default_context(cadata=lan.authority.der) if lan else None
    while time.monotonic() < deadline:
        with suppress(OSError):
            return _ask(address, seconds, trusted)
        time.sleep(0.1)
    raise Trouble("The web did not start; its reasons are in log/web.log.")


def _ask(address: str, seconds: float, trusted: ssl.SSLContext | None) -> None:
    """Return once there is an answer, though it be that this host is not served."""
    try:
        urllib.request.urlopen(address, timeout=seconds, context=trusted).close()
    except urllib.error.HTTPError as answer:
        if answer.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
