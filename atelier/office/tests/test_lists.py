"""The lists: quick whatever their length, and closed to everybody but staff."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from atelier.materials.custody import move
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.models import Incident, Receipt
from atelier.materials.tests.factories import make_brought_piece, make_stone
from atelier.materials.tests.receiving import receive
from atelier.people.tests.factories import make_client, make_staff, staff_actor
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


def make_receipt() -> Receipt:
    """Goods of a client of their own, received."""
    return receive(make_client())


def make_incident() -> Incident:
    """Damage to a stone of its own."""
    return report_incident(
        thing=make_stone(), kind="damage", what_happened="Chipped.", by=staff_actor()
    )


LISTS: dict[str, tuple[Callable[[], object], int]] = {
    "admin:orders_commission_changelist": (make_commission, 6),
    "admin:orders_quote_changelist": (make_draft, 4),
    "admin:consultations_appointment_changelist": (make_appointment, 6),
    "admin:ownership_serial_changelist": (make_serial, 6),
    "admin:materials_receipt_changelist": (make_receipt, 6),
    "admin:materials_incident_changelist": (make_incident, 4),
    "admin:materials_broughtpiece_changelist": (make_brought_piece, 4),
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


@pytest.mark.parametrize(
    ("make", "page"),
    [(make_receipt, "receipt"), (make_incident, "incident"), (make_brought_piece, "goods")],
)
def test_a_row_that_is_never_edited_opens_its_own_page(client, make, page):
    made = make()
    client.force_login(make_staff())
    model = made._meta.model_name
    answer = client.get(reverse(f"admin:materials_{model}_change", args=[made.pk]))
    assert answer["Location"] == reverse(f"admin:{page}", args=[made.public_id])
    assert client.get(reverse(f"admin:materials_{model}_add")).status_code == 403


def test_incidents_are_found_by_whether_they_are_settled(client):
    open_one, ended = make_incident(), make_incident()
    settle_incident(incident=ended, outcome="Repolished.", by=staff_actor())
    client.force_login(make_staff())
    address = reverse("admin:materials_incident_changelist")
    for asked, shown in (("no", [open_one]), ("yes", [ended])):
        found = client.get(f"{address}?settled={asked}").context["cl"].queryset
        assert list(found) == shown


def test_pieces_are_found_by_whether_we_hold_them(client):
    held, _ = make_brought_piece(), make_brought_piece()
    move(thing=held, to_holder="Safe", to_kind="house", by=staff_actor())
    client.force_login(make_staff())
    address = reverse("admin:materials_broughtpiece_changelist")
    found = client.get(f"{address}?care=held").context["cl"].queryset
    assert list(found) == [held]
