"""Claims and metal on a commission's page."""

import pytest
from django.urls import reverse

from atelier.materials.tests.factories import make_lot
from atelier.people.tests.factories import make_client, make_staff
from production.models import JobLot
from production.tests.factories import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(client):
    client.force_login(make_staff())
    return make_job()


def page_of(job):
    return reverse("admin:commission", args=[job.commission.reference, "production"])


def naming(job):
    return reverse("admin:lot_name", args=[job.commission.reference])


def agreed(job, **over):
    return make_lot(alloy=job.approval.option.alloy.code, **over)


def test_the_page_says_what_may_not_be_said_and_why(client, job):
    page = client.get(page_of(job)).content.decode()
    assert "What this piece may claim" in page
    assert "No metal lot is named." in page
    assert "There is no stone of the atelier" in page
    assert page.count("Not said") == 3


def test_a_lot_is_chosen_named_and_taken_back(client, job):
    lot = agreed(job, number="HR-2207", percent=87)
    make_lot(alloy="AG925", number="HR-9999")
    page = client.get(page_of(job)).content.decode()
    assert "HR-2207, Hudson Refining, 1 Jun 2026, 87 % recycled" in page
    assert "HR-9999" not in page
    assert client.post(naming(job), {"lot": lot.pk, "grams": "6.2"}).status_code == 302
    page = client.get(page_of(job)).content.decode()
    assert "At least 87 % recycled gold, RJC Chain of Custody." in page
    back = reverse("admin:lot_take_back", args=[job.commission.reference, JobLot.objects.get().pk])
    assert client.get(back).status_code == 405
    assert client.post(back).status_code == 302
    assert not JobLot.objects.exists()


def test_nothing_chosen_is_said_beside_the_field(client, job):
    answer = client.post(naming(job), {"lot": "", "grams": "6.2"})
    assert answer.status_code == 400
    assert 'value="6.2"' in answer.content.decode()


def test_a_lot_of_another_commission_is_not_found(client, job):
    other = make_job()
    named = JobLot.objects.create(job=other, lot=agreed(other), by_name="Amélie")
    back = reverse("admin:lot_take_back", args=[job.commission.reference, named.pk])
    assert client.post(back).status_code == 404
    assert JobLot.objects.exists()


def test_a_client_names_nothing(client, job):
    client.force_login(make_client().user)
    assert client.post(naming(job), {"lot": agreed(job).pk}).status_code == 403
    assert not JobLot.objects.exists()
