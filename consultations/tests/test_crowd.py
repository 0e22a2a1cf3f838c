"""Fifty processes at one slot: one has it, the others are told kindly, nobody deadlocks.

`ROUNDS=50 pytest consultations/tests/test_crowd.py` is the long form.
"""

import os
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import count, cycle, islice

import pytest
from django.db import connection
from django.utils import timezone

from atelier.people.models import Client
from atelier.people.tests.factories import make_client
from consultations.models import BusyTime, Hold
from consultations.tests.crowd import Crowd, Errand
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hold,
    make_hours,
    make_place,
    make_room,
    make_rules,
    open_place,
)
from consultations.times import moment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]
PROCESSES, ROUNDS = 50, int(os.environ.get("ROUNDS", "2"))
KINDS = ("book", "move", "hold", "hold and confirm")


class Diary:
    """Two advisors, one room, and a crowd of clients; every round is about another day."""

    def __init__(self) -> None:
        make_rules(closed_on_holidays=False, horizon_days=400)
        place = make_place(name="The salon")
        open_place(place)
        self.elsewhere, self.wanted = make_advisor(), make_advisor()
        self.late = make_advisor()
        for weekday in range(7):
            make_hours(self.wanted, weekday, time(9), time(18))
        self.room = make_room(place=place)
        self.clients = [make_client() for _ in range(PROCESSES)]
        self._apart = count()

    def slot(self, number: int) -> datetime:
        """Ten in the morning of another working day each round, two days ahead or more."""
        days = (timezone.localdate() + timedelta(days=2 + each) for each in range(400))
        day = next(islice((day for day in days if day.weekday() != 6), number, None))
        return moment(day, time(10), self.room.place.zone)

    def errands(self, number: int) -> list[Errand]:
        """One who confirms too late, and everybody else in turn."""
        slot = self.slot(number)
        kinds = islice(cycle(KINDS), PROCESSES - 1)
        crowd = [
            self.errand(kind, slot, client)
            for kind, client in zip(kinds, self.clients, strict=False)
        ]
        return [self.late_confirmation(slot), *crowd]

    def late_confirmation(self, slot: datetime) -> Errand:
        # A client keeps one time at once, also from round to round.
        Hold.objects.filter(client=self.clients[-1]).delete()
        hold = make_hold(
            client=self.clients[-1],
            advisor=self.wanted,
            room=self.room,
            channel="in_person",
            starts_at=slot,
            minutes=60,
            expires_at=timezone.now() - timedelta(seconds=1),
        )
        return {"act": "confirm", "hold": str(hold.public_id), "client": self.clients[-1].pk}

    def errand(self, kind: str, slot: datetime, client: Client) -> Errand:
        common = {"act": kind, "starts_at": slot.isoformat(), "room": self.room.pk}
        if kind == "move":
            common["appointment"] = self.far_away(client)
        joins = [self.late.pk] if client.pk % 3 else []
        return common | {"advisor": self.wanted.pk, "client": client.pk, "companions": joins}

    def far_away(self, client: Client) -> int:
        """One to be moved, of an advisor who is locked before the wanted one, or after."""
        hours = 2 * next(self._apart)
        return make_appointment(
            client=client,
            advisor=self.elsewhere if hours % 4 else self.late,
            starts_at=datetime(2040, 1, 1, tzinfo=UTC) + timedelta(hours=hours),
        ).pk


def _taken(diary: Diary, slot: datetime) -> list[int]:
    """How often the advisor and the room are taken at that moment."""
    there = BusyTime.objects.filter(span__contains=slot)
    return [there.filter(advisor=diary.wanted).count(), there.filter(room=diary.room).count()]


def _deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def test_one_of_fifty_processes_has_it_and_forty_nine_read_three_other_times():
    diary, before = Diary(), _deadlocks()
    with Crowd(connection.settings_dict) as crowd:
        for number in range(ROUNDS):
            outcomes = crowd.race(diary.errands(number))
            counted = Counter(each["outcome"] for each in outcomes)
            assert counted == {"done": 1, "kind": PROCESSES - 1}, outcomes
            assert {each["free"] for each in outcomes if each["outcome"] == "kind"} == {3}
            assert _taken(diary, diary.slot(number)) == [1, 1]
    assert _deadlocks() == before
