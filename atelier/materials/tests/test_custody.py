"""One holder at a time, and a ledger nobody edits."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.custody import holder_of, move_stone
from atelier.materials.models import CustodyMovement
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_memo, make_stone
from atelier.people.tests.factories import client_actor, make_client

pytestmark = pytest.mark.django_db
BY = Actor(kind=ActorKind.STAFF, name="Ines Roth")
CALLERS = 8


def test_a_stone_goes_from_hand_to_hand():
    stone = make_stone(title=Title.CLIENT, owner=make_client(name="Clara Weiss"))
    assert holder_of(stone) == "Clara Weiss"
    move_stone(stone=stone, to_holder="Safe", by=BY, carats=Decimal("1.52"), seal="S-11")
    move_stone(stone=stone, to_holder="Setter", by=BY, condition="Chip at 3 o'clock, 10×")
    rows = stone.movements.values_list("sequence", "from_holder", "to_holder", "by_name")
    assert list(rows) == [
        (1, "Clara Weiss", "Safe", "Ines Roth"),
        (2, "Safe", "Setter", "Ines Roth"),
    ]
    assert holder_of(stone) == "Setter"
    assert Event.objects.filter(kind="stone.moved", subject_id=stone.pk).count() == 2


def test_the_ledger_begins_with_whoever_has_the_title():
    memo = make_stone(title=Title.MEMO, memo=make_memo())
    assert holder_of(memo) == "Lapidaire & Co"
    assert holder_of(make_stone()) == House.current().name


def test_a_repeat_is_refused_and_adds_nothing():
    stone = make_stone()
    move_stone(stone=stone, to_holder="Safe", by=BY)
    with pytest.raises(Conflict, match="already with Safe"):
        move_stone(stone=stone, to_holder="Safe", by=BY)
    assert stone.movements.count() == 1


def test_a_client_writes_nothing_and_a_holder_has_a_name():
    stone = make_stone()
    with pytest.raises(NotAllowed):
        move_stone(stone=stone, to_holder="Safe", by=client_actor(make_client()))
    with pytest.raises(Refusal, match="who takes the stone"):
        move_stone(stone=stone, to_holder="  ", by=BY)
    assert stone.movements.count() == 0


@pytest.mark.parametrize("change", ["update", "delete"])
def test_postgres_refuses_to_rewrite_the_ledger(change):
    movement = move_stone(stone=make_stone(), to_holder="Safe", by=BY)
    rows = CustodyMovement.objects.filter(pk=movement.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(to_holder="Elsewhere") if change == "update" else rows.delete()


def _together(act):
    """Call `act(i)` from several threads at once and return what each gave or raised."""
    start = threading.Barrier(CALLERS)

    def call(number):
        start.wait()
        try:
            return act(number)
        except IntegrityError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(call, range(CALLERS)))


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_still_make_one_chain():
    stone = make_stone()
    _together(lambda i: move_stone(stone=stone, to_holder=f"Bench {i}", by=BY))
    chain = list(stone.movements.order_by("sequence"))
    assert [movement.sequence for movement in chain] == list(range(1, CALLERS + 1))
    for before, after in zip(chain, chain[1:], strict=False):
        assert after.from_holder == before.to_holder


@pytest.mark.django_db(transaction=True)
def test_canary_without_the_lock_the_race_is_real():
    stone = make_stone()
    reading = threading.Barrier(CALLERS)

    def unlocked(number):
        with transaction.atomic():
            sequence = stone.movements.count() + 1
            reading.wait()
            return CustodyMovement.objects.create(
                stone=stone, sequence=sequence, from_holder="", to_holder=f"Bench {number}"
            )

    outcomes = _together(unlocked)
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == CALLERS - 1
