"""The request in a real browser: without scripts, by keyboard alone, at two widths."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from atelier.house.models import House
from atelier.pictures.tests.corpus import png
from atelier.tests.accessibility import axe_violations
from orders.models import Commission
from orders.statuses import CommissionStatus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1440, "height": 900},
}


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    house = House.current()
    house.name, house.phone = "Maison Tessaly", "+1 212 555 0141"
    house.save()


@pytest.fixture
def unscripted(browser: Browser, request) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, viewport=SIZES[request.param])
    yield context
    context.close()


class Walk:
    """A visitor on the way through the request, with a second pair of eyes for axe."""

    def __init__(self, context: BrowserContext, eyes: Page, base: str) -> None:
        self.page, self.eyes = context.new_page(), eyes
        self.eyes.set_viewport_size(self.page.viewport_size or SIZES["desk"])
        self.page.goto(f"{base}/request/")

    def look(self) -> None:
        """No violation, nothing wider than the window, be it narrow or wide."""
        self.eyes.context.add_cookies(self.page.context.cookies())  # type: ignore[arg-type]
        self.eyes.goto(self.page.url)
        assert axe_violations(self.eyes) == []
        for size in SIZES.values():
            self.eyes.set_viewport_size(size)
            wide = self.eyes.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0
        self.eyes.set_viewport_size(self.page.viewport_size or SIZES["desk"])

    def choose(self, name: str, value: str) -> None:
        """Choose one radio button or tick one box."""
        self.page.locator(f"input[name={name}][value='{value}']").check()

    def go_on(self, button: str = "Continue") -> None:
        """Look at the page for everybody's eyes, then press the button."""
        self.look()
        self.page.get_by_role("button", name=button, exact=True).click()


def _inspire(walk: Walk, level: str) -> None:
    page = walk.page
    if level == "bespoke":
        walk.choose("piece_type", "engagement_ring")
        page.get_by_label("Tell us about it").fill("An emerald like the garden after rain.")
        files = [{"name": "a.png", "mimeType": "image/png", "buffer": png()}]
        page.locator("#id_pictures").set_input_files(files)  # type: ignore[arg-type]
        page.get_by_role("button", name="Add these pictures").click()
        expect(page.get_by_text("a.png").first).to_be_visible()
        expect(page.get_by_label("Tell us about it")).to_have_value(
            "An emerald like the garden after rain."
        )
    else:
        page.get_by_label("Ondine" if level == "mid" else "Rive", exact=False).first.check()


def _measure(walk: Walk, level: str) -> None:
    if level == "general":
        walk.page.get_by_label("Ring size").first.fill("6 1/2")
    elif level == "bespoke":
        walk.page.locator("#id_size_unknown").check()
    else:
        walk.choose("stone", "emerald|vivid green")


@pytest.mark.parametrize(
    ("level", "unscripted"),
    [("general", "desk"), ("mid", "phone"), ("bespoke", "phone")],
    indirect=["unscripted"],
)
def test_every_level_without_scripts(level, unscripted, page, live_server):
    walk = Walk(unscripted, page, live_server.url)
    walk.choose("wearer", "partner")
    walk.choose("occasion", "anniversary")
    walk.go_on()
    walk.choose("level", level)
    walk.go_on()
    _inspire(walk, level)
    walk.go_on()
    _measure(walk, level)
    walk.go_on()
    walk.choose("budget", "advise")
    walk.go_on()
    walk.page.get_by_label("Your name").fill("Ada Merrow")
    walk.go_on("Send my request")
    expect(walk.page.get_by_role("alert")).to_contain_text("need another look")
    expect(walk.page.get_by_label("Your name")).to_have_value("Ada Merrow")
    walk.page.locator("#id_contact_email").fill("ada@example.com")
    walk.page.locator("#id_consent").check()
    walk.page.get_by_role("button", name="Send my request").click()
    expect(walk.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    walk.look()
    assert Commission.objects.get().status == CommissionStatus.REQUESTED


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(90):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def _press_on(page: Page, selector: str, key: str = "Space") -> None:
    _tab_to(page, selector)
    outline = page.evaluate(
        "() => { const e = document.activeElement;"
        " const around = e.closest('label.choice, .option-card') || e;"
        " return getComputedStyle(around).outlineStyle + getComputedStyle(e).outlineStyle }"
    )
    assert "solid" in outline or "auto" in outline
    page.keyboard.press(key)


def test_a_general_request_by_keyboard_alone(page: Page, live_server):
    page.goto(f"{live_server.url}/request/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    go_on = ".form__actions button"
    _press_on(page, "input[name=wearer]")
    _press_on(page, "input[name=occasion]")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/level/"))
    _tab_to(page, "input[name=level]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.evaluate("document.querySelector('input[name=level]:checked').value")
    while chosen != "general":
        page.keyboard.press("ArrowUp")
        chosen = page.evaluate("document.querySelector('input[name=level]:checked').value")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/inspiration/"))
    _tab_to(page, "input[name=design]")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/materials/"))
    _tab_to(page, "#id_ring_size_label")
    page.keyboard.type("7")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/budget/"))
    _press_on(page, "input[name=budget]")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/review/"))
    _tab_to(page, "#id_contact_name")
    page.keyboard.type("Ada Merrow")
    _tab_to(page, "#id_contact_email")
    page.keyboard.type("ada@example.com")
    _press_on(page, "#id_consent")
    _press_on(page, go_on, "Enter")
    expect(page).to_have_url(re.compile("/sent/"))
    assert Commission.objects.get().contact_name == "Ada Merrow"


def test_with_scripts_pictures_go_one_by_one_and_sizes_speak(page: Page, live_server):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_server.url}/request/?level=bespoke")
    page.locator("input[name=wearer]").first.check()
    page.locator("input[name=occasion]").first.check()
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Continue", exact=True).click()
    page.locator("input[name=piece_type]").first.check()
    page.get_by_label("Tell us about it").fill("Unsaved words")
    page.locator("#id_pictures").set_input_files(
        [
            {"name": "good.png", "mimeType": "image/png", "buffer": png()},
            {"name": "bad.gif", "mimeType": "image/gif", "buffer": b"GIF89a...."},
        ]  # type: ignore[arg-type]
    )
    expect(page.get_by_role("button", name="Remove good.png")).to_be_visible()
    expect(page.get_by_text("“bad.gif” is a GIF", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_label("Tell us about it")).to_have_value("Unsaved words")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_label("Ring size").first.fill("N 1/2")
    page.get_by_label("In which system").select_option("uk")
    expect(page.get_by_text("17.31 mm inside")).to_be_visible()
    assert errors == []
