"""A cache that is worth less than the page: when Valkey is away, nothing is remembered."""

import logging
from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

logger = logging.getLogger(__name__)


class _Quick(RedisCacheClient):
    """Django's, but that it makes its client once and sends many values in one go."""

    _serializer: Any

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Return the client; to make it anew takes longer than Valkey takes to answer."""
        return self._one

    @cached_property
    def _one(self) -> Any:
        return super().get_client(write=True)

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        """Write all values in one trip, each with its end."""
        pipeline = self._one.pipeline(transaction=False)
        for key, value in data.items():
            pipeline.set(key, self._serializer.dumps(value), ex=timeout)
        pipeline.execute()


def _forgiving(method: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    original = getattr(_Quick, method)

    @wraps(original)
    def call(self: _Quick, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(self, *args, **kwargs)
        except (redis.ConnectionError, redis.TimeoutError) as error:
            logger.warning("the cache is away: %s", error)
            return otherwise(*args, **kwargs)

    return call


class _Client(_Quick):
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
