"""One holder at a time, and a ledger nobody edits."""

import threading
from decimal import Decimal
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, NotAllowed, Refusal
from atelier.materials.custody import about, holder_kind_of, holder_of, move, move_stone, pass_on
from atelier.materials.models import BroughtPiece, CustodyMovement, Stone
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.tests.factories import make_brought_piece, make_memo, make_stone
from atelier.people.tests.factories import client_actor, make_client
from atelier.people.tests.racing import at_once

pytestmark = pytest.mark.django_db
BY = Actor(kind=ActorKind.STAFF, name="Ines Roth")
CALLERS = 20


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
    """Call `act(i)` for every caller at once and return what each gave or raised."""
    return at_once([partial(act, number) for number in range(CALLERS)])


MAKERS = [make_stone, make_brought_piece]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_still_make_one_chain(make):
    thing, kind = make(), HolderKind.JEWELLER
    _together(lambda i: move(thing=thing, to_holder=f"Bench {i}", to_kind=kind, by=BY))
    chain = list(thing.movements.order_by("sequence"))
    assert [movement.sequence for movement in chain] == list(range(1, CALLERS + 1))
    for before, after in zip(chain, chain[1:], strict=False):
        assert after.from_holder == before.to_holder


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.django_db(transaction=True)
def test_canary_without_the_lock_the_race_is_real(make):
    thing = make()
    reading = threading.Barrier(CALLERS)

    def unlocked(number):
        with transaction.atomic():
            sequence = thing.movements.count() + 1
            reading.wait(timeout=30)
            return CustodyMovement.objects.create(
                **about(thing), sequence=sequence, from_holder="", to_holder=f"Bench {number}"
            )

    outcomes = _together(unlocked)
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == CALLERS - 1


def test_a_brought_piece_goes_from_hand_to_hand_too():
    piece = make_brought_piece(owner=make_client(name="Clara Weiss"))
    assert (holder_of(piece), holder_kind_of(piece)) == ("Clara Weiss", HolderKind.OWNER)
    move(
        thing=piece,
        to_holder="Ossian",
        to_kind=HolderKind.JEWELLER,
        by=BY,
        grams=Decimal("6.120"),
        commission_id=7,
    )
    assert piece.movements.get().grams == Decimal("6.120")
    assert Event.objects.get(kind="piece.moved").commission_id == 7
    assert BroughtPiece.objects.held_for_clients().get() == piece


def test_a_client_who_is_renamed_changes_nothing():
    owner = make_client(name="Clara Weiss")
    home = make_stone(title=Title.CLIENT, owner=owner)
    here = make_stone(title=Title.CLIENT, owner=owner)
    move_stone(stone=here, to_holder="Clara Stone", by=BY)
    pass_on(thing=home, to_holder="Clara Weiss", to_kind=HolderKind.OWNER, by=BY)
    owner.name = "Clara Stone"
    owner.save()
    assert list(Stone.objects.held_for_clients()) == [here]
    assert holder_kind_of(home) == HolderKind.OWNER


def test_nothing_goes_home_without_a_signature():
    stone = make_stone(title=Title.CLIENT, owner=make_client(name="Clara Weiss"))
    move_stone(stone=stone, to_holder="Safe", by=BY)
    with pytest.raises(Refusal, match="hand it back"):
        move(thing=stone, to_holder="Clara Weiss", to_kind=HolderKind.OWNER, by=BY)
    assert holder_kind_of(stone) == HolderKind.HOUSE


def test_a_stone_on_memo_is_never_a_clients():
    memo = make_stone(title=Title.MEMO, memo=make_memo())
    assert holder_kind_of(memo) == HolderKind.DEALER
    with pytest.raises(Refusal, match="on memo"):
        pass_on(thing=memo, to_holder="Clara Weiss", to_kind=HolderKind.OWNER, by=BY)
    assert memo.movements.count() == 0
