"""A house for the tests that kill it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from atelier.local.stack import CARELESS, EMPTY, Stack


@pytest.fixture(scope="session")
def one_house(houses: list[Stack]) -> Iterator[Stack]:
    """Make a house without the demo, which tests close and kill as they like."""
    with TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        stack = Stack(Path(place), extra={**EMPTY, "POSTGRES_SETTINGS": CARELESS})
        houses.append(stack)
        yield stack
        stack.close()


@pytest.fixture
def house(one_house: Stack) -> Stack:
    """Open it, where the test before has closed it."""
    if one_house.process is None or one_house.process.poll() is not None:
        one_house.open()
    return one_house
