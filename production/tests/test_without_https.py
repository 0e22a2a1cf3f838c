"""A tablet that met the bench at an address without HTTPS: it works, and says what is missing."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.local.browser import FLAGS
from atelier.people.models import Jeweller
from atelier.people.pins import set_pin
from atelier.people.skills import Skill
from atelier.tests.accessibility import axe_violations
from production.statuses import RunStatus
from production.tests.factories import make_hand, make_job, now_open
from production.tests.tablets import PIN, PORTRAIT, enrolled, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_SHOP = "bench.shop.example"


@pytest.fixture
def hand(transactional_db: None) -> Jeweller:
    """Somebody with every trade and a PIN."""
    jeweller = make_hand(*Skill.values, name="Amélie Fournier", initials="AF")
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    return jeweller


def test_it_works_online_and_says_what_is_missing(
    launch_browser: Callable[..., Browser], live_server: LiveServer, hand: Jeweller, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [_SHOP]
    browser = launch_browser(args=[*FLAGS, f"--host-resolver-rules=MAP {_SHOP} 127.0.0.1"])
    shop: Any = SimpleNamespace(url=f"http://{_SHOP}:{urlsplit(live_server.url).port}")
    page = enrolled(browser, shop, viewport=PORTRAIT).new_page()
    job = make_job()

    page.goto("/bench/who/")
    page.get_by_text("This address has no HTTPS.").wait_for()
    assert page.evaluate("isSecureContext") is False
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0

    sign_in(page, hand)
    page.goto(f"/bench/j/{job.envelope}/")
    page.get_by_role("button", name="Start model").tap()
    page.get_by_role("button", name="Finish model").wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name="Finish model").tap()
    page.get_by_text("1 waiting").wait_for()
    assert now_open(job).status == RunStatus.RUNNING
    page.context.set_offline(False)
    page.get_by_text("Casting: ready").wait_for()
    browser.close()

    assert now_open(job).stage.number == 20
