"""The real stone for one that was agreed on by the price list, found after the approval."""

from decimal import Decimal

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import load_materials, make_report, make_stone
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from orders.actions.choosing import choose_stone, take_stone_back
from orders.actions.quotes import send_quote
from orders.actions.stones import offer_stone
from orders.models import Commission, Quote, QuoteLine
from orders.policies.choosing import mistakes_of, still_unfound
from orders.policies.stones import StonePromised, awaits_centre_report
from orders.tests.factories import approve, make_commission, make_draft, make_option

pytestmark = pytest.mark.django_db


def agreed_on(variety: str = "diamond", count: str = "") -> Commission:
    """A commission approved with a stone of the price list that nobody has found yet."""
    quote = make_draft()
    lines = QuoteLine.objects.filter(option__quote=quote, kind="stone")
    lines.update(basis={"variety": variety, "count": count} if variety else {})
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    return approve(quote.options.get(position=1)).commission


def test_what_was_found_is_this_pieces_and_no_others() -> None:
    commission = agreed_on()
    stone = make_stone("diamond", "round", carats=Decimal("1.01"))
    for _ in range(2):
        promise = choose_stone(commission=commission, stone=stone, by=staff_actor())
    assert (promise.stone, promise.place) == (stone, "centre")
    assert Event.objects.filter(kind="stone.promised").count() == 1
    with pytest.raises(StonePromised):
        choose_stone(commission=agreed_on(), stone=stone, by=staff_actor())


def test_a_centre_diamond_that_was_found_waits_for_its_report() -> None:
    commission = agreed_on()
    stone = make_stone("diamond", "round", carats=Decimal("1.01"))
    assert not awaits_centre_report(commission)
    choose_stone(commission=commission, stone=stone, by=staff_actor())
    assert awaits_centre_report(commission)
    make_report(stone, carats=Decimal("1.01"))
    assert not awaits_centre_report(commission)


def test_only_what_was_agreed_on_unseen_and_only_by_the_house() -> None:
    commission, ruby = agreed_on(), make_stone("ruby")
    with pytest.raises(WrongState, match="No ruby of the agreed offer"):
        choose_stone(commission=commission, stone=ruby, by=staff_actor())
    own = make_stone("diamond", title=Title.CLIENT, owner=commission.client)
    theirs = make_stone("diamond", title=Title.CLIENT, owner=make_client())
    for stone in (own, theirs):
        with pytest.raises(Refusal, match="on a receipt"):
            choose_stone(commission=commission, stone=stone, by=staff_actor())
    diamond = make_stone("diamond")
    with pytest.raises(NotAllowed):
        choose_stone(commission=commission, stone=diamond, by=client_actor(commission.client))
    with pytest.raises(WrongState, match="was approved"):
        choose_stone(commission=make_commission(), stone=diamond, by=staff_actor())
    # Where a person typed the line, a person knows what it stands for.
    assert choose_stone(commission=agreed_on(""), stone=ruby, by=staff_actor())


def test_a_single_stone_is_missed_until_it_is_chosen() -> None:
    load_materials()
    # A handful of little ones is nobody's to choose one by one.
    assert still_unfound(agreed_on(count="16")) == []
    commission = agreed_on(count="1")
    stone = make_stone("diamond", "round")
    assert still_unfound(commission) == ["diamond"]
    choose_stone(commission=commission, stone=stone, by=staff_actor())
    assert still_unfound(commission) == []


def test_a_mistake_is_taken_back_until_the_workshop_has_it() -> None:
    commission = agreed_on()
    stone = make_stone("diamond", "round")
    promise = choose_stone(commission=commission, stone=stone, by=staff_actor())
    assert mistakes_of(commission) == {promise.pk}
    for _ in range(2):
        assert take_stone_back(promise=promise, by=staff_actor()).released_at
    assert Event.objects.filter(kind="stone.released").count() == 1
    again = choose_stone(commission=commission, stone=stone, by=staff_actor())
    Commission.objects.filter(pk=commission.pk).update(status="making")
    with pytest.raises(WrongState, match="workshop"):
        take_stone_back(promise=again, by=staff_actor())
    assert mistakes_of(Commission.objects.get(pk=commission.pk)) == set()


def test_what_the_client_approved_is_not_taken_back() -> None:
    quote = make_draft(options=1)
    make_option(quote)
    option, stone = quote.options.get(position=1), make_stone("diamond", "round")
    make_report(stone)
    offer_stone(option=option, stone=stone, by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    promise = approve(option).commission.stones.get()
    assert mistakes_of(promise.commission) == set()
    with pytest.raises(NotAllowed, match="client approved"):
        take_stone_back(promise=promise, by=staff_actor())
