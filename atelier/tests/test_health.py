"""The two addresses a load balancer asks."""

import time

import pytest
from django.test import Client

from atelier import pulse


def test_process_answers_without_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_names_what_is_away(client: Client) -> None:
    with pulse.client() as valkey:
        valkey.flushdb()
        pulse.give(valkey, "queue:default", "queue:mail", "queue:serials")

    response = client.get("/readyz")

    assert response.status_code == 503
    body = response.json()
    assert (body["database"], body["valkey"], body["worker"], body["beat"]) == (
        True,
        True,
        False,
        False,
    )
    assert body["queues"] == {
        "default": True,
        "mail": True,
        "serials": True,
        "pictures": False,
    }


@pytest.mark.django_db
def test_ready_when_every_part_gave_a_sign(client: Client) -> None:
    with pulse.client() as valkey:
        pulse.give(valkey, "beat", "queue:default", "queue:mail", "queue:serials", "queue:pictures")

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["ready"] is True


@pytest.mark.django_db
def test_ready_without_valkey_answers_within_two_seconds(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    started = time.monotonic()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["valkey"] is False
    assert time.monotonic() - started < 2
