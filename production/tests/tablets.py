"""Shop tablets in a real browser: enrolled, held, signed in, their clock as it may be."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller
from atelier.people.pins import set_pin
from atelier.people.tablets import COOKIE, begin_enrolment, enrol
from atelier.people.tests.factories import make_tablet

PIN = "246813"
LANDSCAPE, PORTRAIT = {"width": 1280, "height": 800}, {"width": 800, "height": 1280}
# The tablet's clock is a day late; nothing else of it changes.
A_DAY_LATE = """{
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() - 864e5); }
    static now() { return Right.now() - 864e5; }
  };
}"""


def enrolled(browser: Browser, server: LiveServer, **options: object) -> BrowserContext:
    """Return a tablet's browser, known to the house."""
    context = browser.new_context(base_url=server.url, has_touch=True, **options)  # type: ignore[arg-type]
    enrol_here(context, server)
    return context


def enrol_here(context: BrowserContext, server: LiveServer) -> Any:
    """Give a browser a tablet's cookie and return it."""
    _, token = enrol(code=begin_enrolment(tablet=make_tablet(), by=Actor.system()))
    held: Any = {"name": COOKIE, "value": token, "url": server.url}
    context.add_cookies([held])
    return held


def sign_in(page: Page, jeweller: Jeweller) -> None:
    """Tap a name and the PIN."""
    page.goto("/bench/who/")
    page.get_by_role("link", name=jeweller.name).tap()
    page.wait_for_url("**/who/*/")
    type_pin(page)
    page.get_by_role("heading", name="Now").wait_for()


def type_pin(page: Page, pin: str = PIN) -> None:
    """Tap six digits on the pad."""
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).tap()


def ready_for_no_network(
    browser: Browser | BrowserContext, server: LiveServer, jeweller: Jeweller
) -> Page:
    """Return the bench of somebody whose tablet has kept itself and the next jobs."""
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    if not isinstance(browser, BrowserContext):
        browser = enrolled(browser, server, viewport=LANDSCAPE)
    page = browser.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, jeweller)
    page.wait_for_function("navigator.serviceWorker.controller")
    keep_all(page)
    return page


def keep_all(page: Page) -> None:
    """Look at the bench until everything that stands on it now is kept."""
    page.goto("/bench/")
    page.wait_for_selector("html[data-jobs-kept]", state="attached")


def a_day_late(tablet: BrowserContext) -> None:
    """Set the tablet's clock back, for the pages to come and for the worker that serves them."""
    tablet.add_init_script(A_DAY_LATE)
    for worker in tablet.service_workers:
        worker.evaluate(f"() => {A_DAY_LATE}")
