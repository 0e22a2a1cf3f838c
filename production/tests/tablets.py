"""Shop tablets in a real browser: enrolled, held, signed in, their clock as it may be."""

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
    """Return a tablet's browser, known to the house; another `base_url` may lead there."""
    held = {"base_url": server.url, "has_touch": True} | options
    context = browser.new_context(**held)  # type: ignore[arg-type]
    _, token = enrol(code=begin_enrolment(tablet=make_tablet(), by=Actor.system()))
    context.add_cookies([{"name": COOKIE, "value": token, "url": str(held["base_url"])}])
    return context


def sign_in(page: Page, jeweller: Jeweller) -> None:
    """Tap a name and the PIN."""
    page.goto("/bench/who/")
    page.get_by_role("link", name=jeweller.name).tap()
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("heading", name="Now").wait_for()


def ready_for_no_network(browser: Browser, server: LiveServer, jeweller: Jeweller) -> Page:
    """Return the bench of somebody whose tablet has kept itself and the next jobs."""
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    page = enrolled(browser, server, viewport=LANDSCAPE).new_page()
    page.set_default_timeout(20_000)
    sign_in(page, jeweller)
    page.wait_for_function("navigator.serviceWorker.controller")
    page.reload()
    page.wait_for_selector("html[data-jobs-kept]", state="attached")
    return page
