"""Pictures in the admin: to be read."""

import pytest
from django.urls import reverse

from atelier.pictures.models import Picture
from atelier.pictures.statuses import PictureStatus
from atelier.pictures.tests.factories import make_picture

pytestmark = pytest.mark.django_db

LIST = reverse("admin:pictures_picture_changelist")


def test_the_list_says_what_became_of_each(admin_client):
    make_picture(original_name="ring.heic")
    make_picture(
        original_name="film.webp",
        status=PictureStatus.REFUSED,
        refusal="It moves.",
        widths=(),
        width=None,
    )
    page = admin_client.get(LIST).content.decode()
    for words in ("ring.heic", "1600 × 1200 px", "film.webp", "Could not be read", "It moves."):
        assert words in page


def test_nobody_writes_there(admin_client):
    picture = make_picture(original_name="ring.heic")
    assert admin_client.get(reverse("admin:pictures_picture_add")).status_code == 403
    page = reverse("admin:pictures_picture_change", args=[picture.pk])
    assert "ring.heic" in admin_client.get(page).content.decode()
    assert admin_client.post(page, {"original_name": "x"}).status_code == 403
    assert Picture.objects.get().original_name == "ring.heic"


def test_staff_without_the_right_see_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("s@example.com", is_staff=True))
    assert client.get(LIST).status_code == 403
