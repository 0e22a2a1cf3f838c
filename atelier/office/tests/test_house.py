"""The house, edited in one place."""

import pytest
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import Event

pytestmark = pytest.mark.django_db


def test_the_admin_opens_the_one_record_at_once(admin_client):
    page = admin_client.get(reverse("admin:house_house_changelist"))
    assert page.status_code == 302
    assert page["Location"] == reverse("admin:house_house_change", args=[1])
    form = admin_client.get(page["Location"]).content.decode()
    assert "Money and time" in form
    assert admin_client.get(reverse("admin:house_house_add")).status_code == 403


def test_an_edit_is_told_to_the_journal(admin_client, admin_user):
    page = reverse("admin:house_house_change", args=[House.current().pk])
    form = admin_client.get(page).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields}
    typed |= {"name": "Maison Tessaly", "address": "41 Lantern Street", "payment_days": 40}
    assert admin_client.post(page, typed).status_code == 302
    assert (House.current().name, House.current().payment_days) == ("Maison Tessaly", 40)
    event = Event.objects.get(kind="record.changed")
    assert (event.actor_user_id, event.subject_type) == (admin_user.pk, "house.house")
    assert set(event.data["fields"]) == {"name", "address", "payment_days"}


def test_the_house_cannot_be_deleted(admin_client):
    House.current()
    deletion = reverse("admin:house_house_delete", args=[1])
    assert admin_client.post(deletion, {"post": "yes"}).status_code == 403
    assert House.objects.count() == 1
