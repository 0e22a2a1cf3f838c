"""Parts that are killed or frozen while the house is open."""

import http.client
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlencode

import psutil
import pytest
import redis

from atelier.local.stack import Stack

pytestmark = pytest.mark.stack


def _until(true: Callable[[], bool], seconds: float) -> float:
    """Wait for `true`; return the seconds it took. Fails after `seconds`."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds
        time.sleep(0.2)
    return time.monotonic() - started


def _ready(house: Stack) -> dict[str, object]:
    return dict(json.loads(house.get("/readyz")[1]))


def test_postgres_killed_is_back_within_five_seconds_with_everything(house: Stack) -> None:
    with house.sql() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept_by_postgres (number int)")
        cursor.execute("TRUNCATE kept_by_postgres")
        cursor.execute("INSERT INTO kept_by_postgres SELECT generate_series(1, 100)")

    house.part("postgres").kill()
    started = time.monotonic()
    while_away = house.get("/")[0]
    seconds = time.monotonic() - started
    _until(lambda: house.get("/readyz")[0] == 200, 5)

    assert while_away in (200, 503)
    assert seconds < 2
    assert house.get("/")[0] == 200
    with house.sql() as cursor:
        cursor.execute("SELECT count(*) FROM kept_by_postgres")
        assert cursor.fetchone() == (100,)


def test_valkey_killed_keeps_what_was_queued(house: Stack) -> None:
    with redis.Redis.from_url(house.environment["REDIS_URL"]) as valkey:
        valkey.delete("kept")
        for number in range(200):
            valkey.rpush("kept", number)

    house.part("valkey-server").kill()
    page = house.get("/")[0]
    house.wait_until_ready()

    assert page == 200
    with redis.Redis.from_url(house.environment["REDIS_URL"]) as valkey:
        assert valkey.llen("kept") == 200


def test_a_worker_killed_is_replaced(house: Stack) -> None:
    killed = house.part("atelier worker")

    killed.kill()
    _until(lambda: house.replaced(killed, "atelier worker"), 5)

    house.wait_until_ready(20)


def test_a_web_killed_is_replaced(house: Stack) -> None:
    killed = house.part("atelier web")
    orphans = killed.children()

    killed.kill()
    _until(lambda: house.replaced(killed, "atelier web"), 10)
    # What the killed one had begun still answers, and goes: only then is it the new one.
    psutil.wait_procs(orphans, timeout=10)

    house.wait_until_ready()
    assert house.get("/healthz") == (200, "ok\n")


def _begin_a_request(house: Stack) -> str:
    """Send the first answers of a request; return the address of its next step, "" if cut off."""
    token = "a" * 32
    body = urlencode({"csrfmiddlewaretoken": token, "wearer": "partner", "occasion": "anniversary"})
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    asked = http.client.HTTPConnection("localhost", house.port, timeout=20)
    try:
        asked.request("POST", "/request/", body, headers)
        answer = asked.getresponse()
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        asked.close()
    assert answer.status == 302
    return str(answer.headers["Location"])


def test_web_workers_killed_under_writes_lose_nothing_they_acknowledged(house: Stack) -> None:
    acknowledged = []
    for _ in range(3):
        with ThreadPoolExecutor(4) as crowd:
            sent = as_completed([crowd.submit(_begin_a_request, house) for _ in range(40)])
            acknowledged += [next(sent).result() for _ in range(8)]
            house.part("atelier web").children()[0].kill()
            acknowledged += [each.result() for each in sent]
    kept = {address.split("/")[2] for address in acknowledged if address}

    with house.sql() as cursor:
        cursor.execute("SELECT public_id::text FROM orders_commission")
        stored = {row[0] for row in cursor.fetchall()}
    assert len(kept) == len([address for address in acknowledged if address]) > 60
    assert kept <= stored
    house.wait_until_ready()


def test_a_frozen_valkey_is_told_at_once_and_pages_still_answer(house: Stack) -> None:
    frozen = house.part("valkey-server")
    frozen.suspend()
    try:
        started = time.monotonic()
        status, body = house.get("/readyz")
        seconds = time.monotonic() - started
        page = house.get("/")[0]
    finally:
        frozen.resume()

    assert (status, json.loads(body)["valkey"], json.loads(body)["database"]) == (503, False, True)
    assert seconds < 2
    assert page == 200
    house.wait_until_ready()


def test_a_frozen_postgres_is_told_at_once(house: Stack) -> None:
    frozen = house.part("postgres")
    frozen.suspend()
    try:
        started = time.monotonic()
        status, body = house.get("/readyz")
        seconds = time.monotonic() - started
    finally:
        frozen.resume()

    assert (status, json.loads(body)["database"]) == (503, False)
    assert seconds < 2
    house.wait_until_ready()


def test_a_frozen_worker_and_a_frozen_beat_are_missed(house: Stack) -> None:
    frozen = [house.part("atelier worker"), house.part("atelier beat")]
    for process in frozen:
        process.suspend()
    try:
        _until(lambda: not (_ready(house)["worker"] or _ready(house)["beat"]), 15)
        said = _ready(house)
    finally:
        for process in frozen:
            process.resume()

    assert said["queues"] == {
        "default": False,
        "mail": False,
        "serials": False,
        "pictures": True,
    }
    house.wait_until_ready()
