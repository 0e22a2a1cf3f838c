"""Many at one slot: one has it, the others are told kindly, nobody deadlocks."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import Conflict
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client
from consultations.actions.booking import book
from consultations.availability import busy_span
from consultations.models import Appointment, Room
from consultations.slots import keep_slot
from consultations.tests.factories import BUFFER, STAFF, make_advisor, make_appointment, make_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]
CROWD = 32
# A Tuesday far ahead, ten in New York.
TEN = datetime(2031, 11, 25, 15, 0, tzinfo=UTC)


def _all_at_once(act: Callable[[int], str]) -> Counter[str]:
    gate, outcomes = threading.Barrier(CROWD), []

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            outcomes.append(act(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CROWD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return Counter(outcomes)


def test_thirty_two_at_one_slot_give_one_appointment_and_thirty_one_kind_refusals():
    advisor, clients = make_advisor(), [make_client() for _ in range(CROWD)]

    def act(number: int) -> str:
        try:
            book(
                client=clients[number],
                advisor=advisor,
                channel=Channel.VIDEO,
                starts_at=TEN,
                by=STAFF,
            )
        except Conflict as refused:
            return "kind" if "Free nearby" in str(refused) else str(refused)
        return "booked"

    assert _all_at_once(act) == {"booked": 1, "kind": CROWD - 1}
    assert Appointment.objects.count() == 1
    assert OutgoingMessage.objects.count() == 2


def test_thirty_two_advisors_want_one_room():
    advisors = [make_advisor() for _ in range(CROWD)]
    client, salon = make_client(), make_room()

    def act(number: int) -> str:
        try:
            book(
                client=client,
                advisor=advisors[number],
                channel=Channel.IN_PERSON,
                room=salon,
                starts_at=TEN + timedelta(minutes=number % 3),
                by=STAFF,
            )
        except Conflict:
            return "kind"
        return "booked"

    assert _all_at_once(act) == {"booked": 1, "kind": CROWD - 1}


def _insert_unguarded(number: int, advisor, client) -> str:
    """Look, then write, as somebody who trusts no constraint and takes no lock would."""
    busy = busy_span(TEN, TEN + timedelta(minutes=45), BUFFER)
    if Appointment.objects.filter(advisor=advisor, busy__overlap=busy).exists():
        return "kind"
    _rendezvous(number)
    try:
        Appointment.objects.create(
            client=client,
            advisor=advisor,
            channel=Channel.VIDEO,
            starts_at=TEN,
            ends_at=TEN + timedelta(minutes=45),
            busy=busy,
        )
    except (IntegrityError, OperationalError):
        return "refused by Postgres"
    return "booked"


def _rendezvous(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")


def test_canary_without_the_constraint_one_slot_is_sold_twice():
    """Shows that the race is real: looking first and writing then does not guard a slot."""
    advisor, client = make_advisor(), make_client()
    drop = "ALTER TABLE consultations_busytime DROP CONSTRAINT busy_time_one_per_advisor"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'busy_time_one_per_advisor'"
        )
        rule = cursor.fetchone()[0]
        cursor.execute(drop)
    try:
        outcomes = _all_at_once(lambda number: _insert_unguarded(number, advisor, client))
        assert outcomes["booked"] > 1
    finally:
        Appointment.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE consultations_busytime"
                f" ADD CONSTRAINT busy_time_one_per_advisor {rule}"
            )


def test_without_the_lock_the_constraint_still_has_one_winner():
    advisor, client = make_advisor(), make_client()
    outcomes = _all_at_once(lambda number: _insert_unguarded(number, advisor, client))
    assert outcomes["booked"] == 1
    assert outcomes["booked"] + outcomes["refused by Postgres"] + outcomes["kind"] == CROWD


def test_a_deadlock_is_tried_again_and_both_come_through():
    """Two that lock the same two rows crosswise: Postgres ends one, which then begins anew."""
    first, second = make_room(), make_room()
    wish = make_appointment()
    met = threading.Barrier(2)
    attempts: Counter[str] = Counter()
    done: set[str] = set()

    def write(name: str, rooms: list[Room]) -> Appointment:
        attempts[name] += 1
        for room in rooms:
            Room.objects.select_for_update().get(pk=room.pk)
            if attempts[name] == 1 and room == rooms[0]:
                met.wait(timeout=30)
        return wish

    def run(name: str, rooms: list[Room]) -> None:
        try:
            keep_slot(lambda: write(name, rooms), wish=wish, by=STAFF)
            done.add(name)
        finally:
            connection.close()

    crosswise = {"one": [first, second], "other": [second, first]}
    threads = [threading.Thread(target=run, args=each) for each in crosswise.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert done == {"one", "other"}
    assert sorted(attempts.values()) == [1, 2]
