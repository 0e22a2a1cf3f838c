"""A cache that is worth less than the page: when Valkey is away, nothing is remembered."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

logger = logging.getLogger(__name__)


def _forgiving(method: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    original = getattr(RedisCacheClient, method)

    @wraps(original)
    def call(self: RedisCacheClient, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(self, *args, **kwargs)
        except (redis.ConnectionError, redis.TimeoutError) as error:
            logger.warning("the cache is away: %s", error)
            return otherwise(*args, **kwargs)

    return call


class _Client(RedisCacheClient):
    """Answers as an empty cache does while Valkey is away."""

    get = _forgiving("get", lambda key, default=None: default)
    get_many = _forgiving("get_many", lambda keys: {})
    has_key = _forgiving("has_key", lambda key: False)
    add = _forgiving("add", lambda *args: True)
    set = _forgiving("set", lambda *args: None)
    set_many = _forgiving("set_many", lambda *args: None)
    touch = _forgiving("touch", lambda *args: False)
    delete = _forgiving("delete", lambda key: False)
    delete_many = _forgiving("delete_many", lambda keys: None)
    # What has just been added counts from one.
    incr = _forgiving("incr", lambda key, delta: delta)


class Cache(RedisCache):
    """Django's Redis cache, forgiving."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
