"""What a visitor sees while a part of the house is away."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from atelier.cache import Cache


@pytest.fixture
def no_database(transactional_db: None) -> Iterator[None]:
    """Point the connection at a port where nobody listens."""
    known = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
    yield
    connection.close()
    connection.settings_dict |= known


@pytest.mark.usefixtures("no_database")
def test_without_a_database_a_page_says_so_within_two_seconds() -> None:
    started = time.monotonic()

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert b"We will be back in a moment" in response.content
    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("no_database")
def test_without_a_database_the_process_is_well_and_not_ready(client: Client) -> None:
    assert client.get("/healthz").status_code == 200

    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (503, False)


def test_a_cache_that_is_away_remembers_nothing_and_breaks_nothing() -> None:
    away = Cache("redis://127.0.0.1:1/0", {})

    away.set("a", 1)

    assert away.get("a", "nothing") == "nothing"
    assert away.add("a", 1) is True
    assert away.incr("a") == 1
    assert away.get_many(["a"]) == {}
    assert away.delete("a") is False


def test_the_cache_counts() -> None:
    cache = caches["default"]
    cache.delete("count")

    assert cache.add("count", 1) is True
    assert cache.add("count", 1) is False
    assert cache.incr("count") == 2
