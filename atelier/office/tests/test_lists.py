"""The lists: quick whatever their length, and closed to everybody but staff."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from atelier.people.tests.factories import make_client, make_staff
from consultations.tests.factories import make_appointment
from orders.tests.factories import make_commission, make_draft
from ownership.models import Serial
from ownership.tests.factories import make_job

pytestmark = pytest.mark.django_db


def make_serial() -> Serial:
    """A number on a job of its own."""
    sequence = Serial.objects.count() + 1
    return Serial.objects.create(
        text=f"MS26-{sequence:05d}-0", prefix="MS", year=26, sequence=sequence, job=make_job()
    )


LISTS: dict[str, tuple[Callable[[], object], int]] = {
    "admin:orders_commission_changelist": (make_commission, 6),
    "admin:orders_quote_changelist": (make_draft, 4),
    "admin:consultations_appointment_changelist": (make_appointment, 6),
    "admin:ownership_serial_changelist": (make_serial, 6),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_for_three_as_for_one(name, client, django_assert_num_queries):
    make, queries = LISTS[name]
    client.force_login(make_staff())
    address = reverse(name)
    client.get(address)
    make()
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
    make()
    make()
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_client_never_reaches_a_list(name, client):
    address = reverse(name)
    assert client.get(address).status_code == 302
    client.force_login(make_client().user)
    assert client.get(address).status_code == 403


def test_a_request_of_the_evening_stands_under_the_houses_own_day(client):
    make_commission(requested_at=datetime(2026, 11, 24, 1, 15, tzinfo=UTC))
    client.force_login(make_staff())
    page = client.get(reverse("admin:orders_commission_changelist")).content.decode()
    assert "23 Nov 2026" in page
    assert "24 Nov 2026" not in page


def test_the_house_names_its_own_site(client):
    client.force_login(make_staff())
    page = client.get(reverse("admin:index")).content.decode()
    assert "<title>" in page
    assert "Django" not in page
