"""A drawing in a real browser: for everybody at every width, and without JavaScript."""

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from atelier.files.tests.conftest import media
from atelier.files.tests.factories import PDF
from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import make_staff, staff_actor
from atelier.pictures.tests.corpus import png
from atelier.pictures.tests.factories import prepare_picture
from atelier.portal.my.tests.test_browser import sign_in
from atelier.tests.accessibility import axe_violations
from orders.actions.revisions import add_file, share_revision, start_revision, write_remark
from orders.models import Pin, Remark, Revision, RevisionFile
from orders.models.revisions import PinKind
from orders.policies.sides import client_of
from orders.statuses import RevisionStatus
from orders.tests.drawing import add_pin, upload
from orders.tests.factories import make_commission

__all__ = ["media"]
ACROSS = (Decimal(20), Decimal(50), Decimal(80))
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_seen() -> Revision:
    """A shared drawing with a real picture, three pins, an answer and a paper."""
    draft = start_revision(commission=make_commission(), by=staff_actor(), title="In gold")
    picture = prepare_picture(content=png(900, 600))
    kept = RevisionFile.objects.create(revision=draft, picture=picture, caption="The front")
    pins = [add_pin(kept, kind=kind, x=x) for kind, x in zip(PinKind, ACROSS, strict=True)]
    add_file(revision=draft, upload=upload("plan.pdf", PDF), by=staff_actor())
    shared = share_revision(revision=draft, note="Low and quiet.", by=staff_actor())
    write_remark(
        revision=shared,
        pin=pins[0],
        body="As you asked.",
        by=staff_actor(),
        author=make_staff(name="Odile Tessaly"),
        from_client=False,
    )
    return shared


def test_every_page_is_for_everybody_at_every_width(page: Page, live_server) -> None:
    shared = make_seen()
    sign_in(page, client_of(shared.commission).account, live_server.url)
    here = [shared.commission.public_id]
    paths = [
        reverse("my:commission", args=here),
        reverse("my:design", args=here),
        reverse("my:drawing_approve", args=[*here, 1]),
    ]
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(live_server.url + path)
            assert axe_violations(page) == [], (path, width)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, (path, width)


def test_a_pin_stands_where_it_was_placed_and_leads_to_its_words(page: Page, live_server) -> None:
    shared = make_seen()
    sign_in(page, client_of(shared.commission).account, live_server.url)
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(live_server.url + reverse("my:design", args=[shared.commission.public_id]))
    picture = page.locator(".pinned img").bounding_box()
    dot = page.locator(".pins__dot").nth(2).bounding_box()
    assert picture is not None
    assert dot is not None
    across, down = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
    assert across == pytest.approx(picture["x"] + 0.8 * picture["width"], abs=1)
    assert down == pytest.approx(picture["y"] + 0.25 * picture["height"], abs=1)
    page.locator(".pins a").nth(2).focus()
    page.keyboard.press("Enter")
    pin = Pin.objects.get(number=3)
    expect(page.locator(f"#pin-{pin.pk}")).to_be_in_viewport()
    assert page.url.endswith(f"#pin-{pin.pk}")


def test_without_javascript_a_client_speaks_and_approves(browser: Browser, live_server) -> None:
    shared = make_seen()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, client_of(shared.commission).account, live_server.url)
    page.goto(live_server.url + reverse("my:design", args=[shared.commission.public_id]))
    page.get_by_text("Say something about this").first.click()
    page.get_by_label("Your remark").first.fill("A little finer, please.")
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_text("A little finer, please.")).to_be_visible()
    said = Remark.objects.get(from_client=True)
    assert said.pin == Pin.objects.get(number=1)

    page.get_by_role("link", name="Approve this drawing").click()
    page.get_by_label("Your full name").fill("Anna Lindqvist")
    page.get_by_label("I have looked at this drawing").check()
    page.get_by_role("button", name="Send me the code").click()
    code = OutgoingMessage.objects.get(kind="code.sent").secrets["code"]
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Approve drawing 1").click()
    expect(page.get_by_text("You approved this drawing")).to_be_visible()
    shared.refresh_from_db()
    assert shared.status == RevisionStatus.APPROVED
    context.close()
