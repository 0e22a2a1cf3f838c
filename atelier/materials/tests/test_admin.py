"""The trade's records in the admin: quick lists, journalled edits, custody by its action."""

from decimal import Decimal

import pytest
from django.urls import reverse

from atelier.journal.history import sentence_of
from atelier.journal.models import Event
from atelier.materials.models import (
    Alloy,
    ChainLength,
    ChainStyle,
    Cut,
    Metal,
    MetalPrice,
    Setting,
    Stone,
    StonePrice,
    StoneVariety,
)
from atelier.materials.tests.factories import load_materials, make_report, make_stone
from atelier.materials.tests.receiving import make_goods, new_emerald, receive
from atelier.people.tests.factories import make_client, make_staff

pytestmark = pytest.mark.django_db
QUERIES = 7
MODELS = [
    Alloy,
    ChainLength,
    ChainStyle,
    Cut,
    Metal,
    MetalPrice,
    Setting,
    Stone,
    StonePrice,
    StoneVariety,
]


def _address(model, page, *args):
    return reverse(f"admin:materials_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def staff(client):
    load_materials()
    client.force_login(make_staff(name="Ines Roth"))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_every_list_search_and_record_opens(model, staff):
    stone = make_stone()
    record = stone if model is Stone else model._default_manager.first()
    assert staff.get(_address(model, "changelist")).status_code == 200
    assert staff.get(_address(model, "changelist"), {"q": "gold"}).status_code == 200
    assert staff.get(_address(model, "change", record.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_client_never_reaches_them(model, client):
    client.force_login(make_client().user)
    assert client.get(_address(model, "changelist")).status_code == 403


def test_a_list_of_stones_asks_as_much_for_three_as_for_one(staff, django_assert_num_queries):
    address = _address(Stone, "changelist")
    staff.get(address)
    make_report(make_stone(carats=Decimal("1.52")), number="2141438171")
    with django_assert_num_queries(QUERIES):
        page = staff.get(address).content.decode()
    assert "GIA report 2141438171" in page
    assert "Ultrasonic with caution, no torch" in page
    make_stone("emerald", "emerald")
    make_stone("diamond", "round")
    with django_assert_num_queries(QUERIES):
        staff.get(address)


def test_an_edit_is_written_into_the_journal(staff):
    alloy = Alloy.objects.get(code="18KY")
    fields = {
        "name": alloy.name,
        "code": alloy.code,
        "metal": alloy.metal_id,
        "colour": alloy.colour,
        "is_offered": "on",
        "order": alloy.order,
        "fineness": alloy.fineness,
        "density": "15.40",
        "stamp": alloy.stamp,
    }
    answer = staff.post(_address(Alloy, "change", alloy.pk), fields)
    assert answer.status_code == 302
    alloy.refresh_from_db()
    assert alloy.density == Decimal("15.400")
    event = Event.objects.get(kind="record.changed")
    assert sentence_of(event) == "Ines Roth changed the alloy 18k yellow gold: density"


def test_a_metal_price_is_added_and_never_rewritten(staff):
    price = MetalPrice.objects.get(metal__code="XAU")
    address = _address(MetalPrice, "change", price.pk)
    assert staff.post(address, {"per_ozt": "1"}).status_code == 403
    fields = {
        "metal": price.metal_id,
        "per_ozt": "4100",
        "currency": "USD",
        "at_0": "2026-11-20",
        "at_1": "10:00:00",
        "source": "Refiner's list",
    }
    assert staff.post(_address(MetalPrice, "add"), fields).status_code == 302
    assert MetalPrice.objects.filter(metal__code="XAU").count() == 2


def test_a_movement_is_recorded_from_the_stones_page(staff):
    stone = make_stone()
    address = reverse("admin:materials_stone_move", args=[stone.pk])
    assert "Goes to" in staff.get(address).content.decode()
    staff.post(address, {"to_holder": "Setter", "to_kind": "jeweller", "carats": "1.52"})
    assert stone.movements.get().by_name == "Ines Roth"
    again = staff.post(
        address, {"to_holder": "Setter", "to_kind": "jeweller", "condition": "kept"}
    ).content.decode()
    assert "already with Setter" in again
    assert "kept" in again
    assert "Setter" in staff.get(_address(Stone, "changelist")).content.decode()
    assert stone.movements.count() == 1


def test_what_a_client_has_signed_for_is_not_typed_over(staff):
    receipt = receive(make_client(), make_goods(new_emerald(depth=None)))
    signed = receipt.items.get().stone
    assert signed
    page = staff.get(_address(Stone, "change", signed.pk)).content.decode()
    kept = ("carats", "length", "width", "count", "as_stated", "declared_value")
    assert [name for name in kept if f'name="{name}"' in page] == []
    assert "is not typed over" in page
    # Nobody measured its depth then, and what it is may be found later.
    assert 'name="depth"' in page
    assert 'name="treatment"' in page
    before = make_stone(title="client", owner=make_client(), carats=Decimal("1.5"))
    page = staff.get(_address(Stone, "change", before.pk)).content.decode()
    assert 'name="carats"' in page
    assert "is not typed over" not in page


def test_stones_and_movements_are_not_deleted(staff):
    stone = make_stone()
    assert staff.post(_address(Stone, "delete", stone.pk), {"post": "yes"}).status_code == 403
