"""Cancelling a commission: who may, on what sum, and everything that ends with it."""

from base64 import b64decode
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.materials.tests.factories import make_stone
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from orders.actions.cancelling import ask_to_cancel, cancel, preview
from orders.actions.changes import sign_change
from orders.balances import balance_of
from orders.models import Cancellation, CancellationTier, Commission, Instalment
from orders.policies.sides import client_of
from orders.statuses import COMMISSIONS, CommissionStatus
from orders.tests.changing import (
    make_change,
    make_sent_change,
    make_signed_change,
    shown,
    signing_code,
)
from orders.tests.factories import make_approved, make_commission

pytestmark = pytest.mark.django_db


def tier(code: str = "after_model") -> CancellationTier:
    """One of the house's own tiers."""
    return CancellationTier.objects.get(code=code)


def end(commission: Commission, **over: Any) -> Cancellation:
    """Cancel as the house does, every stone going back."""
    chosen = over.pop("tier", None) or tier()
    seen = preview(commission=commission, tier=chosen)
    fields: dict[str, Any] = {
        "tier": chosen,
        "returnable": [line.key for line in seen.stones],
        "refund": seen.refund,
        "reason": "The client moves abroad.",
        "by": staff_actor(),
    }
    return cancel(commission=commission, **fields | over)


def test_the_commission_ends_on_what_was_shown() -> None:
    commission = make_approved().commission
    cancellation = end(commission, tier=tier("after_casting"))
    commission.refresh_from_db()
    assert commission.status == CommissionStatus.CANCELLED
    # A quarter of 497.70 of metal, and the tax on it; the stone goes back.
    assert (cancellation.kept, cancellation.refund) == (Decimal("135.47"), Decimal("-135.47"))
    assert [line["kept"] for line in cancellation.lines] == ["124.43", "0.00", "11.04"]
    told = Event.objects.get(kind="commission.cancelled").data
    assert told["reason"] == "The client moves abroad."


def test_a_stone_that_does_not_go_back_is_charged() -> None:
    commission = make_approved().commission
    seen = preview(commission=commission, tier=tier(), unreturnable=["0-2"])
    cancellation = end(commission, returnable=[], refund=seen.refund)
    assert cancellation.kept == Decimal("3484.00")


def test_the_client_gets_the_settlement_as_a_paper() -> None:
    commission = make_approved().commission
    end(commission)
    [paper] = OutgoingMessage.objects.get(kind="commission.cancelled").attachments
    assert paper["name"] == f"settlement-{commission.reference}.pdf"
    assert b64decode(paper["base64"])[:5] == b"%PDF-"


def test_a_surprise_gets_no_paper_by_mail() -> None:
    end(make_approved(make_commission(is_surprise=True)).commission)
    assert OutgoingMessage.objects.get(kind="commission.cancelled").attachments == []


def test_twice_is_once() -> None:
    commission = make_approved().commission
    first = end(commission)
    assert end(commission, refund=first.refund) == first
    assert OutgoingMessage.objects.filter(kind="commission.cancelled").count() == 1


def test_another_sum_than_was_shown_is_a_conflict() -> None:
    commission = make_approved().commission
    with pytest.raises(Conflict) as refused:
        end(commission, refund=Decimal("1.00"))
    assert refused.value.details["refund"] == "0.00"
    commission.refresh_from_db()
    assert commission.status == CommissionStatus.APPROVED


def test_it_needs_a_reason() -> None:
    with pytest.raises(Refusal, match="say why"):
        end(make_approved().commission, reason="  ")


def test_only_the_house_cancels() -> None:
    commission = make_approved().commission
    with pytest.raises(NotAllowed):
        end(commission, by=client_actor(commission.client))


@pytest.mark.parametrize("status", CommissionStatus.values)
def test_every_standing(status: str) -> None:
    commission = make_approved().commission
    delivered = {"delivered_at": commission.created_at} if status == "delivered" else {}
    Commission.objects.filter(pk=commission.pk).update(status=status, **delivered)
    if COMMISSIONS.allows("cancel", status):
        assert end(commission).tier_name == "After the model"
    else:
        with pytest.raises(WrongState):
            end(commission)
        assert not Cancellation.objects.exists()


def test_open_changes_close_and_cannot_be_signed() -> None:
    change = make_sent_change()
    code, eyes = signing_code(change), shown(change)
    draft = make_change(change.commission)
    end(change.commission)
    for each in (change, draft):
        each.refresh_from_db()
        assert each.status == "withdrawn"
    with pytest.raises(WrongState):
        sign_change(change=change, code=code, **eyes)


def test_signed_changes_are_part_of_it() -> None:
    signature = make_signed_change()
    settled = preview(commission=signature.change.commission, tier=tier("after_setting"))
    assert settled.agreed == Decimal("4025.87") + Decimal("522.60")
    assert Decimal("480.00") in [line.kept for line in settled.lines]


def test_nothing_more_is_asked_but_what_is_kept() -> None:
    commission = make_signed_change().change.commission
    cancellation = end(commission, tier=tier("after_casting"))
    living = Instalment.objects.filter(commission=commission, withdrawn_at__isnull=True)
    assert [row.amount for row in living] == [cancellation.kept]
    balance = balance_of(commission)
    assert (balance.agreed, balance.due) == (cancellation.kept, cancellation.kept)


def test_stones_are_free_again() -> None:
    commission = make_approved().commission
    stone = make_stone()
    commission.stones.create(stone=stone)
    end(commission)
    assert not commission.stones.living().exists()


def test_the_settlement_is_append_only() -> None:
    end(make_approved().commission)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Cancellation.objects.update(refund=Decimal("1.00"))


def test_postgres_refuses_a_settlement_that_does_not_add_up() -> None:
    settled = end(make_approved().commission)
    kept, settled.pk, settled.commission = settled.kept, None, make_approved().commission
    settled.refund = settled.paid - kept + 1
    with pytest.raises(IntegrityError, match="cancellation_adds_up"):
        settled.save()


class TestAsking:
    """The client asks, and staff carry it out."""

    def test_the_house_reads_what_was_shown(self) -> None:
        commission = make_approved().commission
        ask(commission)
        note = commission.messages.get()
        assert note.from_client
        assert "We changed our plans." in note.body
        assert "I was shown: after the model, 0.00 USD kept, 0.00 USD back" in note.body
        commission.refresh_from_db()
        assert commission.status == CommissionStatus.APPROVED

    def test_only_the_client_asks(self) -> None:
        commission = make_approved().commission
        with pytest.raises(NotAllowed):
            ask(commission, by=client_actor(make_client()))

    def test_not_after_the_end(self) -> None:
        commission = make_approved().commission
        end(commission)
        commission.refresh_from_db()
        with pytest.raises(WrongState):
            ask(commission)


def ask(commission: Commission, **over: Any) -> object:
    """Ask as the client does."""
    user = client_of(commission).user
    fields: dict[str, Any] = {
        "tier": tier(),
        "words": "We changed our plans.",
        "author": user,
        "by": client_actor(commission.client),
    }
    return ask_to_cancel(commission=commission, **fields | over)
