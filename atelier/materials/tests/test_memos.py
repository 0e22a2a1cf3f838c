"""Stones on memo: bought with an invoice, given back, kept longer by agreement."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.claims import claims_of
from atelier.materials.custody import holder_kind_of, holder_of, move
from atelier.materials.memos import buy_stone, extend_memo, return_stone
from atelier.materials.models import Memo, Stone
from atelier.materials.models.custody import HolderKind
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_memo, make_statement, make_stone, make_supplier
from atelier.people.tests.racing import at_once

pytestmark = pytest.mark.django_db

BY = Actor(kind=ActorKind.STAFF, name="Amélie")
CLIENT = Actor(kind=ActorKind.CLIENT, name="Clara")


def lent() -> Stone:
    return make_stone("emerald", title=Title.MEMO, memo=make_memo(), carats=D("2.05"))


def today() -> date:
    return House.current().today()


def buy(stone: Stone, by: Actor = BY, **over: object) -> Stone:
    fields = {"invoice_number": "LC-88", "invoice_date": today(), "cost_per_carat": D("2900")}
    return buy_stone(stone=stone, by=by, **fields | over)  # type: ignore[arg-type]


def test_a_bought_stone_is_ours_with_its_evidence():
    day = today()
    statement = make_statement(dated=day - timedelta(days=40), valid_until=None)
    make_statement(supplier=make_supplier("Another dealer"), dated=day, valid_until=None)
    stone = buy(lent())
    stone.refresh_from_db()
    assert (stone.title, stone.supplier, stone.statement) == (
        Title.ATELIER,
        statement.supplier,
        statement,
    )
    assert (stone.invoice_number, stone.cost_per_carat) == ("LC-88", D("2900.00"))
    assert claims_of(stones=[stone], lots=[], day=day)[0].holds
    event = Event.objects.get(kind="stone.bought")
    assert event.data == {
        "stone": "2.05 ct emerald",
        "dealer": "Lapidaire & Co",
        "invoice": "LC-88",
    }


def test_without_a_warranty_in_force_that_day_there_is_none():
    make_statement(dated=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    assert buy(lent()).statement is None


def test_the_same_invoice_twice_buys_once():
    stone = lent()
    assert buy(buy(stone)).pk == stone.pk
    assert Event.objects.filter(kind="stone.bought").count() == 1
    with pytest.raises(WrongState, match="not on memo"):
        buy(stone, invoice_number="LC-89")


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"invoice_number": " "}, "number of the dealer's invoice"),
        ({"invoice_date": date(2999, 1, 1)}, "dated later than today"),
        ({"cost_per_carat": D(0)}, "what a carat cost"),
    ],
)
def test_an_invoice_has_a_number_a_day_and_a_price(over, sentence):
    stone = lent()
    with pytest.raises(Refusal, match=sentence):
        buy(stone, **over)
    stone.refresh_from_db()
    assert stone.title == Title.MEMO


def test_a_returned_stone_is_with_its_dealer_and_stays_there():
    stone = return_stone(stone=lent(), by=BY)
    assert (holder_of(stone), holder_kind_of(stone)) == ("Lapidaire & Co", HolderKind.DEALER)
    with pytest.raises(WrongState, match="This stone went back on"):
        return_stone(stone=stone, by=BY)
    with pytest.raises(WrongState, match="This stone went back on"):
        buy(stone)
    assert Event.objects.filter(kind="stone.returned").count() == 1


def test_a_stone_the_carrier_brought_back_already_moves_no_second_time():
    stone = lent()
    move(thing=stone, to_holder="Safe", to_kind=HolderKind.HOUSE, by=BY)
    move(thing=stone, to_holder="Lapidaire & Co", to_kind=HolderKind.DEALER, by=BY)
    return_stone(stone=stone, by=BY)
    assert stone.movements.count() == 2


def test_a_stone_of_our_own_is_neither_bought_nor_returned():
    stone = make_stone()
    with pytest.raises(WrongState, match="not on memo"):
        return_stone(stone=stone, by=BY)
    with pytest.raises(WrongState, match="not on memo"):
        buy(stone)


def test_a_memo_runs_longer_by_agreement_alone():
    memo = make_memo(due=date(2030, 1, 2))
    extend_memo(memo=memo, due=date(2030, 2, 2), note="Said by M. Halvorsen", by=BY)
    longer = extend_memo(memo=memo, due=date(2030, 2, 2), note="", by=BY)
    assert (longer.due, longer.note) == (date(2030, 2, 2), "Amélie: Said by M. Halvorsen")
    assert Event.objects.get(kind="memo.extended").data["before"] == "2 Jan 2030"
    with pytest.raises(Refusal, match="The memo runs to 2 February 2030"):
        extend_memo(memo=memo, due=date(2030, 1, 15), note="x", by=BY)
    with pytest.raises(Refusal, match="note what was agreed"):
        extend_memo(memo=memo, due=date(2030, 3, 1), note=" ", by=BY)


def test_a_client_deals_with_no_dealer():
    stone = lent()
    with pytest.raises(NotAllowed):
        buy(stone, by=CLIENT)
    with pytest.raises(NotAllowed):
        return_stone(stone=stone, by=CLIENT)
    with pytest.raises(NotAllowed):
        extend_memo(memo=Memo.objects.get(), due=date(2031, 1, 1), note="x", by=CLIENT)


@pytest.mark.django_db(transaction=True)
def test_bought_and_returned_at_once_one_wins():
    stone = lent()
    outcomes = at_once([lambda: buy(stone), lambda: return_stone(stone=stone, by=BY)])
    stone.refresh_from_db()
    assert sum(isinstance(each, WrongState) for each in outcomes) == 1
    assert sum(isinstance(each, Exception) for each in outcomes) == 1
    assert (stone.title == Title.ATELIER) != (stone.returned_at is not None)
