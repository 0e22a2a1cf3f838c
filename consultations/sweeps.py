"""How a sweep goes through what it found: one thing that cannot be done holds up no other."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from atelier.journal.refusals import Refusal

logger = logging.getLogger(__name__)
Found = TypeVar("Found")


def each_alone(act: Callable[[Found], bool], found: Iterable[Found]) -> int:
    """Do every one of `found` and return how many were done; see `alone`."""
    return sum(alone(act, each) for each in found)


def alone(act: Callable[[Found], bool], each: Found) -> bool:
    """Do this one and tell whether it was done.

    What is refused, as a mail to an address that is none, is written down for whoever keeps the
    house, and left for the next sweep.
    """
    try:
        return act(each)
    except Refusal:
        logger.exception("%r could not be done", each)
        return False
