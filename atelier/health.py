"""Says truthfully whether the house can work, and never takes longer than two seconds."""

import select
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg2
import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from psycopg2 import extensions

from atelier import pulse

# Seconds for the database's answer; Valkey has half a second (`pulse.client`).
_PATIENCE = 1.0


@require_safe
@never_cache
def process(request: HttpRequest) -> HttpResponse:
    """Answer while this process can answer; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Tell of the database, Valkey, a worker for every queue, and beat; 503 if one is away."""
    pulses = _pulses()
    workers = {queue: bool(pulses and pulses[queue]) for queue in settings.QUEUES}
    last_tick = pulses["beat"] if pulses else None
    parts = {"database": _database_answers(), "valkey": pulses is not None}
    parts |= {"worker": all(workers.values()), "beat": last_tick is not None}
    body = {"ready": all(parts.values()), **parts, "queues": workers, "last_tick": last_tick}
    return JsonResponse(body, status=200 if body["ready"] else 503)


def _pulses() -> dict[str, str | None] | None:
    """Return when each queue's worker, and beat, last gave a sign; None without Valkey."""
    keys = [*(f"queue:{name}" for name in settings.QUEUES), "beat"]
    try:
        with pulse.client() as valkey:
            signs: Any = valkey.mget([pulse.key_of(key) for key in keys])
    except redis.RedisError:
        return None
    return {
        key.removeprefix("queue:"): _moment(sign) for key, sign in zip(keys, signs, strict=True)
    }


def _moment(sign: str | None) -> str | None:
    return datetime.fromtimestamp(float(sign), UTC).isoformat() if sign else None


def _database_answers() -> bool:
    """Ask over a fresh connection that can be left waiting: a frozen server never says no."""
    deadline = time.monotonic() + _PATIENCE
    try:
        with closing(_connect_without_waiting()) as asked:
            _await(asked, deadline)
            cursor = asked.cursor()
            cursor.execute("SELECT 1")
            _await(asked, deadline)
            return bool(cursor.fetchone() == (1,))
    except (psycopg2.Error, TimeoutError):
        return False


def _connect_without_waiting() -> extensions.connection:
    own = {"cursor_factory", "client_encoding"}
    parameters = connection.get_connection_params()
    return psycopg2.connect(
        **{name: value for name, value in parameters.items() if name not in own}, async_=True
    )


def _await(asked: extensions.connection, deadline: float) -> None:
    """Wait until `asked` is ready. Raises `TimeoutError` at `deadline` (monotonic seconds)."""
    while (state := asked.poll()) != extensions.POLL_OK:
        reading = [asked] if state == extensions.POLL_READ else []
        writing = [asked] if state == extensions.POLL_WRITE else []
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not any(select.select(reading, writing, [], remaining)):
            raise TimeoutError
