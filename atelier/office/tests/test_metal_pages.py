"""The metal page: what is missing, and saying what was found."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from atelier.office.views import metal
from atelier.people.tests.factories import make_staff
from production.models import Weighing
from production.tests.factories import finish, make_crew, make_job, play_to, start

pytestmark = pytest.mark.django_db
PAGE = "admin:metal"


def make_weighing(grams_out: str = "8.000") -> Weighing:
    crew = make_crew()
    run = start(play_to(make_job(), 40, crew), crew["bench"])
    given = {"weight_in": D("9.400"), "weight_out": D(grams_out), "weights_confirmed": True}
    finish(run, crew["bench"], **given)
    return Weighing.objects.get(run=run)


def test_home_leads_to_what_is_to_explain_and_it_is_explained(client):
    client.force_login(make_staff())
    weighing = make_weighing()
    assert "Metal to explain" in client.get(reverse("admin:index")).content.decode()
    listed = client.get(reverse("admin:production_weighing_changelist") + "?explained=no")
    assert weighing.job.envelope in listed.content.decode()
    page = client.get(reverse(PAGE)).content.decode()
    assert "14.9 % is gone; 3.0 to 6.0 % is usual here." in page
    address = reverse("admin:metal_explain", args=[weighing.pk])
    empty = client.post(address, {"explanation": " "})
    assert (empty.status_code, "Please say what was found." in empty.content.decode()) == (
        400,
        True,
    )
    assert client.post(address, {"explanation": "Swept up after hours."}).status_code == 302
    assert "Every weighing is as usual, or explained." in client.get(reverse(PAGE)).content.decode()
    place = [weighing.job.commission.reference, "production"]
    shown = client.get(reverse("admin:commission", args=place)).content.decode()
    assert "Swept up after hours." in shown
    assert "1.400" in shown


def test_it_asks_as_much_for_three_as_for_one(client, django_assert_num_queries):
    client.force_login(make_staff())
    client.get(reverse(PAGE))
    for count in (1, 2):
        for _ in range(count):
            make_weighing()
        with django_assert_num_queries(7):
            assert client.get(reverse(PAGE)).content.decode().count('metal-alert"') == 2 * count - 1


def test_what_does_not_fit_is_on_the_next_page_and_can_be_searched(client, monkeypatch):
    monkeypatch.setattr(metal, "ALERTS_SHOWN", 2)
    client.force_login(make_staff())
    one, two, three = (make_weighing() for _ in range(3))
    page = client.get(reverse(PAGE)).content.decode()
    assert "1 to 2 of 3" in page
    assert three.job.envelope not in page
    second = client.get(reverse(PAGE), {"page": 2}).content.decode()
    assert three.job.envelope in second
    assert one.job.envelope not in second
    found = client.get(reverse(PAGE), {"q": two.job.envelope.lower()}).content.decode()
    assert found.count('metal-alert"') == 1
    assert two.job.envelope in found
    address = reverse("admin:metal_explain", args=[three.pk]) + "?page=2"
    explained = client.post(address, {"explanation": "Swept up after hours."})
    assert explained.url == f"{reverse(PAGE)}?page=2"


def test_without_the_right_nothing_is_explained(client):
    client.force_login(make_staff(is_superuser=False))
    weighing = make_weighing()
    assert client.get(reverse(PAGE)).status_code == 403
    address = reverse("admin:metal_explain", args=[weighing.pk])
    assert client.post(address, {"explanation": "Nothing."}).status_code == 403
    weighing.refresh_from_db()
    assert weighing.explanation == ""
