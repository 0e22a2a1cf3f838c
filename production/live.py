"""The number that tells a polling tablet whether anything changed, kept in Valkey.

A poll that finds the number it knows is answered 304 without a query. The number is no truth:
when it is lost, tablets read the list once more, and every minute they read it anyway.
"""

import logging
import time

from django.core.cache import cache
from django.db import transaction

KEY = "bench:version"
REREAD_SECONDS = 60

log = logging.getLogger(__name__)


def tell_tablets() -> None:
    """Let every polling tablet read again once the change is committed."""
    transaction.on_commit(_count, robust=True)


def version() -> str:
    """Return the present version of everything at the bench, or "" when Valkey is away."""
    try:
        counted = cache.get(KEY)
        if counted is None:
            cache.add(KEY, counted := time.time_ns(), timeout=None)
    except OSError:
        log.warning("valkey does not answer: tablets read the list at every poll")
        return ""
    return f"{counted}-{int(time.time()) // REREAD_SECONDS}"


def _count() -> None:
    # Not incr(): a lost key would raise, and two new keys must never be alike.
    cache.set(KEY, time.time_ns(), timeout=None)
