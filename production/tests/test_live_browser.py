"""A change at one tablet, seen on another, and by the piece's client, within three seconds."""

from datetime import UTC, datetime, timedelta

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

SECONDS = 3_000  # milliseconds


def _browser(browser: Browser, server: LiveServer, cookies: dict[str, str]) -> BrowserContext:
    context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 800})
    kept = [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
    context.add_cookies(kept)  # type: ignore[arg-type]
    return context


def _client_s(job: Job) -> dict[str, str]:
    jar = Client()
    jar.force_login(job.commission.client.account)  # type: ignore[union-attr]
    return {settings.SESSION_COOKIE_NAME: jar.cookies[settings.SESSION_COOKIE_NAME].value}


def _with_clock(page: Page, address: str) -> Page:
    """Open the page and stop its clock: from now on its seconds are those the test lets pass."""
    page.clock.install()
    page.goto(address)
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))
    return page


def test_a_change_is_everywhere_within_three_seconds(
    browser: Browser, live_server: LiveServer, bench: Client, hand: Jeweller
) -> None:
    job = make_job()
    cookies = {name: bench.cookies[name].value for name in bench.cookies}
    tablet = _browser(browser, live_server, cookies)
    home = _browser(browser, live_server, _client_s(job))
    screen = _with_clock(tablet.new_page(), f"/bench/j/{job.envelope}/")
    listing = _with_clock(tablet.new_page(), "/bench/")
    client = _with_clock(home.new_page(), f"/my/{job.commission.public_id}/")
    now = client.locator(".timeline__step--now")
    assert now.locator("h3").first.inner_text().startswith("Model")

    started = start(now_open(job), make_hand("modeller", name="Kenji Mori"))
    for page in (screen, listing):
        page.clock.run_for(SECONDS)
    screen.get_by_text("Kenji Mori has this in hand.").first.wait_for()
    listing.get_by_text("Nothing is ready for you.").first.wait_for()
    finish(started, started.jeweller)  # type: ignore[arg-type]
    for page in (screen, client):
        page.clock.run_for(SECONDS)
    screen.get_by_text("Start casting").first.wait_for()
    now.filter(has_text="Cast in metal").wait_for()
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
