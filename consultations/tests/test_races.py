"""Canaries: what happens without the constraint, without the lock; and that with them it does not.

The crowd of processes is in `test_crowd`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict
from atelier.people.models import Channel, User
from atelier.people.tests.factories import client_actor, make_client, make_staff
from atelier.people.tests.racing import NeverTogether, at_once
from consultations.actions import holds
from consultations.actions.booking import book
from consultations.actions.companions import join
from consultations.actions.followups import add_follow_up
from consultations.actions.holds import confirm_hold, hold_slot
from consultations.actions.moving import move, undo_move
from consultations.actions.outcomes import cancel
from consultations.availability import busy_span
from consultations.models import Appointment, BusyTime, Companion, FollowUp, Hold, Room
from consultations.slots import keep_slot
from consultations.tests.factories import (
    BUFFER,
    STAFF,
    make_advisor,
    make_appointment,
    make_hold,
    make_hours,
    make_room,
    make_rules,
    make_slot,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]
# A Tuesday far ahead, ten in New York.
TEN = datetime(2031, 11, 25, 15, 0, tzinfo=UTC)
_RULE = "busy_time_one_per_advisor"


def _insert_unguarded(advisor, client) -> str:
    """Look, then write, as somebody who trusts no constraint and takes no lock would."""
    busy = busy_span(TEN, TEN + timedelta(minutes=45), BUFFER)
    if Appointment.objects.filter(advisor=advisor, busy__overlap=busy).exists():
        return "kind"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
    try:
        make_appointment(advisor=advisor, client=client, starts_at=TEN)
    except (IntegrityError, OperationalError):
        return "refused by Postgres"
    return "booked"


@contextmanager
def _without_the_constraint() -> Iterator[None]:
    with connection.cursor() as cursor:
        definition = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"
        cursor.execute(definition, [_RULE])
        rule = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE consultations_busytime DROP CONSTRAINT {_RULE}")
        yield
        Appointment.objects.all().delete()
        cursor.execute(f"ALTER TABLE consultations_busytime ADD CONSTRAINT {_RULE} {rule}")


class TestTheConstraint:
    """One row of taken time excludes another."""

    def test_canary_without_it_one_slot_is_sold_twice(self):
        advisor, client = make_advisor(), make_client()
        with _without_the_constraint():
            outcomes = Counter(at_once([lambda: _insert_unguarded(advisor, client)] * 8))
        assert outcomes["booked"] > 1

    def test_with_it_even_those_who_take_no_lock_have_one_winner(self):
        advisor, client = make_advisor(), make_client()
        outcomes = Counter(at_once([lambda: _insert_unguarded(advisor, client)] * 8))
        assert outcomes["booked"] == 1
        assert sum(outcomes.values()) == 8

    def test_advisors_who_want_one_room(self):
        advisors, client, salon = [make_advisor() for _ in range(8)], make_client(), make_room()

        def wanting(advisor) -> Callable[[], Any]:
            return lambda: book(
                client=client,
                advisor=advisor,
                channel=Channel.IN_PERSON,
                room=salon,
                starts_at=TEN,
                by=STAFF,
            )

        outcomes = at_once([wanting(advisor) for advisor in advisors])
        assert Counter(map(type, outcomes)) == {Appointment: 1, Conflict: 7}


class TestTheLock:
    """Advisors in the order of their keys, then the room, then rows."""

    def _crosswise(self) -> tuple[tuple[User, User], tuple[User, User]]:
        one, other = make_advisor(), make_advisor()
        return (one, other), (other, one)

    def test_canary_without_it_two_who_need_each_other_deadlock(self):
        """Each takes the one's time, then the other's: Postgres ends one of the two."""
        met = Barrier(2)

        def taking(leads: User, joins: User) -> Callable[[], Any]:
            def act() -> Any:
                with transaction.atomic():
                    appointment = make_appointment(advisor=leads, starts_at=TEN)
                    met.wait(timeout=30)
                    return Companion.objects.create(appointment=appointment, advisor=joins)

            return act

        outcomes = at_once([taking(*pair) for pair in self._crosswise()])
        assert Counter(map(type, outcomes)) == {Companion: 1, OperationalError: 1}
        lost = next(each for each in outcomes if isinstance(each, OperationalError))
        assert getattr(lost.__cause__, "pgcode", "") == "40P01"

    def test_with_it_one_of_them_is_booked_and_the_other_told(self):
        client, rounds = make_client(), 4

        def taking(leads: User, joins: User, number: int) -> Callable[[], Any]:
            return lambda: book(
                client=client,
                advisor=leads,
                companions=[joins],
                channel=Channel.VIDEO,
                starts_at=TEN + timedelta(days=number),
                by=STAFF,
            )

        one, other = self._crosswise()
        for number in range(rounds):
            outcomes = at_once([taking(*one, number), taking(*other, number)])
            assert Counter(map(type, outcomes)) == {Appointment: 1, Conflict: 1}

    def test_canary_without_it_the_days_last_place_goes_twice(self, monkeypatch):
        acts = self._two_for_the_last_place()
        met, check = Barrier(2), holds.check_offered

        def check_and_wait(*given: Any, **named: Any) -> None:
            check(*given, **named)
            met.wait(timeout=30)

        monkeypatch.setattr(holds, "lock_diary", lambda **_: None)
        monkeypatch.setattr(holds, "check_offered", check_and_wait)
        assert Counter(map(type, at_once(acts))) == {Hold: 2}

    def test_with_it_the_days_last_place_goes_once(self):
        acts = self._two_for_the_last_place()
        assert Counter(map(type, at_once(acts))) == {Hold: 1, Conflict: 1}

    def test_canary_without_it_two_windows_of_a_client_are_refused_by_postgres(self, monkeypatch):
        """Neither sees what the other keeps, and the second hold breaks the rule."""
        met, check = Barrier(2), holds.check_offered

        def check_and_wait(*given: Any, **named: Any) -> None:
            check(*given, **named)
            met.wait(timeout=30)

        monkeypatch.setattr(holds, "lock_client", lambda _: None)
        monkeypatch.setattr(holds, "check_offered", check_and_wait)
        outcomes = at_once(self._two_windows())
        assert Counter(map(type, outcomes)) == {Hold: 1, IntegrityError: 1}

    def test_with_it_two_windows_of_a_client_keep_one_time(self):
        assert Counter(map(type, at_once(self._two_windows()))) == {Hold: 2}
        assert Hold.objects.count() == 1

    def _two_windows(self) -> list[Callable[[], Any]]:
        """One client, at one moment, with two advisors."""
        make_rules(horizon_days=30_000)
        client = make_client()
        by = client_actor(client)

        def keeping(hours: int) -> Callable[[], Any]:
            advisor = make_advisor()
            make_hours(advisor, TEN.weekday(), time(9), time(18))
            slot = make_slot(advisor, TEN + timedelta(hours=hours))
            return lambda: hold_slot(client=client, slot=slot, channel=Channel.VIDEO, by=by)

        return [keeping(0), keeping(2)]

    def _two_for_the_last_place(self) -> list[Callable[[], Any]]:
        make_rules(daily_cap=1, horizon_days=30_000)
        advisor = make_advisor()
        make_hours(advisor, TEN.weekday(), time(9), time(18))

        def keeping(hours: int) -> Callable[[], Any]:
            client, slot = make_client(), make_slot(advisor, TEN + timedelta(hours=hours))
            by = client_actor(client)
            return lambda: hold_slot(client=client, slot=slot, channel=Channel.VIDEO, by=by)

        return [keeping(0), keeping(3)]

    def test_a_deadlock_is_tried_again_and_both_come_through(self):
        """Two that lock the same two rows crosswise: Postgres ends one, which then begins anew."""
        first, second, wish = make_room(), make_room(), make_appointment()
        met, attempts = Barrier(2), Counter[str]()

        def write(name: str, rooms: list[Room]) -> str:
            attempts[name] += 1
            for room in rooms:
                Room.objects.select_for_update().get(pk=room.pk)
                if attempts[name] == 1 and room == rooms[0]:
                    met.wait(timeout=30)
            return name

        def running(name: str, rooms: list[Room]) -> Callable[[], Any]:
            return lambda: keep_slot(lambda: write(name, rooms), wish=wish, by=STAFF)

        acts = [running("one", [first, second]), running("other", [second, first])]
        assert at_once(acts) == ["one", "other"]
        assert sorted(attempts.values()) == [1, 2]


class TestTwice:
    """The same, sent twice at the same moment, happens once."""

    def test_a_hold_confirmed_four_times_is_one_appointment(self):
        hold = make_hold(by_house=True, starts_at=TEN)
        by = client_actor(hold.client)
        act = lambda: confirm_hold(hold_public_id=hold.public_id, client=hold.client, by=by)  # noqa: E731
        assert len({each.pk for each in at_once([act] * 4)}) == 1
        assert Event.objects.filter(kind="appointment.booked").count() == 1

    def test_a_booking_a_task_and_a_companion(self):
        client, advisor, bo = make_client(), make_advisor(), make_staff()
        wish: dict[str, Any] = {
            "client": client,
            "advisor": advisor,
            "channel": Channel.VIDEO,
            "starts_at": TEN,
        }
        booked = at_once([lambda: book(by=STAFF, **wish)] * 3)
        assert len({each.pk for each in booked}) == 1
        at_once([lambda: join(appointment=booked[0], advisor=bo, by=STAFF)] * 3)
        assert Companion.objects.count() == 1
        task: dict[str, Any] = {
            "client": client,
            "what": "Wax",
            "assignee": bo,
            "due_on": TEN.date(),
        }
        at_once([lambda: add_follow_up(by=STAFF, **task)] * 3)
        assert FollowUp.objects.count() == 1

    def test_undo_and_cancel_at_once_leave_it_cancelled_and_free(self):
        stood = make_appointment(starts_at=TEN)
        moved = move(appointment=stood, starts_at=TEN + timedelta(hours=4), by=STAFF)
        at_once(
            [
                lambda: undo_move(appointment=moved, by=STAFF),
                lambda: cancel(appointment=moved, reason="", by=STAFF),
                lambda: undo_move(appointment=moved, by=STAFF),
            ]
        )
        stood.refresh_from_db()
        assert stood.status == "cancelled"
        assert not BusyTime.objects.exists()
        assert Event.objects.filter(kind="appointment.move_undone").count() <= 1


class TestTheStart:
    """A race that did not take place is no proof."""

    def test_who_cannot_connect_is_told_as_such(self, monkeypatch):
        reason = "FATAL: sorry, too many clients already"
        wrapper, calls = type(connections["default"]), Counter[str]()
        real = wrapper.ensure_connection

        def refuse_the_third(self: Any) -> None:
            calls["all"] += 1
            if calls["all"] == 3:
                raise OperationalError(reason)
            real(self)

        monkeypatch.setattr(wrapper, "ensure_connection", refuse_the_third)
        with pytest.raises(NeverTogether, match="too many clients already"):
            at_once([lambda: None] * 4)

    def test_no_broken_barrier_is_taken_for_an_outcome(self):
        outcomes = at_once([lambda: 1, lambda: 2])
        assert outcomes == [1, 2]
        assert not any(isinstance(each, BrokenBarrierError) for each in outcomes)
