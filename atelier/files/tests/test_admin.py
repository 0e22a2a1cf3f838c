"""Files in the admin: to be read."""

import pytest
from django.urls import reverse

from atelier.files.tests.factories import stl, store_file

pytestmark = pytest.mark.django_db

LIST = reverse("admin:files_storedfile_changelist")


def test_the_list_says_what_each_is(admin_client):
    store_file("GIA 2141438171.pdf")
    store_file("ring.stl", stl(20))
    page = admin_client.get(LIST).content.decode()
    for words in ("GIA 2141438171.pdf", "ring.stl", "PDF", "STL", "1.1", "Amélie"):
        assert words in page


def test_nobody_writes_there(admin_client):
    stored = store_file("report.pdf")
    assert admin_client.get(reverse("admin:files_storedfile_add")).status_code == 403
    page = reverse("admin:files_storedfile_change", args=[stored.pk])
    assert stored.sha256 in admin_client.get(page).content.decode()
    assert admin_client.post(page, {"original_name": "x"}).status_code == 403


def test_staff_without_the_right_see_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("s@example.com", is_staff=True))
    assert client.get(LIST).status_code == 403
