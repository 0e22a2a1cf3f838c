"""One look for free times: the rows are read once, then every start is worked out from them."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

from atelier.house.models import House
from atelier.people.models import Channel, User
from consultations.availability.busy import Taken, full_days, taken
from consultations.availability.rules import advising_of, buffer_of, who_takes
from consultations.availability.spans import Span, common, gaps, merged, steps, without
from consultations.availability.timetable import Met, Timetable
from consultations.availability.wishes import Wish
from consultations.models import BookingRules, Companion, Room

# When, which advisor (their place in the order of names), and in which room.
Start = tuple[int, int, Room | None]


class Search:
    """The rows that answer one wish, and the free starts among them."""

    def __init__(self, wish: Wish) -> None:
        """Read whose rules hold and who could be met."""
        self.wish = wish
        self.house, self.rules = House.current(), BookingRules.current()
        self.people = who_takes(
            wish.channel,
            wish.topic,
            wish.asked_of(),
            for_client=wish.for_client,
            kept=wish.kept_advisor,
        )
        self.buffers = [buffer_of(each, house=self.house) for each in self.people]
        self.bounds = wish.bounds(self.rules)

    def starts(self) -> list[Start]:
        """Return every free start, in order of time and then of the advisors' names."""
        if self.wish.channel == Channel.EMAIL or self.bounds[0] >= self.bounds[1]:
            return []
        return sorted(each for rank in range(len(self.people)) for each in self._starts_of(rank))

    def _starts_of(self, rank: int) -> Iterator[Start]:
        advisor = self.people[rank]
        met = self.timetable.of_advisor(advisor)
        if self.wish.channel != Channel.IN_PERSON:
            windows = merged(span for span, _ in met)
            yield from ((start, rank, None) for start in self._within(windows, rank, []))
            return
        rooms: dict[int, Room] = {}
        at = {place: self._at(place, met) for place in {room.place_id for room in self.rooms}}
        for room in self.rooms:
            taken_room = self.taken[1].get(room.pk, [])
            for start in self._within(at[room.place_id], rank, taken_room):
                rooms.setdefault(start, room)
        yield from ((start, rank, room) for start, room in rooms.items())

    def _at(self, place: int, met: list[Met]) -> list[Span]:
        here = merged(span for span, where in met if where in (None, place))
        return list(common(here, self.timetable.of_places.get(place, [])))

    def _within(self, windows: list[Span], rank: int, room_taken: list[Span]) -> Iterator[int]:
        fitting = [(begins, ends - self.length + 1) for begins, ends in windows]
        possible = self._possible(rank, room_taken)
        return steps(fitting, possible, self.rules.step_minutes * 60)

    def _possible(self, rank: int, room_taken: list[Span]) -> list[Span]:
        """Return the seconds at which advisor and room can begin, whatever their hours."""
        advisor, buffer = self.people[rank], int(self.buffers[rank].total_seconds())
        bounds = max(self.bounds[0], self._earliest(advisor)), self.bounds[1]
        busy = merged([*self._taken_of(advisor), *room_taken])
        free = [(begins + buffer, ends - buffer - self.length + 1) for begins, ends in gaps(busy)]
        return without(list(common(free, [bounds])), self.full.get(advisor.pk, []))

    def _taken_of(self, advisor: User) -> list[Span]:
        """Their own taken time, and that of everybody who comes along."""
        everybody = {advisor.pk, *self._companions}
        return [span for each in everybody for span in self.taken[0].get(each, [])]

    def _earliest(self, advisor: User) -> int:
        return self.wish.earliest(advising_of(advisor), self.rules)

    @cached_property
    def length(self) -> int:
        """How many seconds it takes."""
        return self.wish.seconds(self.rules)

    @cached_property
    def timetable(self) -> Timetable:
        """Everybody's hours and every place's."""
        return Timetable.read(self.people, self._reach, self.house, self.rules)

    @cached_property
    def rooms(self) -> list[Room]:
        """The rooms that could be used, the one it is in now first."""
        rooms = Room.objects.filter(is_active=True, place__is_active=True)
        if self.wish.room:
            rooms = rooms.filter(pk=self.wish.room.pk)
        if self.wish.place:
            rooms = rooms.filter(place=self.wish.place)
        now_in = self.wish.moving.room_id if self.wish.moving else None
        return sorted(rooms, key=lambda room: room.pk != now_in)

    @cached_property
    def taken(self) -> tuple[Taken, Taken]:
        """Whose time, and which rooms', is taken."""
        rooms = self.rooms if self.wish.channel == Channel.IN_PERSON else []
        people = {*(each.pk for each in self.people), *self._companions}
        return taken(people, [room.pk for room in rooms], self._reach, self.wish.present)

    @cached_property
    def full(self) -> Taken:
        """The days on which an advisor has enough; staff may overstep that."""
        if not self.wish.for_client:
            return {}
        caps = {each.pk: self._cap(each) for each in self.people}
        zones = {each.pk: self.timetable.zone_of(each) for each in self.people}
        return full_days(caps, zones, self._reach, self.wish.present)

    def _cap(self, advisor: User) -> int:
        own = advising_of(advisor).daily_cap
        return self.rules.daily_cap if own is None else own

    @cached_property
    def _companions(self) -> list[int]:
        if not self.wish.moving:
            return []
        joined = Companion.objects.filter(appointment=self.wish.moving)
        return list(joined.values_list("advisor_id", flat=True))

    @cached_property
    def _reach(self) -> Span:
        """The bounds, and what a consultation at their very edge would take."""
        widest = int(max(self.buffers, default=timedelta()).total_seconds())
        return self.bounds[0] - widest, self.bounds[1] + self.length + widest
