"""Where everything stands: a pure function from what was read to columns, rows and blocks.

A grid's row is five minutes; a day is a page's own, from its first whole hour shown to its last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from atelier.office.diary.runs import APART, runs, thin
from atelier.office.diary.things import Block, Column, Free, Taken
from consultations.availability import Slot
from consultations.models import Room

# When each column's owner can be met, by the column's key.
Hours = Mapping[str, Sequence[tuple[datetime, datetime]]]
_ROW_MINUTES = 5
_HOUR = 60 // _ROW_MINUTES
_LONGEST = timedelta(minutes=45)
_USUAL = (9, 18)


@dataclass(frozen=True)
class Span:
    """Rows of the grid, from the first one until before the second."""

    start: int
    end: int


@dataclass(frozen=True)
class Placed:
    """A thing with its rows; a block also with those of its buffers."""

    thing: Block | Free
    rows: Span
    around: Span | None = None


@dataclass(frozen=True)
class Stretch:
    """Free starts without a gap, and the end of the last."""

    slots: tuple[Slot, ...]
    starts: datetime
    ends: datetime
    theirs: str = ""

    kind = "stretch"

    @property
    def slot(self) -> Slot:
        """The first of them."""
        return self.slots[0]


@dataclass(frozen=True)
class Lane:
    """One column of one day, in order of time; `open` are the rows of its hours."""

    column: Column
    day: date
    note: str
    blocks: tuple[Block, ...]
    frees: tuple[Free, ...]
    stretches: tuple[Stretch, ...]
    hours: tuple[tuple[datetime, datetime], ...]
    placed: tuple[Placed, ...] = ()
    open: tuple[Span, ...] = ()
    now: int | None = None

    @property
    def key(self) -> str:
        """A word that is this lane's alone on its page."""
        return f"{self.column.key}-{self.day:%m%d}"

    @property
    def listed(self) -> list[Block | Stretch]:
        """What a list shows: blocks and stretches of free time, in order."""
        things: list[Block | Stretch] = [*self.blocks, *self.stretches]
        return sorted(things, key=lambda each: each.starts)


@dataclass(frozen=True)
class Board:
    """The whole page: days of lanes, and the hours beside them with their rows."""

    zone: ZoneInfo
    days: tuple[tuple[date, tuple[Lane, ...]], ...]
    hours: tuple[tuple[int, int], ...]
    rows: int
    first_hour: int
    holidays: Mapping[date, str]

    @property
    def lanes(self) -> list[Lane]:
        """Every lane, day after day."""
        return [lane for _, lanes in self.days for lane in lanes]


def lay_out(
    *,
    days: Sequence[date],
    columns: Sequence[Column],
    taken: Sequence[Taken],
    slots: Sequence[Slot],
    hours: Hours,
    zone: ZoneInfo,
    now: datetime,
    holidays: Mapping[date, str] | None = None,
) -> Board:
    """Return the board of `days` on the clock of `zone`; a column of one day stands there only."""
    bare = [
        _bare(column, day, taken, slots, hours.get(column.key, ()), zone)
        for day in days
        for column in columns
        if column.day in (None, day)
    ]
    first, last = _hours(bare)
    placed = [_place(lane, first, last, now.astimezone(zone)) for lane in bare]
    return Board(
        zone=zone,
        holidays=holidays or {},
        days=tuple((day, tuple(lane for lane in placed if lane.day == day)) for day in days),
        hours=tuple((hour, (hour - first) * _HOUR) for hour in range(first, last)),
        rows=(last - first) * _HOUR,
        first_hour=first,
    )


def _bare(
    column: Column,
    day: date,
    taken: Sequence[Taken],
    slots: Sequence[Slot],
    hours: Sequence[tuple[datetime, datetime]],
    zone: ZoneInfo,
) -> Lane:
    blocks = [_block(column, each, zone) for each in taken if column.owns(each)]
    here = sorted((b for b in blocks if b.starts.date() == day), key=lambda b: (b.starts, b.ends))
    mine = [s for s in slots_of(column, slots, taken) if s.starts_at.astimezone(zone).date() == day]
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return Lane(
        column=column,
        day=day,
        note=column.note(noon, zone),
        blocks=tuple(_side_by_side(here)),
        frees=tuple(_frees(column, mine, zone)),
        stretches=tuple(_stretches(column, mine, zone)),
        hours=tuple(_on(day, hours, zone)),
    )


def _on(
    day: date, hours: Sequence[tuple[datetime, datetime]], zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the hours that touch a day, on the page's clock."""
    for begins, ends in hours:
        here = begins.astimezone(zone), ends.astimezone(zone)
        if here[0].date() <= day <= here[1].date():
            yield here


def slots_of(column: Column, slots: Sequence[Slot], taken: Sequence[Taken]) -> list[Slot]:
    """Return a column's free times; a room's are those of any advisor, once each."""
    if not isinstance(column.owner, Room):
        return [slot for slot in slots if slot.advisor.pk == column.owner.pk]
    return list(_in_room(column.owner, slots, [each for each in taken if column.owns(each)]))


def _in_room(room: Room, slots: Sequence[Slot], taken: Sequence[Taken]) -> Iterator[Slot]:
    seen = set()
    for slot in slots:
        same_place = slot.room is not None and slot.room.place_id == room.place_id
        if slot.starts_at in seen or not same_place or any(_meet(slot, each) for each in taken):
            continue
        seen.add(slot.starts_at)
        yield Slot(slot.starts_at, slot.ends_at, slot.busy, slot.advisor, room)


def _meet(slot: Slot, taken: Taken) -> bool:
    booked = getattr(taken, "status", "booked") == "booked"
    return booked and slot.busy.lower < taken.busy.upper and taken.busy.lower < slot.busy.upper


def _block(column: Column, taken: Taken, zone: ZoneInfo) -> Block:
    return Block(
        taken=taken,
        starts=taken.starts_at.astimezone(zone),
        ends=taken.ends_at.astimezone(zone),
        theirs=column.clock(taken.starts_at, zone),
        before=taken.starts_at - taken.busy.lower,
        after=taken.busy.upper - taken.ends_at,
    )


def _side_by_side(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks that overlap a track each; what was held early may meet what came after."""
    for cluster in _clusters(blocks):
        ends: list[datetime] = []
        tracks = []
        for block in cluster:
            free = [number for number, end in enumerate(ends) if end <= block.starts]
            track = free[0] if free else len(ends)
            ends[track : track + 1] = [block.ends]
            tracks.append(track + 1)
        yield from (
            block.beside(track, len(ends)) for block, track in zip(cluster, tracks, strict=True)
        )


def _clusters(blocks: Iterable[Block]) -> list[list[Block]]:
    clusters: list[list[Block]] = []
    until = None
    for block in blocks:
        if until is None or block.starts >= until:
            clusters.append([])
            until = block.ends
        clusters[-1].append(block)
        until = max(until, block.ends)
    return clusters


def _frees(column: Column, slots: Sequence[Slot], zone: ZoneInfo) -> Iterator[Free]:
    shown = [run for stretch in runs(slots) for run in thin(stretch)]
    for slot, following in zip_longest(shown, shown[1:]):
        starts = slot.starts_at.astimezone(zone)
        until = min(starts + APART, slot.ends_at.astimezone(zone))
        if following and following.starts_at - slot.starts_at <= _LONGEST:
            until = following.starts_at.astimezone(zone)
        yield Free(slot, starts, until, column.clock(slot.starts_at, zone))


def _stretches(column: Column, slots: Sequence[Slot], zone: ZoneInfo) -> Iterator[Stretch]:
    for run in runs(slots):
        starts, ends = run[0].starts_at.astimezone(zone), run[-1].ends_at.astimezone(zone)
        yield Stretch(tuple(run), starts, ends, column.clock(run[0].starts_at, zone))


def _hours(lanes: Iterable[Lane]) -> tuple[int, int]:
    """Return the first hour the page shows, and the one it ends before."""
    first, last = _USUAL
    for lane in lanes:
        seen = [(each.starts, each.ends) for each in lane.listed]
        for starts, ends in (*seen, *lane.hours):
            first = min(first, starts.hour if starts.date() == lane.day else 0)
            over = ends.date() > lane.day
            last = max(last, 24 if over else ends.hour + bool(ends.minute))
    return first, last


def _place(lane: Lane, first: int, last: int, now: datetime) -> Lane:
    """Return a lane with the rows of everything in it."""
    window = _Window(lane.day, first, last)
    things: list[Block | Free] = [*lane.blocks, *lane.frees]
    things.sort(key=lambda each: each.starts)
    return replace(
        lane,
        placed=tuple(window.place(each) for each in things),
        open=tuple(window.span(*each) for each in lane.hours),
        now=window.row(now) if now.date() == lane.day and first <= now.hour < last else None,
    )


@dataclass(frozen=True)
class _Window:
    """The hours of one day that the page shows."""

    day: date
    first: int
    last: int

    def place(self, thing: Block | Free) -> Placed:
        if isinstance(thing, Free):
            return Placed(thing, self.span(thing.starts, thing.until))
        around = self.span(thing.starts - thing.before, thing.ends + thing.after)
        has_buffer = bool(thing.before + thing.after)
        return Placed(thing, self.span(thing.starts, thing.ends), around if has_buffer else None)

    def span(self, starts: datetime, ends: datetime) -> Span:
        """Return the rows between two moments, as far as they are shown; at least one."""
        rows = (self.last - self.first) * _HOUR
        start = min(max(self.row(starts), 0), rows - 1)
        return Span(start, max(min(self.row(ends), rows), start + 1))

    def row(self, at: datetime) -> int:
        """Return the row in which a moment's clock stands; another day's lies outside."""
        minutes = (at.date() - self.day).days * 24 * 60 + (at.hour - self.first) * 60 + at.minute
        return minutes // _ROW_MINUTES
