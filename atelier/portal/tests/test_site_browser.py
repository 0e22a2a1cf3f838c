"""The open site in a real browser: for everybody, light, and without anything moving."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from atelier.house.models import House
from atelier.tests.accessibility import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/levels/", "/process/", "/contact/", "/designs/", "/designs/AT-E01/?metal=18KR"]
HEAVIEST = 100_000


@pytest.fixture(autouse=True)
def _house(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    house = House.current()
    house.name, house.phone = "Maison Tessaly", "+1 212 555 0141"
    house.save()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_every_page_is_for_everybody(page: Page, live_server, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(live_server.url + path)
        assert axe_violations(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path


def _on_the_wire(response: Response) -> int:
    """What a visitor's line carries: style and script go compressed, the rest as it is."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body)) if "css" in kind or "javascript" in kind else len(body)


@pytest.mark.parametrize("path", ["/", "/request/", "/designs/"])
def test_a_first_visit_is_light(page: Page, live_server, path):
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(live_server.url + path, wait_until="networkidle")
    weighed = {
        response.url.removeprefix(live_server.url): _on_the_wire(response)
        for response in seen
        if response.request.resource_type in ("document", "stylesheet", "script", "font")
    }
    assert {"/static/fonts/cormorant.woff2", "/static/fonts/hanken.woff2"} <= weighed.keys()
    assert sum(weighed.values()) < HEAVIEST, weighed


def test_nothing_moves_as_home_arrives(page: Page, live_server):
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "e => window.moved += e.value)).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(live_server.url + "/", wait_until="networkidle")
    assert page.evaluate("window.moved") < 0.02


def test_the_menu_opens_on_a_phone_without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(live_server.url + "/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Designs", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The designs")
    context.close()
