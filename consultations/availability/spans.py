"""Stretches of time as pairs of whole seconds since 1970, the end left out; sorted lists of them.

Seconds of UTC know no daylight saving: an hour is always 3,600 of them.
"""

from collections.abc import Iterable, Iterator

Span = tuple[int, int]
FOREVER: Span = (-(2**62), 2**62)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same time in order, with what overlaps or touches made one."""
    whole: list[Span] = []
    for begins, ends in sorted(spans):
        if whole and begins <= whole[-1][1]:
            if ends > whole[-1][1]:
                whole[-1] = (whole[-1][0], ends)
        elif begins < ends:
            whole.append((begins, ends))
    return whole


def gaps(taken: Iterable[Span]) -> list[Span]:
    """Return all the time that `taken` leaves; `taken` is merged."""
    free, begins = [], FOREVER[0]
    for first, last in taken:
        free.append((begins, first))
        begins = last
    return [*free, (begins, FOREVER[1])]


def common(some: list[Span], others: list[Span]) -> Iterator[Span]:
    """Yield the time in both; each list is in order and free of overlaps."""
    one = other = 0
    while one < len(some) and other < len(others):
        begins = max(some[one][0], others[other][0])
        ends = min(some[one][1], others[other][1])
        if begins < ends:
            yield begins, ends
        if some[one][1] < others[other][1]:
            one += 1
        else:
            other += 1


def without(some: list[Span], holes: list[Span]) -> list[Span]:
    """Return `some` less the time of `holes`."""
    if not holes:
        return some
    return list(common(some, gaps(merged(holes))))


def steps(windows: Iterable[Span], possible: list[Span], step: int) -> Iterator[int]:
    """Yield each moment of `possible` that is whole steps after the beginning of its window.

    Both are in order and free of overlaps.
    """
    first = 0
    for begins, ends in windows:
        while first < len(possible) and possible[first][1] <= begins:
            first += 1
        at = first
        while at < len(possible) and possible[at][0] < ends:
            start = max(begins, possible[at][0])
            start += (begins - start) % step
            yield from range(start, min(ends, possible[at][1]), step)
            at += 1
