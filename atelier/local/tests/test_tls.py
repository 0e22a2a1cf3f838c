"""A connection whose other end falls silent."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from atelier.local import tls
from atelier.local.authority import Authority


@pytest.fixture
def ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ssl.SSLSocket, ...]]:
    """Both ends of a connection, the house's first; hands were shaken."""
    monkeypatch.setattr(tls, "_SILENT_SECONDS", 0.2)
    authority = Authority.of(tmp_path / "lan", ["shop.local"], "Atelier")
    authority.certify(["shop.local"])
    conf = SimpleNamespace(certfile=str(authority.certificate))
    context = tls.ssl_context(conf, ssl.create_default_context)
    here, there = socket.socketpair()
    met: list[ssl.SSLSocket] = []
    house = Thread(target=lambda: met.append(context.wrap_socket(here, server_side=True)))
    house.start()
    trusting = ssl.create_default_context(cadata=authority.der)
    with closing(trusting.wrap_socket(there, server_hostname="shop.local")) as tablet:
        house.join()
        with closing(met[0]):
            yield met[0], tablet


def test_who_falls_silent_in_mid_request_keeps_no_thread(ends: tuple[ssl.SSLSocket, ...]) -> None:
    house, tablet = ends
    tablet.sendall(b"POST /bench/")
    assert house.recv(20) == b"POST /bench/"
    with pytest.raises(TimeoutError):
        house.recv(20)


def test_nor_in_a_later_request_of_the_same_connection(ends: tuple[ssl.SSLSocket, ...]) -> None:
    """gunicorn makes the socket wait for nothing between two requests, and for ever in each."""
    house, tablet = ends
    house.setblocking(False)
    with pytest.raises(ssl.SSLWantReadError):
        house.recv(20)
    house.setblocking(True)
    tablet.sendall(b"GET")
    assert house.recv(20) == b"GET"
    with pytest.raises(TimeoutError):
        house.recv(20)
