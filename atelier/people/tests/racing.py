"""Runs acts at the same moment, each on its own connection."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

Act = Callable[[], Any]


def at_once(acts: Sequence[Act], *, workers: int | None = None) -> list[Any]:
    """Run every act in a thread of its own; return what each returned or raised, in order.

    With fewer `workers` than acts the first ones start together and the others follow.
    """
    crowd = workers or len(acts)
    gate = Barrier(crowd)

    def run(number: int, act: Act) -> Any:
        try:
            connection.ensure_connection()
            if number < crowd:
                gate.wait(timeout=30)
            return act()
        except Exception as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        return list(pool.map(run, range(len(acts)), acts))
