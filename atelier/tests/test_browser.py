"""The browser that the journeys use."""

import pytest
from playwright.sync_api import Page

from atelier.tests.accessibility import axe_violations


@pytest.mark.browser
def test_chromium_shows_a_page(page: Page) -> None:
    page.set_content("<html lang=en><title>A</title><main><h1>Atelier</h1></main>")

    assert page.get_by_role("heading").inner_text() == "Atelier"


@pytest.mark.browser
def test_axe_finds_what_keeps_people_out(page: Page) -> None:
    page.set_content("<html lang=en><title>A</title><main><h1>A</h1><img src=x></main>")

    assert [line.split(":")[0] for line in axe_violations(page)] == ["image-alt"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_the_live_server_are_reached(page: Page, live_server: object) -> None:
    response = page.goto(f"{live_server}/healthz")

    assert response is not None
    assert response.status == 200
