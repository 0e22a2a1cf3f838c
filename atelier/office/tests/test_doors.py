"""Every page of the work opens by a right of its own: the list is the resolver's, not a hand's."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.office.urls import PAGES
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff

pytestmark = pytest.mark.django_db
KINDS = {"int": 0, "str": "C-000000", "slug": "brief", "uuid": uuid.UUID(int=0)}
# The pages that name nothing in their address.
DIARY = {"week", "diary", "diary_day", "book_slot", "walk_in", "calendar_feed", "metal"}


def address(route: str, name: str) -> str:
    parts = [part.split(">")[0].split(":") for part in route.split("<")[1:]]
    return reverse(f"admin:{name}", kwargs={named: KINDS[kind] for kind, named in parts})


def answers_to(user: User | None) -> dict[tuple[str, str], set[int]]:
    """What each page answers to looking and to posting."""
    browser = Browser()
    if user:
        browser.force_login(user)
    found = {(route, name): address(route, name) for route, _, name in PAGES}
    return {
        page: {browser.get(where).status_code, browser.post(where).status_code}
        for page, where in found.items()
    }


def test_nobody_without_the_right_gets_past_a_door() -> None:
    # A page that takes one method only refuses the other before it looks at anybody.
    clerk = answers_to(make_staff(is_superuser=False))
    assert {page: codes for page, codes in clerk.items() if not {403} <= codes <= {403, 405}} == {}


def test_clients_and_strangers_are_sent_away() -> None:
    for user, code in ((make_client().user, 403), (None, 302)):
        assert set().union(*answers_to(user).values()) == {code}


def test_what_is_not_there_is_not_found() -> None:
    owner = answers_to(make_staff())
    named = {page: codes for page, codes in owner.items() if page[1] not in DIARY}
    assert {page: codes for page, codes in named.items() if not {404} <= codes <= {404, 405}} == {}
