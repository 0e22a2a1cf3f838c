"""The waiting list: who may join and leave, what a booking ends, and which days pass."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

import pytest

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.actors import jeweller_actor
from atelier.people.models import Channel, Client, User
from atelier.people.tests.factories import client_actor, make_client, make_jeweller
from consultations.actions.settling import settle_booking
from consultations.actions.waiting import (
    TimeIsFree,
    end_passed,
    join_waiting_list,
    leave_waiting_list,
)
from consultations.availability import Slot
from consultations.models import Advising, BookingRules, Topic, WaitingListEntry
from consultations.statuses import WaitingStatus
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_hours,
    make_waiting,
)
from consultations.waiting import line_words, with_those_before
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
# Friday, ten in New York.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.fixture
def advisor() -> User:
    """Somebody with a single time: Fridays from ten to a quarter to eleven."""
    ines = make_advisor(name="Ines Valois")
    make_hours(ines, 4, time(10), time(10, 45))
    return ines


def join(client: Client, **over: Any) -> WaitingListEntry:
    """Join as the client themselves, for Friday by video."""
    wish: dict[str, Any] = {
        "channel": Channel.VIDEO,
        "earliest_on": FRIDAY,
        "latest_on": FRIDAY,
        "by": client_actor(client),
    }
    return join_waiting_list(client=client, **wish | over)


def test_who_finds_no_time_joins(advisor: User) -> None:
    make_appointment(advisor=advisor, starts_at=TEN)
    entry = join(make_client(name="Anna Lindqvist"), advisor=advisor)
    assert (entry.status, entry.advisor) == (WaitingStatus.WAITING, advisor)
    event = Event.objects.get(kind="waiting.joined")
    assert (event.actor_name, event.data) == ("Anna Lindqvist", {"client": "Anna Lindqvist"})


def test_who_finds_a_time_need_not_wait(advisor: User) -> None:
    with pytest.raises(TimeIsFree) as told:
        join(make_client())
    free = cast(list[Slot], told.value.details["free"])
    assert [slot.starts_at for slot in free] == [TEN]
    assert not WaitingListEntry.objects.exists()


def test_joining_twice_gives_one_place(advisor: User) -> None:
    make_appointment(advisor=advisor, starts_at=TEN)
    client = make_client()
    assert join(client) == join(client)
    assert Event.objects.filter(kind="waiting.joined").count() == 1
    with pytest.raises(Conflict, match="on the list already"):
        join(client, latest_on=MONDAY)


def test_one_place_for_each_commission_and_channel(advisor: User) -> None:
    make_appointment(advisor=advisor, starts_at=TEN)
    client = make_client()
    ring = make_commission(client=client)
    places = {
        join(client),
        join(client, commission=ring),
        join(client, channel=Channel.PHONE, earliest_on=MONDAY, latest_on=MONDAY),
    }
    assert len(places) == 3


@pytest.mark.parametrize(
    ("earliest_on", "latest_on", "words"),
    [
        (MONDAY, FRIDAY, "lies before the first"),
        # Four days of notice end on Friday at nine; by Thursday nothing could be booked.
        (date(2026, 11, 24), date(2026, 11, 26), "We need 96 hours"),
        (FRIDAY, date(2027, 1, 23), "open until 22 January 2027"),
    ],
    ids=("disorder", "notice", "horizon"),
)
def test_days_that_cannot_be(earliest_on: date, latest_on: date, words: str, advisor: User) -> None:
    BookingRules.objects.update_or_create(id=1, defaults={"minimum_notice_hours": 96})
    with pytest.raises(Refusal, match=words):
        join(make_client(), earliest_on=earliest_on, latest_on=latest_on)


def test_today_is_the_clients(advisor: User) -> None:
    """In Auckland the house's horizon of 22 January has come a day later."""
    saturday = date(2027, 1, 23)
    make_appointment(advisor=advisor, starts_at=datetime(2027, 1, 22, 15, tzinfo=UTC))
    away = make_client(time_zone="Pacific/Auckland")
    assert join(away, earliest_on=saturday, latest_on=saturday).latest_on == saturday


def test_nobody_waits_for_what_nobody_takes(advisor: User) -> None:
    with pytest.raises(Refusal, match="An appointment is by telephone"):
        join(make_client(), channel=Channel.EMAIL)
    Advising.objects.create(advisor=advisor, channels=[Channel.PHONE])
    with pytest.raises(Refusal, match="Ines Valois cannot be booked for this"):
        join(make_client(), advisor=advisor)
    Advising.objects.update(channels=[Channel.VIDEO], is_open=False)
    with pytest.raises(Refusal, match="Nobody can be booked"):
        join(make_client())
    with pytest.raises(Refusal, match="“Repairs” is arranged with the atelier"):
        join(make_client(), topic=Topic.objects.create(name="Repairs", is_open=False))


@pytest.mark.parametrize("whose", ["another client", "a jeweller"])
def test_nobody_else_joins_or_leaves(whose: str) -> None:
    by: dict[str, Actor] = {
        "another client": client_actor(make_client()),
        "a jeweller": jeweller_actor(make_jeweller()),
    }
    entry = make_waiting()
    with pytest.raises(NotAllowed):
        join(make_client(), by=by[whose])
    with pytest.raises(NotAllowed):
        leave_waiting_list(entry=entry, by=by[whose])


def test_leaving_once_and_again() -> None:
    entry = make_waiting()
    for by in (client_actor(entry.client), STAFF):
        assert leave_waiting_list(entry=entry, by=by).status == WaitingStatus.LEFT
    assert Event.objects.filter(kind="waiting.left").count() == 1


def test_who_has_a_time_cannot_leave() -> None:
    entry = make_waiting()
    settle_booking(None, make_appointment(client=entry.client, starts_at=TEN), STAFF)
    with pytest.raises(WrongState, match="“booked”"):
        leave_waiting_list(entry=entry, by=STAFF)


def test_a_booking_on_those_days_ends_the_wait() -> None:
    entry = make_waiting()
    appointment = make_appointment(client=entry.client, starts_at=TEN)
    settle_booking(None, appointment, STAFF)
    entry.refresh_from_db()
    assert (entry.status, entry.appointment) == (WaitingStatus.BOOKED, appointment)


@pytest.mark.parametrize(
    "over",
    [
        {"starts_at": TEN + timedelta(days=4)},
        {"channel": Channel.PHONE},
    ],
    ids=("later", "otherwise"),
)
def test_another_booking_does_not(over: dict[str, Any]) -> None:
    entry = make_waiting()
    settle_booking(None, make_appointment(client=entry.client, **{"starts_at": TEN} | over), STAFF)
    entry.refresh_from_db()
    assert entry.status == WaitingStatus.WAITING


def test_days_pass_on_the_clients_own_clock(morning: Any) -> None:
    """At 7 in the evening in New York it is Saturday in Paris already."""
    here = make_waiting(latest_on=FRIDAY)
    there = make_waiting(latest_on=FRIDAY, client=make_client(time_zone="Europe/Paris"))
    morning.move_to(datetime(2026, 11, 28, 0, 0, tzinfo=UTC))
    assert end_passed() == 1
    assert end_passed() == 0
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.status, there.status) == (WaitingStatus.WAITING, WaitingStatus.PASSED)
    assert OutgoingMessage.objects.get().to == there.client.email


def test_the_place_in_line_counts_those_who_want_the_same(advisor: User) -> None:
    """Other days, another channel and another advisor do not stand before."""
    make_waiting()
    make_waiting(advisor=advisor)
    make_waiting(advisor=make_advisor())
    make_waiting(channel=Channel.PHONE)
    make_waiting(earliest_on=date(2026, 12, 7), latest_on=date(2026, 12, 8))
    mine = {make_waiting(advisor=advisor).pk: 2, make_waiting().pk: 4}
    found = with_those_before(WaitingListEntry.objects.filter(pk__in=mine))
    assert {each.pk: each.before for each in found} == mine  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (0, "You are the next in line."),
        (1, "One before you, for times like these."),
        (2, "Two before you, for times like these."),
        (12, "12 before you, for times like these."),
    ],
)
def test_a_place_is_said_in_words(before: int, words: str) -> None:
    assert line_words(before) == words
