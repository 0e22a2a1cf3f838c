"""One's own calendar address in the office: shown once, renewed, revoked."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from atelier.journal.models import Event
from atelier.people.actors import user_actor
from atelier.people.models import User
from atelier.people.tests.factories import make_staff
from consultations.actions.feeds import make_feed
from consultations.models import CalendarFeed

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:calendar_feed")
ADDRESS = re.compile(r"http://localhost:8000/calendar/([\w-]{43})\.ics")


@pytest.fixture
def ines(client) -> User:
    """An advisor who may look at the diary, signed in."""
    ines = make_staff(name="Ines Valois", is_superuser=False)
    ines.user_permissions.add(Permission.objects.get(codename="view_appointment"))
    client.force_login(ines)
    return ines


def made_for(user):
    make_feed(advisor=user, by=user_actor(user))
    return CalendarFeed.objects.get(advisor=user, revoked_at__isnull=True)


def revoke(feed):
    return reverse("admin:calendar_feed_revoke", args=[feed.pk])


def test_looking_makes_nothing(client, ines):
    page = client.get(PAGE)
    assert "Make my address" in page.content.decode()
    assert CalendarFeed.objects.count() == Event.objects.count() == 0


def test_the_address_is_shown_once_with_where_to_put_it(client, ines):
    made = client.post(PAGE)
    (token,) = set(ADDRESS.findall(made.content.decode()))
    assert "no-store" in made["Cache-Control"]
    for name in ("Google Calendar", "Apple Calendar", "Outlook"):
        assert name in made.content.decode()
    assert f"webcal://localhost:8000/calendar/{token}.ics" in made.content.decode()
    assert client.get(f"/calendar/{token}.ics").status_code == 200
    assert token not in client.get(PAGE).content.decode()


def test_a_new_one_ends_the_old(client, ines):
    (old,) = set(ADDRESS.findall(client.post(PAGE).content.decode()))
    (new,) = set(ADDRESS.findall(client.post(PAGE).content.decode()))
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200


def test_it_is_revoked_by_its_advisor(client, ines):
    feed = made_for(ines)
    assert client.get(revoke(feed)).status_code == 405
    page = client.post(revoke(feed), follow=True).content.decode()
    assert "Your address reads nothing any more." in page
    assert "You have no address at present." in page


def test_anothers_is_not_there(client, ines):
    feed = made_for(make_staff(name="Hugo Lang"))
    assert "Hugo Lang" not in client.get(PAGE).content.decode()
    assert client.post(revoke(feed)).status_code == 404
    feed.refresh_from_db()
    assert feed.revoked_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_owner_sees_and_ends_everybodys(client, rows, django_assert_num_queries):
    owner = make_staff(name="Claire Tessaly")
    client.force_login(owner)
    feeds = [made_for(make_staff(name=f"Advisor {number}")) for number in range(rows)]
    client.get(PAGE)
    # The session and its user, then one's own address and everybody's.
    with django_assert_num_queries(4):
        page = client.get(PAGE).content.decode()
    assert page.count("Advisor ") == 2 * rows
    said = client.post(revoke(feeds[0]), follow=True).content.decode()
    assert "The address of Advisor 0 reads nothing any more." in said
    assert Event.objects.get(kind="calendar_feed.revoked").actor_name == "Claire Tessaly"
