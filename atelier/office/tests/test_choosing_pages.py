"""A stone found after the approval, chosen on the commission's brief."""

import pytest
from django.urls import reverse

from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import load_materials, make_stone
from atelier.people.tests.factories import make_client, make_staff
from orders.models import CommissionStone
from orders.tests.factories import make_commission
from orders.tests.test_choosing import agreed_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission(client):
    client.force_login(make_staff())
    load_materials()
    return agreed_on("sapphire", count="1")


def brief(commission):
    return reverse("admin:commission", args=[commission.reference, "brief"])


def choosing(commission):
    return reverse("admin:stone_choose", args=[commission.reference])


def test_a_stone_is_chosen_and_taken_back(client, commission):
    blue, red = make_stone(colour="blue"), make_stone("ruby", colour="red")
    theirs = make_stone(colour="pink", title=Title.CLIENT, owner=make_client())
    page = client.get(brief(commission)).content.decode()
    assert f"ours, no. {blue.pk}<" in page
    assert f"no. {red.pk}<" not in page
    assert f"no. {theirs.pk}<" not in page
    answer = client.post(choosing(commission), {"stone": blue.pk, "place": "centre"})
    assert answer.status_code == 302
    page = client.get(brief(commission)).content.decode()
    assert "Stones to be found" not in page
    back = reverse("admin:stone_take_back", args=[commission.reference, commission.stones.get().pk])
    assert back in page
    assert client.post(back).status_code == 302
    assert not CommissionStone.objects.living().exists()
    assert back not in client.get(brief(commission)).content.decode()


def test_what_is_not_offered_is_refused_beside_its_field(client, commission):
    red = make_stone("ruby")
    answer = client.post(choosing(commission), {"stone": red.pk, "place": "centre"})
    assert answer.status_code == 400
    assert "Stones to be found" in answer.content.decode()


def test_nothing_is_asked_before_the_approval_and_of_nobody_who_only_looks(client, commission):
    make_stone()
    assert "Stones to be found" not in client.get(brief(make_commission())).content.decode()
    looking = make_staff(is_superuser=False)
    client.force_login(looking)
    assert client.post(choosing(commission), {"place": "centre"}).status_code == 403
