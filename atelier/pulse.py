"""Signs of life of workers and beat: keys in Valkey that expire when nobody renews them."""

import logging
import time
from typing import Any

import redis
from celery import bootsteps
from celery.beat import ScheduleEntry, Scheduler
from celery.schedules import schedstate
from django.conf import settings

logger = logging.getLogger(__name__)

# Renewed this often, believed for so long: a frozen process is missed after `LIFETIME` seconds.
INTERVAL, LIFETIME = 2.0, 10


def key_of(part: str) -> str:
    """Return the key under which `part` ("beat", or "queue:NAME") gives its sign of life."""
    return f"pulse:{part}"


def client() -> redis.Redis:
    """Return a client of the broker's Valkey that never waits longer than half a second."""
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True, **settings.IMPATIENT)


def give(connection: redis.Redis, *parts: str) -> None:
    """Say that `parts` live now; a Valkey that is away hears it the next time."""
    try:
        with connection.pipeline(transaction=False) as pipe:
            for part in parts:
                pipe.set(key_of(part), f"{time.time():.3f}", ex=LIFETIME)
            pipe.execute()
    except redis.RedisError as error:
        logger.warning("no sign of life given: %s", error)


class Pulse(bootsteps.StartStopStep):
    """Lets a worker give a sign of life for every queue it serves, while it is connected.

    A step of the consumer: a lost connection clears the timer, and the next one starts it again.
    """

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self._connection = client()

    def start(self, parent: Any) -> None:
        """Begin with the connection to the broker."""
        parent.timer.call_repeatedly(INTERVAL, self._give, (parent.app,), priority=10)
        self._give(parent.app)

    def _give(self, app: Any) -> None:
        give(self._connection, *(f"queue:{name}" for name in app.amqp.queues.consume_from))


class Entry(ScheduleEntry):
    """An entry that is due as soon as beat starts.

    Tasks find their own work in Postgres, so a start catches up on all that was missed.
    """

    def is_due(self) -> Any:
        """Tell whether it is due, and the seconds until it is next."""
        return super().is_due() if self.total_run_count else schedstate(True, 0)


class Beat(Scheduler):
    """A clock that ticks visibly. It keeps nothing on disk, so a kill leaves nothing broken."""

    Entry = Entry

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._connection = client()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Start what is due, give a sign of life, and return the seconds until the next tick."""
        wait: float = super().tick(*args, **kwargs)
        give(self._connection, "beat")
        return min(wait, INTERVAL)
