"""Runs acts at the same moment, each on its own connection."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

from django.db import connection

Act = Callable[[], Any]
_PATIENCE = 60


class NeverTogether(AssertionError):
    """The acts did not all come to the start; the first cause is told."""


def at_once(acts: Sequence[Act], *, workers: int | None = None) -> list[Any]:
    """Run every act in a thread of its own; return what each returned or raised, in order.

    With fewer `workers` than acts the first ones start together and the others follow. Raises
    `NeverTogether` when one of them cannot reach the database: then nothing has raced.
    """
    start = _Start(workers or len(acts))

    def run(number: int, act: Act) -> Any:
        try:
            if not start.reached(number):
                return None
            return act()
        except Exception as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(start.crowd) as pool:
        outcomes = list(pool.map(run, range(len(acts)), acts))
    start.check()
    return outcomes


class _Start:
    """Where the crowd waits for its last; whoever cannot come calls the race off."""

    def __init__(self, crowd: int) -> None:
        self.crowd, self.causes = crowd, list[Exception]()
        self._gate = Barrier(crowd)

    def reached(self, number: int) -> bool:
        try:
            connection.ensure_connection()
            if number < self.crowd:
                self._gate.wait(timeout=_PATIENCE)
        except BrokenBarrierError:
            return False
        except Exception as cause:
            self.causes.append(cause)
            self._gate.abort()
            return False
        return True

    def check(self) -> None:
        if self.causes:
            raise NeverTogether(str(self.causes[0])) from self.causes[0]
        if self._gate.broken:
            raise NeverTogether(f"not everybody came within {_PATIENCE} s")
