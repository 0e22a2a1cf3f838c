"""The inscription's screens in a real browser: large, in the right place, open to all."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller
from atelier.people.pins import set_pin
from atelier.people.tablets import COOKIE, begin_enrolment, enrol
from atelier.people.tests.factories import make_tablet
from atelier.tests.accessibility import axe_violations
from ownership.actions.serials import issue_serial
from ownership.models import Serial
from ownership.statuses import SerialStatus
from production.models import Job
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to
from production.tests.measures import SMALL_TEXT, TOO_CLOSE, TOO_SMALL
from production.tests.test_bench_browser import (
    LANDSCAPE,
    PIN,
    PORTRAIT,
    SCROLLS,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _tablet(browser: Browser, server: LiveServer, held: dict[str, int]) -> BrowserContext:
    context = browser.new_context(base_url=server.url, has_touch=True, viewport=held)  # type: ignore[arg-type]
    _, token = enrol(code=begin_enrolment(tablet=make_tablet(), by=Actor.system()))
    context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    return context


def _sign_in(page: Page, jeweller: Jeweller) -> None:
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    page.goto(f"/bench/who/{jeweller.pk}/")
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("heading", name="Now").wait_for()


def _is_good(page: Page) -> None:
    for measured in (TOO_SMALL, TOO_CLOSE, SMALL_TEXT):
        assert page.evaluate(measured) == []
    assert axe_violations(page) == []
    assert page.evaluate(SCROLLS) <= 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    box, size = page.locator(".foot .tap").bounding_box(), page.viewport_size
    assert box
    assert size
    assert box["y"] > size["height"] * 2 / 3


def _inscribe(page: Page, job: Job) -> None:
    """Every face of the engraver's screen, from the wait to the second reader."""
    page.goto(f"/bench/inscription/{job.envelope}/")
    page.get_by_text("The number is being issued").wait_for()
    _is_good(page)
    issue_serial(job_id=job.pk, by=Actor.system())
    page.get_by_role("button", name="Start inscription").tap()
    page.get_by_role("button", name="It is inscribed").wait_for()
    tops = page.evaluate("[...document.querySelectorAll('.serial__group')].map(e => e.offsetTop)")
    assert len(tops) == 3
    assert len(set(tops)) == 1
    _is_good(page)
    page.get_by_role("button", name="It is inscribed").tap()
    page.get_by_text("hand the piece to a second person").wait_for()
    _is_good(page)


def _misread(page: Page, job: Job) -> None:
    """Every face of the reader's screen, to a number that is void."""
    page.goto(f"/bench/inscription/{job.envelope}/")
    for _ in range(2):
        _is_good(page)
        page.get_by_role("textbox", name="type what you read").fill("MT26-99999-1")
        page.get_by_role("button", name="Compare").tap()
        page.get_by_text("makes this number void").or_(page.get_by_text("I-TEXT")).wait_for()
    page.get_by_text("The number is void").wait_for()
    _is_good(page)


@pytest.mark.parametrize("held", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_face_from_the_wait_to_a_void_number(
    browser: Browser, live_server: LiveServer, held: dict[str, int]
) -> None:
    crew = make_crew()
    job = play_to(make_job(), 120, crew).job
    context = _tablet(browser, live_server, held)
    page = context.new_page()
    page.set_default_timeout(15_000)
    _sign_in(page, crew["engraver"])
    _inscribe(page, job)
    _sign_in(page, make_hand(name="Edmund Price"))
    _misread(page, job)
    context.close()
    assert Serial.objects.get().status == SerialStatus.VOID
    assert now_open(job).stage.number == 100
