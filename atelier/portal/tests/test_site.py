"""The open site: what a stranger may read, in a bounded number of queries."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from atelier.house.models import House
from atelier.people.models import SecretLink
from designs.models import Design

pytestmark = pytest.mark.django_db

PAGES = ["/", "/levels/", "/process/", "/contact/", "/designs/", "/designs/AT-E01/"]


@pytest.fixture(autouse=True)
def _house():
    House.current()


def _keep(*codes: str) -> None:
    Design.objects.exclude(code__in=codes).update(retired_at=timezone.now())


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_reads_every_page_without_a_cookie(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_the_catalogue_asks_as_much_for_three_designs_as_for_one(client, django_assert_num_queries):
    _keep("AT-E01")
    with django_assert_num_queries(12):
        assert len(client.get("/designs/").context["shown"]) == 1
    _keep("AT-E01")
    Design.objects.filter(code__in=["AT-W01", "AT-P01"]).update(retired_at=None)
    with django_assert_num_queries(12):
        assert len(client.get("/designs/").context["shown"]) == 3


def test_home_asks_as_much_for_three_designs_as_for_one(client, django_assert_num_queries):
    _keep("AT-E01")
    with django_assert_num_queries(12):
        client.get("/")
    Design.objects.filter(code__in=["AT-W01", "AT-P01"]).update(retired_at=None)
    with django_assert_num_queries(12):
        client.get("/")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 22),
        ("?piece=engagement_ring", 6),
        ("?metal=silver", 1),
        ("?stone=pearl", 1),
        ("?piece=bracelet&metal=platinum", 1),
        ("?level=general", 22),
        ("?piece=nonsense", 22),
        ("?piece=bracelet&metal=silver", 0),
    ],
)
def test_filters_narrow_and_nonsense_does_not(client, query, count):
    response = client.get("/designs/" + query)
    assert len(response.context["shown"]) == count


def test_mid_level_shows_only_designs_whose_stone_may_change(client):
    shown = client.get("/designs/?level=mid").context["shown"]
    assert {one.design.code for one in shown}.isdisjoint({"AT-W01", "AT-W02", "AT-W03", "AT-R01"})


def test_an_empty_shelf_offers_to_draw_it(client):
    page = client.get("/designs/?piece=bracelet&metal=silver").content.decode()
    assert "Nothing like that yet" in page


def test_a_retired_or_unknown_design_is_not_there(client):
    _keep("AT-E01")
    assert client.get("/designs/AT-W01/").status_code == 404
    assert client.get("/designs/nothing/").status_code == 404


def test_carats_are_called_estimates(client):
    page = client.get("/designs/AT-E01/").content.decode()
    assert "about 1.31 ct, estimated" in page


def test_no_claim_the_records_do_not_bear_out(client):
    for path in PAGES:
        words = client.get(path).content.decode().lower()
        for claim in ("handmade", "eco-friendly", "gia certified", "conflict-free", "!</"):
            assert claim not in words, (path, claim)


def test_the_levels_say_what_they_cost_and_take(client):
    offers = client.get("/levels/").context["offers"]
    assert [offer.card.title for offer in offers] == ["General", "Mid-level", "Bespoke"]
    prices = [offer.price_from for offer in offers]
    assert all(price and price % 10 == 0 for price in prices)
    assert prices == sorted(prices)


def test_a_missing_page_is_kind(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_kindly():
    browser = Browser(enforce_csrf_checks=True)
    response = browser.post("/request/", {"wearer": "self"})
    assert response.status_code == 403
    assert "The form had been open too long" in response.content.decode()


def test_an_uncaught_refusal_gets_a_page_with_its_status(client):
    SecretLink.objects.all().delete()
    response = client.get("/request/look/unknown/")
    assert response.status_code == 404
    assert "This link is no longer open" in response.content.decode()


def test_the_houses_own_colour_is_worn_everywhere(client):
    assert "/look.css" not in client.get("/").content.decode()
    House.objects.update(accent_colour="#2b1d3f")
    assert "/look.css?" in client.get("/").content.decode()
    response = client.get("/look.css")
    assert response.content.decode() == ":root { --accent: #2b1d3f; }"
    assert response["Content-Type"] == "text/css; charset=utf-8"
