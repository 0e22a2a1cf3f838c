"""What a gemmologist's verdict does to offers: not accepted is promised to nobody."""

from typing import Any

import pytest

from atelier.journal.refusals import WrongState
from atelier.materials.models import Stone
from atelier.materials.tests.evaluating import accept, evaluate, make_findings
from atelier.materials.tests.factories import make_stone
from atelier.people.tests.factories import staff_actor
from orders.actions.goods import hand_back_goods, receive_goods
from orders.actions.quotes import send_quote
from orders.actions.stones import offer_stone, promise_stone
from orders.models import Approval, CommissionStone, Quote, QuoteOption
from orders.tests.factories import approve, make_commission, make_draft

pytestmark = pytest.mark.django_db


def judge(stone: Stone, verdict: str) -> None:
    found: dict[str, Any] = {"carats": None, "variety": stone.variety}
    because = "" if verdict == "accept" else "A fissure runs through it."
    evaluate(
        stone,
        found=make_findings(**found),
        judgement=accept(verdict=verdict, because=because),
    )


def test_a_stone_that_was_not_accepted_is_neither_offered_nor_promised() -> None:
    option, stone, by = make_draft().options.get(position=1), make_stone("emerald"), staff_actor()
    judge(stone, "reject")
    for act in (
        lambda: offer_stone(option=option, stone=stone, by=by),
        lambda: promise_stone(commission=option.quote.commission, stone=stone, by=by),
    ):
        with pytest.raises(WrongState, match="Noor Haddad did not accept the emerald"):
            act()
    assert not CommissionStone.objects.exists()
    judge(stone, "accept")
    offer_stone(option=option, stone=stone, by=by)


def test_conditions_stand_in_no_ones_way() -> None:
    option, stone = make_draft().options.get(position=1), make_stone("emerald")
    judge(stone, "conditional")
    assert offer_stone(option=option, stone=stone, by=staff_actor()).stone == stone


def test_a_verdict_that_comes_later_stops_the_sending_and_the_approval() -> None:
    quote, stone = make_draft(), make_stone("emerald")
    offer_stone(option=quote.options.get(position=1), stone=stone, by=staff_actor())
    judge(stone, "reject")
    with pytest.raises(WrongState, match="did not accept"):
        send_quote(quote=Quote.objects.get(), by=staff_actor())
    judge(stone, "accept")
    send_quote(quote=Quote.objects.get(), by=staff_actor())
    judge(stone, "reject")
    option = QuoteOption.objects.get(position=1)
    with pytest.raises(WrongState, match="cannot be worked with") as refused:
        approve(option)
    assert "fissure" not in str(refused.value)
    assert not Approval.objects.exists()


def test_a_rejected_stone_may_come_in_again_and_is_promised_to_nothing() -> None:
    from atelier.materials.tests.receiving import checked, make_goods, make_terms, signatures

    commission = make_commission()
    assert commission.client is not None
    table: dict[str, Any] = {"client": commission.client, "commission": commission}
    table |= {"by": staff_actor(), **signatures()}
    receive_goods(things=[make_goods()], terms=make_terms(), **table)
    stone = commission.client.stones.get()
    evaluate(stone, judgement=accept(verdict="reject", because="Glass."))
    hand_back_goods(things=[checked(stone)], **table)
    receive_goods(things=[make_goods(stone)], terms=make_terms(), **table)
    assert not commission.stones.living().exists()
