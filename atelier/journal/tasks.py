"""Sends what waits in the outbox, and starts what waits for an event.

Waking is only a courtesy: the row in Postgres is the promise and the sweep on beat keeps it. So a
broker that is dead or frozen is noted and then left alone for a while.
"""

import logging
import time

from celery import current_app, shared_task
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from atelier.journal import sending
from atelier.schedule import WAKES

logger = logging.getLogger(__name__)

SEND_WAITING = "journal.send_waiting"
# A wake that waited longer than this has been overtaken by the sweep.
WAKE_EXPIRES = 60
# After a failure this process wakes nobody for so long: each try may cost a page its timeout.
QUIET_SECONDS = 30
_quiet_until = 0.0


@shared_task(
    name=SEND_WAITING,
    soft_time_limit=sending.SOFT_SECONDS,
    time_limit=sending.HARD_SECONDS,
)
def send_waiting() -> None:
    """Send every mail that is due."""
    sending.send_waiting()


def wake(kind: str) -> None:
    """Start the task that waits for events of this kind, if there is one; never raises."""
    if kind in WAKES:
        _start(WAKES[kind])


def wake_sender() -> None:
    """Start the sender now; never raises."""
    _start(SEND_WAITING)


def _start(task: str) -> None:
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        current_app.send_task(task, expires=WAKE_EXPIRES, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("%s was not woken, its sweep will find the work: %s", task, error)
