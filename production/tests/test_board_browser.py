"""The wall board on a television: all of it legible, turned page by page, nothing out of reach."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from atelier.tests.accessibility import axe_violations
from production.models import Job
from production.tests.factories import make_job
from production.tests.tablets import enrolled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WALL = {"width": 1920, "height": 1080}


def codes_shown(page: Page) -> list[str]:
    """The envelopes that can be read now."""
    codes = page.locator(".place:visible .place__code").all_inner_texts()
    return [code.replace(" ", "") for code in codes]


def turn(page: Page) -> None:
    """Let eight seconds pass and wait until every lane shows its next page."""
    before = page.locator("[data-page]").first.inner_text()
    page.clock.run_for(8_000)
    page.wait_for_function(
        "before => document.querySelector('[data-page]').textContent !== before", arg=before
    )


def test_every_piece_of_a_crowded_lane_comes_by(browser: Browser, live_server: LiveServer) -> None:
    jobs: list[Job] = [make_job() for _ in range(12)]
    context = enrolled(browser, live_server, viewport=WALL)
    page = context.new_page()
    page.clock.install(time="2030-01-07T10:00:00Z")
    page.goto("/bench/board/")
    page.get_by_text("12 pieces").wait_for()
    page.locator("[data-hold]:visible").wait_for()
    first = codes_shown(page)
    assert 4 <= len(first) < 12
    inside = "place => place.getBoundingClientRect().bottom <= innerHeight"
    assert all(place.evaluate(inside) for place in page.locator(".place:visible").all())
    smallest = "place => parseFloat(getComputedStyle(place).fontSize)"
    words = page.locator(".place:visible .place__who, .place:visible .place__due")
    # A thousandth of the height of the wall is read at three metres from eighteen on.
    assert min(each.evaluate(smallest) for each in words.all()) >= 20
    assert axe_violations(page) == []
    seen = set(first)
    for _ in range(3):
        turn(page)
        seen.update(codes_shown(page))
    assert seen == {job.envelope for job in jobs}
    page.get_by_role("button", name="Stand still").click()
    held = codes_shown(page)
    page.clock.run_for(24_000)
    assert codes_shown(page) == held
    context.close()
