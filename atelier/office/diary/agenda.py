"""The diary's board as a list of days, across its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from atelier.office.diary.layout import Board, Lane
from atelier.office.diary.things import Block


@dataclass(frozen=True)
class AgendaDay:
    """One day as a list: what is taken, each once with its column's title, and what is free."""

    day: date
    blocks: tuple[tuple[Block, str], ...]
    frees: tuple[Lane, ...]


def agenda(board: Board) -> list[AgendaDay]:
    """Return the board as a list of days, across its columns."""
    return [_agenda_day(day, lanes) for day, lanes in board.days]


def _agenda_day(day: date, lanes: Sequence[Lane]) -> AgendaDay:
    found: dict[tuple[str, int], tuple[Block, list[str]]] = {}
    for lane in lanes:
        for block in lane.blocks:
            key = (type(block.taken).__name__, block.taken.pk)
            found.setdefault(key, (block, []))[1].append(lane.column.title)
    blocks = sorted(found.values(), key=lambda each: each[0].starts)
    return AgendaDay(
        day=day,
        blocks=tuple((block, ", ".join(titles)) for block, titles in blocks),
        frees=tuple(lane for lane in lanes if lane.frees),
    )
