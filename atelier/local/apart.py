"""A pytest plugin: each of the parallel test processes works in Valkey databases of its own.

It sets the environment before Django reads it; pytest-django keeps the Postgres databases apart.
"""

import os
import re


def _number() -> int:
    """Return which of the parallel processes this is: 1, 2 …; the one that shares them out is 0."""
    found = re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", ""))
    return int(found[1]) + 1 if found else 0


def _with_database(url: str, number: int) -> str:
    return f"{url.rpartition('/')[0]}/{number}"


os.environ["REDIS_URL"] = _with_database(os.environ["REDIS_URL"], 2 * _number())
os.environ["CACHE_URL"] = _with_database(os.environ["REDIS_URL"], 2 * _number() + 1)
os.environ["MEDIA"] = os.path.join(os.environ["ATELIER_DATA"], "media", str(_number()))
