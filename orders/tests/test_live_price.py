"""The price in the request while one chooses, with what makes it what it is."""

from decimal import Decimal

import pytest
from django.urls import reverse

from atelier.house.models import House
from atelier.materials.models import Alloy, Metal, MetalPrice, StonePrice
from designs.tests.factories import load_designs
from orders.models import Piece
from orders.steps import Step
from orders.tests.walks import begin, walk_to

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _prices():
    House.current()
    load_designs()
    for code, per_ozt in (("XAU", "3110.35"), ("XPT", "1244.14")):
        metal = Metal.objects.get(code=code)
        MetalPrice.objects.create(metal=metal, per_ozt=D(per_ozt), source="London fixing")


def alloy(code):
    return Alloy.objects.get(code=code).pk


def ask(client, commission, **choice):
    return client.get(reverse("orders:price", args=[commission.public_id]), choice)


def words(response):
    return response.content.decode()


def test_what_makes_the_price_differ(client):
    commission = walk_to(client, Step.MATERIALS)
    size = {"ring_size_label": "7", "ring_size_system": "us"}
    response = ask(client, commission, alloy=alloy("18KR"), **size)
    assert response.context["indication"].low == D("1191.18")
    assert response.context["reasons"].differences == (
        "Rose instead of yellow: 0.2 g less, −$15",
        "Size 7 instead of 9: 0.5 g less, −$45",
    )
    assert "(London fixing)" in words(response)
    assert "your price stays" in words(response)


def test_another_metal_than_a_colour_goes_to_staff(client):
    commission = walk_to(client, Step.MATERIALS)
    assert "by hand" in words(ask(client, commission, alloy=alloy("PT950-RU")))
    assert "by hand" not in words(ask(client, commission, alloy=alloy("18KR")))


@pytest.mark.parametrize(("size", "kind"), [("30", "no such size"), ("1", "is made from US")])
def test_a_size_that_cannot_be_is_answered_kindly(client, size, kind):
    commission = walk_to(client, Step.MATERIALS)
    response = ask(client, commission, ring_size_label=size, ring_size_system="us")
    assert kind in words(response)
    assert response.context["indication"].low == D("1251.57")


def test_what_was_not_typed_yet_is_no_problem(client):
    commission = walk_to(client, Step.MATERIALS)
    assert ask(client, commission).context["problems"] == []


def test_two_bands_are_told_apart(client):
    commission = walk_to(client, Step.MATERIALS, wearer="both")
    sizes = {"ring_size_label": "7", "second_ring_size_label": "10"}
    said = ask(client, commission, **sizes).context["reasons"].differences
    assert [words.split(":")[0] for words in said] == ["First band", "Second band"]


def test_mid_level_says_why_it_is_a_range_and_who_confirms_it(client):
    commission = walk_to(client, Step.MATERIALS, "mid")
    response = ask(client, commission, stone="sapphire|royal blue")
    assert response.context["indication"].low < response.context["indication"].high
    assert "our gemmologist confirms it" in words(response)
    assert "Why a range" in words(response)


def test_the_range_is_as_wide_as_the_house_says(client):
    commission = walk_to(client, Step.MATERIALS, "mid")
    wide = ask(client, commission, stone="sapphire|royal blue").context["indication"]
    none = {"stone_spread_low_percent": 0, "stone_spread_high_percent": 0}
    House.objects.update(model_spread_percent=0, **none)
    narrow = ask(client, commission, stone="sapphire|royal blue").context["indication"]
    assert wide.low < narrow.low < narrow.high < wide.high


def test_what_has_no_price_is_answered_by_a_person(client):
    commission = walk_to(client, Step.MATERIALS, "mid")
    StonePrice.objects.all().delete()
    response = ask(client, commission, stone="sapphire|royal blue")
    assert response.status_code == 200
    assert "We price this by hand" in words(response)
    bespoke = walk_to(client, Step.MATERIALS, "bespoke")
    assert ask(client, bespoke).context["reasons"] is None


@pytest.mark.parametrize(("level", "queries"), [("general", 7), ("mid", 16)])
def test_asking_takes_the_same_few_queries_and_writes_nothing(
    client, level, queries, django_assert_num_queries
):
    commission = walk_to(client, Step.MATERIALS, level)
    before = list(Piece.objects.values())
    stone = {"stone": "sapphire|royal blue"}
    for choice in ({"alloy": alloy("18KR")}, {"alloy": alloy("18KW-PD"), "ring_size_label": "7"}):
        with django_assert_num_queries(queries):
            ask(client, commission, **choice, **stone)
    assert list(Piece.objects.values()) == before


def test_what_was_tried_on_goes_into_the_request(client):
    commission = begin(client, "?design=AT-W01&metal=18KR&size=N+1/2&system=uk")
    piece = commission.pieces.get()
    assert (str(piece.alloy), piece.ring_size_system) == ("18k rose gold", "uk")
    assert (piece.ring_size_label, piece.ring_diameter) == ("N½", D("17.31"))
    pendant = begin(client, "?design=AT-P01&length=24&size=7").pieces.get()
    assert (pendant.chain_length, pendant.ring_diameter) == (D("609.6"), None)


@pytest.mark.parametrize(
    "nonsense", ["metal=LEAD&size=200&system=moon&length=9", "size=&metal=", "length=-1&size=%00"]
)
def test_nonsense_tried_on_is_left_out(client, nonsense):
    piece = begin(client, f"?design=AT-W01&{nonsense}").pieces.get()
    assert (piece.alloy, piece.ring_diameter, piece.chain_length) == (None, None, None)
