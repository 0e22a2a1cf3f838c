"""Counts tries in Valkey, one atomic step each, so that a burst cannot slip past the limit."""

import time

from django.core.cache import cache


def allow(action: str, key: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `action` by `key`; tell whether it is within `limit` per `seconds`.

    The window is fixed: it begins anew every `seconds`.
    """
    window = int(time.time()) // seconds
    name = f"throttle:{action}:{key}:{window}"
    cache.add(name, 0, timeout=seconds)
    try:
        return cache.incr(name) <= limit
    except ValueError:
        # It ran out between the two steps: a new window has begun.
        return True
