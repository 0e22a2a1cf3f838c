"""The catalogue in the admin: a quick list, and a page with picture and grams."""

import pytest
from django.urls import reverse

from atelier.people.tests.factories import make_client, make_staff
from designs.models import Design
from designs.tests.factories import load_designs, make_design

pytestmark = pytest.mark.django_db
QUERIES = 7
LIST = "admin:designs_design_changelist"


@pytest.fixture
def staff(client):
    load_designs()
    client.force_login(make_staff())
    return client


def test_the_list_asks_as_much_for_three_as_for_one(staff, django_assert_num_queries):
    Design.objects.exclude(code="AT-E01").delete()
    staff.get(reverse(LIST))
    with django_assert_num_queries(QUERIES):
        page = staff.get(reverse(LIST)).content.decode()
    assert "3.2 g ± 10 %" in page
    assert "US 3.5 to 9" in page
    load_designs()
    with django_assert_num_queries(QUERIES):
        staff.get(reverse(LIST))


def test_a_designs_page_shows_its_grams_in_each_alloy(staff):
    verger = make_design("AT-E01")
    page = staff.get(reverse("admin:designs_design_change", args=[verger.pk])).content.decode()
    assert "3.200 g" in page
    assert "4.251 g" in page
    assert "2.880 to 3.520 g" in page


def test_retired_designs_can_be_listed_apart(staff):
    make_design("AT-E02", retired_at="2026-01-01T00:00Z")
    page = staff.get(reverse(LIST), {"offered": "no"}).content.decode()
    assert "Alba" in page
    assert "Verger" not in page


def test_a_client_never_reaches_it(client):
    client.force_login(make_client().user)
    assert client.get(reverse(LIST)).status_code == 302
