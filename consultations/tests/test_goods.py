"""Goods at an appointment: the receipt stays with it, whichever way they went."""

import uuid
from typing import Any

import pytest

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.materials.models import Receipt
from atelier.materials.tests.receiving import checked, make_goods, make_terms, signatures
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from consultations.actions.goods import hand_back_at, receive_at
from consultations.models import Appointment, AppointmentReceipt
from consultations.tests.factories import make_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Appointment:
    return make_appointment(client=make_client(name="Clara Weiss"))


def receive(held: Appointment, **over: Any) -> Receipt:
    asked: dict[str, Any] = {"terms": make_terms(), "by": staff_actor(), **signatures()} | over
    return receive_at(appointment=held, things=[make_goods()], **asked)


def test_what_came_and_what_went_home_stand_with_the_appointment(held: Appointment) -> None:
    came = receive(held)
    asked: dict[str, Any] = {"by": staff_actor(), **signatures()}
    stone = held.client.stones.get()
    went = hand_back_at(appointment=held, things=[checked(stone)], witness="Noor", **asked)
    kept = AppointmentReceipt.objects.order_by("pk").values_list("appointment", "receipt")
    assert list(kept) == [(held.pk, came.pk), (held.pk, went.pk)]
    told = Event.objects.filter(kind__startswith="appointment.goods").order_by("pk")
    assert [(each.kind, each.data["number"]) for each in told] == [
        ("appointment.goods_received", came.number),
        ("appointment.goods_handed_back", went.number),
    ]


def test_the_same_form_twice_is_one_receipt_at_one_appointment(held: Appointment) -> None:
    form = uuid.uuid4()
    assert receive(held, request_id=form) == receive(held, request_id=form)
    assert AppointmentReceipt.objects.count() == 1
    assert Event.objects.filter(kind="appointment.goods_received").count() == 1


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
def test_nothing_changes_hands_at_one_that_did_not_take_place(
    held: Appointment, status: str
) -> None:
    Appointment.objects.update(status=status)
    with pytest.raises(WrongState, match="nothing changes hands"):
        receive(held)
    assert not Receipt.objects.exists()


def test_a_client_writes_no_receipt(held: Appointment) -> None:
    with pytest.raises(NotAllowed):
        receive(held, by=client_actor(held.client))
