"""The design section in a real browser: a pin by a click and by the keyboard, and axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from atelier.files.tests.conftest import media
from atelier.office.tests.test_office_browser import WIDTHS, desk
from atelier.people.tests.factories import staff_actor
from atelier.pictures.tests.corpus import png
from atelier.pictures.tests.factories import prepare_picture
from atelier.tests.accessibility import axe_violations
from orders.actions.revisions import share_revision, start_revision
from orders.meshes.measuring import measure_waiting
from orders.models import Pin, Revision, RevisionFile
from orders.tests.drawing import add_pin, add_solid, box, stl_of
from orders.tests.factories import make_commission

__all__ = ["desk", "media"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft() -> Revision:
    revision = start_revision(commission=make_commission(), by=staff_actor())
    picture = prepare_picture(content=png(900, 600))
    RevisionFile.objects.create(revision=revision, picture=picture, caption="The front")
    return revision


def _page(revision: Revision) -> str:
    return reverse("admin:commission", args=[revision.commission.reference, "design"])


def test_a_click_on_the_picture_places_the_pin(desk: Page, live_server, draft) -> None:
    desk.set_viewport_size({"width": 1440, "height": 1000})
    desk.goto(live_server.url + _page(draft))
    picture = desk.locator(".pinned img")
    picture.scroll_into_view_if_needed()
    size = picture.bounding_box()
    assert size is not None
    picture.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.75})
    words = desk.get_by_label("What it says")
    expect(words).to_be_focused()
    expect(desk.locator(".pins__mark")).to_have_count(1)
    words.fill("2.1 mm here")
    words.press("Enter")
    expect(desk.get_by_text("2.1 mm here").first).to_be_visible()
    pin = Pin.objects.get()
    assert float(pin.x) == pytest.approx(25, abs=0.5)
    assert float(pin.y) == pytest.approx(75, abs=0.5)


def test_the_keyboard_alone_places_and_moves_one(desk: Page, live_server, draft) -> None:
    desk.goto(live_server.url + _page(draft))
    desk.get_by_label("From the left, %").fill("40")
    desk.keyboard.press("Tab")
    desk.keyboard.type("60")
    desk.get_by_label("What it says").fill("Finer here")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Finer here").first).to_be_visible()
    desk.get_by_text("Move or remove").press("Enter")
    desk.get_by_label("From the left, %").first.fill("45")
    desk.get_by_role("button", name="Move pin 1", exact=True).press("Enter")
    desk.wait_for_url("**#file-*")
    expect(desk.locator(".pins__dot")).to_have_attribute("cx", "45.00%")
    pin = Pin.objects.get()
    assert (pin.x, pin.y) == (45, 60)


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    desk: Page, live_server, draft
) -> None:
    add_pin(draft.files.get())
    add_solid(draft, stl_of(box(10, 10, 10)))
    measure_waiting()
    for _ in range(2):
        desk.goto(live_server.url + _page(draft))
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 900})
            assert desk.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert axe_violations(desk) == []
        share_revision(revision=draft, by=staff_actor())
