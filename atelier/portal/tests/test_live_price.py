"""The price of a design while one chooses, computed by hand: gold at 100 a gram, platinum at 40."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from atelier.house.models import House
from atelier.materials.models import Metal, MetalPrice, Service
from atelier.tests.accessibility import axe_violations
from designs.tests.factories import load_designs

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prices(db):
    House.current()
    load_designs()
    Service.objects.all().delete()
    for code, per_ozt in (("XAU", "3110.35"), ("XPT", "1244.14")):
        set_price(code, per_ozt)


def set_price(metal, per_ozt, **over):
    fields = {"source": "London fixing", "per_ozt": D(per_ozt)} | over
    return MetalPrice.objects.create(metal=Metal.objects.get(code=metal), **fields)


def ask(client, code="AT-W01", **choice):
    return client.get(f"/designs/{code}/price/", choice)


def words(response):
    return response.content.decode()


def test_the_price_and_what_makes_it_differ(client):
    response = ask(client, metal="18KR", size="7", system="us")
    tried = response.context["tried"]
    # At US 7: 382.074 mm³ × 15.18 = 5.800 g, + 8 % = 6.264 g × 84.00 = 526.18, and 665.00
    assert tried.price == D("1191.18")
    assert [str(each) for each in tried.differences] == [
        "Rose instead of yellow: 0.2 g less, −$15",
        "Size 7 instead of 9: 0.5 g less, −$45",
    ]
    assert "$1,191.18" in words(response)
    assert "in 18k rose gold, US 7 (17.32 mm)" in words(response)
    today = House.current().today()
    at = f"At today’s gold price, {today:%-d %B} (London fixing)."
    assert at in words(response)
    assert "10 % more or less when it is finished: your price stays" in words(response)


def test_as_drawn_there_is_nothing_to_explain(client):
    tried = ask(client).context["tried"]
    assert (tried.price, tried.differences, tried.by_staff) == (D("1251.57"), [], "")
    assert "as drawn, before tax" in words(ask(client))


def test_a_longer_chain(client):
    tried = ask(client, "AT-P01", metal="18KW-PD", length="24").context["tried"]
    assert tried.price == D("12899.97")
    assert str(tried.differences[-1]).startswith("24 in instead of 18: 0.7 g more, +$")
    assert len(tried.differences) <= 2


def test_sizes_are_read_in_any_system(client):
    tried = ask(client, size="N 1/2", system="uk").context["tried"]
    assert str(tried.size) == "UK N½ (17.31 mm)"
    assert str(tried.differences[0]).startswith("Size N½ instead of ")
    # Nobody has to choose a system: what is written tells it.
    assert tried.form.fields["system"].choices[0][0] == ""
    assert str(ask(client, size="54", system="").context["tried"].size) == "EU 54 (17.19 mm)"


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        ("22", "no such size"),
        ("two", "could not read this size"),
        ("1", "is made from US"),
    ],
)
def test_a_size_that_cannot_be_is_answered_kindly_with_the_price_as_drawn(client, size, sentence):
    response = ask(client, size=size, system="us")
    assert response.status_code == 200
    assert sentence in words(response)
    assert response.context["tried"].price == D("1251.57")


@pytest.mark.parametrize("nonsense", [{"metal": "LEAD"}, {"length": "9"}, {"system": "moon"}])
def test_nonsense_stays_as_drawn(client, nonsense):
    assert ask(client, **nonsense).context["tried"].price == D("1251.57")


def test_another_metal_goes_to_staff(client):
    platinum = words(ask(client, metal="PT950-RU"))
    assert "we confirm it and its price by hand" in platinum
    assert "Platinum 950, ruthenium instead of 18k yellow gold: 2.1 g more, −$192" in platinum
    assert "by hand" not in words(ask(client, metal="18KR"))


def test_a_price_of_another_day_says_which(client):
    MetalPrice.objects.all().delete()
    day = timezone.now() - timedelta(days=9)
    set_price("XAU", "3110.35", at=day)
    told = timezone.localtime(day, House.current().zone)
    assert f"At the gold price of {told:%-d %B} (London fixing)" in words(ask(client))


def test_without_a_price_a_person_answers(client):
    MetalPrice.objects.all().delete()
    response = ask(client, metal="18KR", size="7")
    assert "We price this one by hand and reply within one working day." in words(response)
    assert response.context["tried"].price is None


def test_a_range_says_why(client):
    response = ask(client, "AT-E01")
    low, high = response.context["tried"].range
    assert low < response.context["tried"].price < high
    assert "until our gemmologist has confirmed the stone" in words(response)
    assert ask(client).context["tried"].range is None


def test_it_may_be_kept_by_anybody_on_the_way(client):
    response = ask(client, metal="18KR")
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert client.post("/designs/AT-W01/price/").status_code == 405
    assert client.get("/designs/nothing/price/").status_code == 404


@pytest.mark.parametrize(("code", "queries"), [("AT-W01", 5), ("AT-E01", 10)])
def test_asking_takes_few_queries_whatever_is_chosen(
    client, code, queries, django_assert_num_queries
):
    for choice in ({}, {"metal": "PT950-RU", "size": "7", "system": "us"}):
        with django_assert_num_queries(queries):
            ask(client, code, **choice)


def test_the_page_shows_the_same_without_a_script(client):
    page = client.get("/designs/AT-W01/", {"metal": "18KR", "size": "7", "system": "us"})
    shown = page.content.decode()
    assert "$1,191.18" in shown
    assert "Show the price" in shown
    # Another metal keeps the size.
    assert 'href="?metal=18KW-PD&amp;size=7&amp;system=us"' in shown
    assert client.get("/designs/AT-W01/?metal=LEAD").context["tried"].alloy.code == "18KY"
    assert "Show the price" not in client.get("/designs/AT-O01/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    def test_the_price_follows_the_choice(self, page: Page, live_server):
        page.goto(f"{live_server.url}/designs/AT-W01/?metal=18KR")
        said = page.locator("#live-price")
        expect(said).to_contain_text("$1,236.54")
        page.get_by_label("Ring size").fill("7")
        expect(said).to_contain_text("$1,191.18")
        expect(said).to_contain_text("Size 7 instead of 9")
        assert "size=7" in page.url
        assert axe_violations(page) == []
        page.get_by_role("link", name="18k yellow gold").click()
        expect(page.locator("#live-price")).to_contain_text("$1,205.04")

    def test_nothing_below_moves(self, page: Page, live_server):
        page.goto(f"{live_server.url}/designs/AT-E01/")
        button = page.get_by_role("link", name="Request this piece")
        place = "element => element.getBoundingClientRect().top + window.scrollY"
        before = button.evaluate(place)
        page.get_by_label("Ring size").fill("8")
        expect(page.locator("#live-price")).to_contain_text("Size 8 instead of 6½")
        assert button.evaluate(place) == before

    def test_without_scripts_a_button_asks(self, browser, live_server):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{live_server.url}/designs/AT-W01/?metal=18KR")
        page.get_by_label("Ring size").fill("7")
        page.get_by_role("button", name="Show the price").click()
        expect(page.locator("#live-price")).to_contain_text("$1,191.18")
        context.close()
