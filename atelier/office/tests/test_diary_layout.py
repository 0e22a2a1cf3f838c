"""Where everything stands in the diary: exact rows, from plain objects, without a database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from atelier.office.diary.agenda import agenda
from atelier.office.diary.layout import Board, Span, lay_out
from atelier.office.diary.things import Column
from atelier.people.models import Client, User
from consultations.availability import Slot
from consultations.models import Appointment, Companion, Hold, Place, Room

NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
TUESDAY = date(2026, 11, 24)
INES, ODILE = User(pk=1, name="Ines Valois"), User(pk=2, name="Odile Marchand")
COLUMNS = [Column(INES, "Ines Valois", NEW_YORK), Column(ODILE, "Odile Marchand", PARIS)]


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    """A moment on the house's clock."""
    there = datetime(day.year, day.month, day.day, hour, minute, tzinfo=NEW_YORK)
    return there.astimezone(UTC)


def appointment(
    starts: datetime, minutes: int = 60, *, buffer: int = 15, advisor: User = INES, **over: object
) -> Appointment:
    ends = starts + timedelta(minutes=minutes)
    around = timedelta(minutes=buffer)
    fields = {"pk": int(starts.timestamp()), "client": Client(pk=9, name="Clara Weiss")} | over
    made = Appointment(advisor=advisor, starts_at=starts, ends_at=ends, **fields)
    made.busy = DateTimeTZRange(starts - around, ends + around)
    return joined_by(made)


def joined_by(made: Appointment, *companions: Companion) -> Appointment:
    """The appointment as if its companions had been read with it."""
    vars(made)["_prefetched_objects_cache"] = {"companions": companions}
    return made


def slots(*starts: datetime, minutes: int = 60, advisor: User = INES, room=None) -> list[Slot]:
    length, around = timedelta(minutes=minutes), timedelta(minutes=15)
    return [
        Slot(
            each,
            each + length,
            DateTimeTZRange(each - around, each + length + around),
            advisor,
            room,
        )
        for each in starts
    ]


def board(**over: Any) -> Board:
    given: dict[str, Any] = {
        "days": [TUESDAY],
        "columns": COLUMNS,
        "taken": [],
        "slots": [],
        "hours": {},
        "zone": NEW_YORK,
        "now": at(7, day=date(2026, 11, 23)),
    }
    return lay_out(**(given | over))


def test_a_block_stands_in_its_rows_with_its_buffers_around_it():
    shown = board(taken=[appointment(at(10))])
    assert (shown.first_hour, shown.rows) == (9, 108)
    (placed,) = shown.lanes[0].placed
    assert (placed.rows, placed.around) == (Span(12, 24), Span(9, 27))
    assert shown.lanes[1].placed == ()


def test_the_page_opens_wider_for_what_is_early_or_late():
    shown = board(taken=[appointment(at(7, 30)), appointment(at(20, 45), 30)])
    assert (shown.first_hour, shown.rows) == (7, (22 - 7) * 12)
    assert [each.rows for each in shown.lanes[0].placed] == [Span(6, 18), Span(165, 171)]


def test_what_goes_past_midnight_ends_with_the_day():
    shown = board(taken=[appointment(at(23, 30))])
    assert shown.lanes[0].placed[0].rows == Span(174, 180)


def test_free_times_stand_half_an_hour_apart_on_the_half_hour():
    quarters = [at(11, 15) + timedelta(minutes=15 * each) for each in range(8)]
    frees = board(slots=slots(*quarters)).lanes[0].frees
    assert [f"{each.starts:%H:%M}-{each.until:%H:%M}" for each in frees] == [
        "11:15-12:00",
        "12:00-12:30",
        "12:30-13:00",
        "13:00-13:30",
    ]


def test_a_list_says_the_whole_stretch_that_is_free():
    shown = board(slots=slots(at(10), at(10, 15), at(14)), taken=[appointment(at(12, 0), 20)])
    listed = [f"{each.starts:%H:%M}-{each.ends:%H:%M}" for each in shown.lanes[0].listed]
    assert listed == ["10:00-11:15", "12:00-12:20", "14:00-15:00"]


def test_two_at_once_stand_side_by_side_and_the_next_has_the_width_again():
    done = appointment(at(10), 60, status="done")
    shown = board(taken=[done, appointment(at(10, 30)), appointment(at(12))])
    tracks = [(block.track, block.tracks) for block in shown.lanes[0].blocks]
    assert tracks == [(1, 2), (2, 2), (1, 1)]


def test_another_clock_is_said_on_its_column_and_its_times():
    shown = board(taken=[appointment(at(10), advisor=ODILE)])
    ines, odile = shown.lanes
    assert (ines.note, odile.note) == ("", "In Paris: 12:00 here is 18:00 there")
    assert odile.blocks[0].theirs == "16:00"


def test_a_day_belongs_to_the_page_whatever_the_owners_clock():
    late = appointment(at(20), advisor=ODILE)
    on_the_page = board(taken=[late]).lanes[1].blocks
    in_paris = board(taken=[late], zone=PARIS).lanes[1].blocks
    assert (len(on_the_page), len(in_paris)) == (1, 0)


def test_a_hold_is_drawn_and_never_moves():
    hold = Hold(pk=3, client=Client(pk=9), advisor=INES, starts_at=at(10), ends_at=at(11))
    hold.busy = DateTimeTZRange(at(9, 45), at(11, 15))
    (block,) = board(taken=[hold]).lanes[0].blocks
    assert (block.is_hold, block.may_move) == (True, False)


def test_the_hours_and_now_have_their_rows():
    hours = {COLUMNS[0].key: [(at(10), at(18))], COLUMNS[1].key: []}
    shown = board(hours=hours, now=at(9, 32))
    assert shown.lanes[0].open == (Span(12, 108),)
    assert shown.lanes[1].open == ()
    assert shown.lanes[0].now == 6
    assert board(hours=hours, now=at(8)).lanes[0].now is None


def test_a_room_is_free_when_nobody_is_in_it_and_anybody_is_free():
    house = Place(pk=1, name="The house")
    salon, stones = Room(pk=5, name="The Salon", place=house), Room(pk=6, place=house)
    columns = [Column(salon, "The Salon", NEW_YORK), Column(stones, "Stones", NEW_YORK)]
    free = slots(at(10), at(12), room=salon) + slots(at(10), advisor=ODILE, room=salon)
    taken = [appointment(at(10), room=salon)]
    first, second = board(columns=columns, slots=free, taken=taken).lanes
    assert [each.slot.starts_at for each in first.frees] == [at(12)]
    assert [(each.slot.starts_at, each.slot.room) for each in second.frees] == [
        (at(10), stones),
        (at(12), stones),
    ]


def test_the_list_names_a_consultation_once_with_everybody_in_it():
    shared = joined_by(appointment(at(10)), Companion(advisor=ODILE))
    (day,) = agenda(board(taken=[shared]))
    assert [titles for _, titles in day.blocks] == ["Ines Valois, Odile Marchand"]


def test_every_row_a_day_can_need_has_its_rule():
    rules = Path(str(finders.find("css/diary-rows.css"))).read_text()
    for name in ("r-0", "r-287", "e-1", "e-288", "rows-12", "rows-288", "cols-7", "track-2-3"):
        assert f".{name} {{" in rules
