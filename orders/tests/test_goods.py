"""Clients' goods as their pieces need them: promised, kept, gone home with the piece."""

from typing import Any

import pytest
from django.db import DatabaseError

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.custody import holder_kind_of, holder_of, move_stone
from atelier.materials.goods import Goods
from atelier.materials.models import BroughtPiece, Receipt
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.tests.factories import make_memo, make_stone
from atelier.materials.tests.receiving import checked, make_goods, make_terms, signatures
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from atelier.people.tests.racing import at_once
from orders.actions.commissions import deliver
from orders.actions.goods import hand_back_goods, receive_goods
from orders.models import Commission, CommissionStone, StoneProof
from orders.policies.proofs import unproved_of
from orders.statuses import CommissionStatus
from orders.tests.factories import approve, make_commission, make_sent_quote

pytestmark = pytest.mark.django_db


def bring(made_for: Commission, *things: Goods, **over: Any) -> Receipt:
    asked: dict[str, Any] = {
        "client": made_for.client,
        "commission": made_for,
        "things": things or [make_goods()],
        "terms": make_terms(),
        "by": staff_actor(),
        **signatures(),
    }
    return receive_goods(**asked | over)


def give_back(commission: Commission, *things: Any, **over: Any) -> Receipt:
    asked: dict[str, Any] = {
        "client": commission.client,
        "commission": commission,
        "things": [checked(each) for each in things],
        "by": staff_actor(),
        **signatures(),
    }
    return hand_back_goods(**asked | over)


def stone_of(commission):
    return commission.client.stones.get()


def test_what_comes_for_a_piece_is_promised_to_it():
    commission = make_commission()
    receipt = bring(commission, make_goods(), make_goods(), Goods(BroughtPiece(description="Ring")))
    places = commission.stones.living().order_by("pk").values_list("place", flat=True)
    assert list(places) == ["centre", "side"]
    assert receipt.frozen["commission"] == commission.reference
    assert receipt.commission_id == commission.pk


@pytest.mark.parametrize("status", [CommissionStatus.DECLINED, CommissionStatus.WITHDRAWN])
def test_what_comes_when_the_piece_is_over_is_promised_to_nothing(status):
    commission = make_commission(status=status)
    bring(commission)
    assert not CommissionStone.objects.exists()


def test_a_promise_elsewhere_stays_where_it_is():
    first = make_commission()
    bring(first)
    stone = stone_of(first)
    give_back(first, stone)
    CommissionStone.objects.create(commission=first, stone=stone)
    second = make_commission(client=first.client)
    bring(second, make_goods(stone))
    assert CommissionStone.objects.living().get().commission == first


def test_nobody_receives_for_another_clients_piece():
    with pytest.raises(Refusal, match="is not made for"):
        bring(make_commission(), client=make_client())
    commission = make_commission()
    with pytest.raises(NotAllowed):
        bring(commission, by=client_actor(commission.client))
    assert Receipt.objects.count() == 0


def test_going_home_releases_the_promise():
    commission = make_commission()
    bring(commission)
    stone = stone_of(commission)
    give_back(commission, stone)
    assert not CommissionStone.objects.living().exists()
    assert Event.objects.get(kind="stone.released").commission_id == commission.pk


@pytest.mark.parametrize("status", ["approved", "making", "ready"])
def test_a_stone_an_agreed_piece_needs_stays(status):
    commission = make_commission()
    bring(commission)
    Commission.objects.update(status=status)
    with pytest.raises(WrongState, match=f"is promised to {commission.reference}"):
        give_back(commission, stone_of(commission))
    assert holder_kind_of(stone_of(commission)) == HolderKind.HOUSE


def test_a_brought_piece_goes_home_whatever_is_made():
    commission = make_commission()
    ring = BroughtPiece(description="The old ring")
    bring(commission, make_goods(), Goods(ring))
    Commission.objects.update(status=CommissionStatus.MAKING)
    assert give_back(commission, ring).kind == "handed_back"


def test_stones_go_home_with_the_piece_but_never_a_dealers():
    commission = make_commission()
    bring(commission)
    stone = stone_of(commission)
    ours = make_stone()
    memo = make_stone(title=Title.MEMO, memo=make_memo())
    for each in (ours, memo):
        CommissionStone.objects.create(commission=commission, stone=each)
    Commission.objects.update(status=CommissionStatus.READY)
    commission.refresh_from_db()
    for promise in unproved_of(commission, "hand_over"):
        StoneProof.objects.create(promise=promise, moment="hand_over", matches=True)
    deliver(commission=commission, by=staff_actor())
    assert holder_kind_of(stone) == holder_kind_of(ours) == HolderKind.OWNER
    assert holder_of(ours) == str(commission.client)
    assert holder_kind_of(memo) == HolderKind.DEALER
    with pytest.raises(Refusal, match="already with"):
        give_back(commission, stone)


def test_goods_for_no_piece_keep_quiet_while_any_piece_is_a_surprise():
    owner = make_client(email="clara@example.com")
    commission = make_commission(client=owner, is_surprise=True)
    bring(commission, commission=None)
    mail = OutgoingMessage.objects.get(kind="receipt.signed")
    assert (mail.subject, mail.attachments) == ("A note for you", [])
    Commission.objects.update(status=CommissionStatus.WITHDRAWN)
    bring(commission, commission=None)
    mail = OutgoingMessage.objects.filter(kind="receipt.signed").latest("created_at")
    assert mail.attachments[0]["type"] == "application/pdf"


def test_a_stone_that_is_at_a_laboratory_comes_back_first():
    commission = make_commission()
    bring(commission)
    stone, by = stone_of(commission), staff_actor()
    move_stone(stone=stone, to_holder="GIA", to_kind=HolderKind.LABORATORY, by=by)
    with pytest.raises(Refusal, match="take it back into the house first"):
        give_back(commission, stone)


@pytest.mark.django_db(transaction=True)
def test_an_approval_and_a_hand_back_at_once_never_both_have_the_stone():
    """Whichever comes first: an agreed piece keeps its stone, or the stone is home and free."""
    commission = make_commission()
    bring(commission)
    stone, by = stone_of(commission), staff_actor()
    option = make_sent_quote(commission).options.get(position=1)
    ends = at_once([lambda: approve(option), lambda: give_back(commission, stone, by=by)])
    assert not any(isinstance(each, DatabaseError) for each in ends)
    commission.refresh_from_db()
    is_home = holder_kind_of(stone) == HolderKind.OWNER
    is_promised = CommissionStone.objects.living().filter(stone=stone).exists()
    assert is_promised != is_home
