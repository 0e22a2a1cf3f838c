"""A change at one tablet, seen on another, and by the piece's client, within three seconds."""

import time

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from atelier.people.models import Jeweller
from production.models import Job
from production.tests.factories import (
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECONDS = 3.0


def _browser(browser: Browser, server: LiveServer, cookies: dict[str, str]) -> BrowserContext:
    context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 800})
    kept = [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
    context.add_cookies(kept)  # type: ignore[arg-type]
    return context


def _client_s(job: Job) -> dict[str, str]:
    jar = Client()
    jar.force_login(job.commission.client.user)  # type: ignore[union-attr]
    return {settings.SESSION_COOKIE_NAME: jar.cookies[settings.SESSION_COOKIE_NAME].value}


def _soon(page: Page, words: str, since: float) -> None:
    """Wait for the words; they must be there within three seconds of the change."""
    page.get_by_text(words).first.wait_for(timeout=15_000)
    assert time.monotonic() - since < SECONDS


def test_a_change_is_everywhere_within_three_seconds(
    browser: Browser, live_server: LiveServer, bench: Client, hand: Jeweller
) -> None:
    job = make_job()
    cookies = {name: bench.cookies[name].value for name in bench.cookies}
    tablet = _browser(browser, live_server, cookies)
    home = _browser(browser, live_server, _client_s(job))
    screen, listing, client = tablet.new_page(), tablet.new_page(), home.new_page()
    screen.goto(f"/bench/j/{job.envelope}/")
    listing.goto("/bench/")
    client.goto(f"/my/{job.commission.public_id}/")
    assert client.locator(".timeline__step--now h3").first.inner_text().startswith("Model")

    started, since = (
        start(now_open(job), make_hand("modeller", name="Kenji Mori")),
        time.monotonic(),
    )
    _soon(screen, "Kenji Mori has this in hand.", since)
    _soon(listing, "Nothing is ready for you.", since)
    finish(started, started.jeweller)  # type: ignore[arg-type]
    since = time.monotonic()
    _soon(screen, "Start casting", since)
    client.locator(".timeline__step--now", has_text="Cast in metal").wait_for(timeout=15_000)
    assert time.monotonic() - since < SECONDS
    for context in (tablet, home):
        context.close()


def test_what_is_ticked_stays_and_the_change_is_said(
    browser: Browser, live_server: LiveServer, bench: Client, hand: Jeweller
) -> None:
    job = make_job()
    run = start(play_to(job, 30, make_crew()), hand)
    tablet = _browser(
        browser, live_server, {name: bench.cookies[name].value for name in bench.cookies}
    )
    page = tablet.new_page()
    page.goto(f"/bench/j/{job.envelope}/")
    page.get_by_text("No pits or gas porosity").click()
    finish(run, hand)
    page.get_by_text("This piece has changed since.").wait_for(timeout=15_000)
    assert page.get_by_label("No pits or gas porosity").is_checked()
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Start filing").wait_for()
    tablet.close()
