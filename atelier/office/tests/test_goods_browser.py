"""Goods across the table in a real browser: drawn, typed, refused, and for everybody."""

import json
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client as Visitor
from django.urls import reverse
from playwright.sync_api import Page, expect

from atelier.materials.incidents import report_incident
from atelier.materials.models import Receipt
from atelier.materials.models.custody import Risk
from atelier.materials.tests.factories import load_materials
from atelier.materials.tests.receiving import receive
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.corpus import png
from atelier.tests.accessibility import axe_violations
from orders.models import Commission
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 820, 390)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def commission() -> Commission:
    load_materials()
    return make_commission(client=make_client(name="Clara Weiss"))


@pytest.fixture
def desk(page: Page, live_server) -> Page:
    visitor = Visitor()
    visitor.force_login(make_staff(name="Ines Valois"))
    cookie = visitor.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 820, "height": 1180})
    return page


def fill(desk: Page) -> None:
    """Write an emerald down, and have every risk initialled."""
    desk.locator("#id_goods-0-what").select_option("stone")
    desk.locator("#id_goods-0-variety").select_option(label="Emerald")
    desk.locator("#id_goods-0-carats").fill("1.34")
    desk.locator("#id_goods-0-damage").fill("Chip under one corner")
    desk.locator("#id_authorised_work").fill("Set it.")
    desk.get_by_label("Returned to the client").check()
    for risk in Risk.values:
        desk.locator(f"#id_{risk}").fill("CW")


def draw(desk: Page, number: int) -> None:
    """Draw a stroke on one of the two fields."""
    field = desk.locator(".sign__canvas").nth(number)
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 20, box["y"] + 60)
    desk.mouse.down()
    for step in range(1, 9):
        desk.mouse.move(box["x"] + 20 + 25 * step, box["y"] + 60 + (-1) ** step * 25)
    desk.mouse.up()


def test_an_emerald_is_received_and_signed_with_a_drawn_name(desk: Page, live_server, commission):
    desk.goto(live_server.url + reverse("admin:receive", args=[commission.reference]))
    expect(desk.locator("#id_goods-0-variety")).to_be_hidden()
    fill(desk)
    expect(desk.locator("#id_goods-0-metal_grams")).to_be_hidden()
    desk.get_by_role("button", name="Read it over together").click()
    draw(desk, 0)
    desk.locator("#id_house_name").fill("")
    desk.locator("form.review").evaluate("form => form.noValidate = true")
    desk.get_by_role("button", name="Sign and mail the receipt").click()
    # Refused: the name is missing, and what was drawn is still there.
    kept = json.loads(desk.locator("#id_client_strokes").input_value())
    assert len(kept[0]) >= 8
    desk.locator("#id_house_name").fill("Ines Valois")
    desk.get_by_role("button", name="Sign and mail the receipt").click()
    expect(desk.locator("h1")).to_contain_text("Receipt R")
    receipt = Receipt.objects.get()
    assert receipt.client_strokes == kept
    assert receipt.house_strokes == []


def test_a_cleared_drawing_leaves_the_typed_name(desk: Page, live_server, commission):
    desk.goto(live_server.url + reverse("admin:receive", args=[commission.reference]))
    fill(desk)
    desk.get_by_role("button", name="Read it over together").click()
    draw(desk, 0)
    desk.get_by_role("button", name="Clear").first.click()
    assert desk.locator("#id_client_strokes").input_value() == ""
    desk.get_by_role("button", name="Sign and mail the receipt").press("Enter")
    expect(desk.locator("h1")).to_contain_text("Receipt R")
    assert Receipt.objects.get().client_name == "Clara Weiss"


def test_a_tap_marks_the_damage(desk: Page, live_server, commission):
    desk.goto(live_server.url + reverse("admin:receive", args=[commission.reference]))
    desk.locator("#id_goods-0-what").select_option("stone")
    chosen: Any = {"name": "chip.png", "mimeType": "image/png", "buffer": png(400, 300)}
    desk.locator("#id_goods-0-picture_damage").set_input_files(chosen)
    stage = desk.locator(".shots__stage").first
    expect(stage).to_be_visible()
    box = stage.bounding_box()
    assert box is not None
    stage.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    assert int(desk.locator("#id_goods-0-mark_x").input_value()) == pytest.approx(25, abs=1)
    assert int(desk.locator("#id_goods-0-mark_y").input_value()) == pytest.approx(50, abs=1)


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    desk: Page, live_server, commission
):
    assert commission.client is not None
    receipt = receive(commission.client, commission_id=commission.pk)
    stone = commission.client.stones.get()
    incident = report_incident(
        thing=stone, kind="damage", what_happened="Chipped.", by=staff_actor()
    )
    pages = {
        name: reverse(f"admin:{name}", args=[key])
        for name, key in {
            "receive": commission.reference,
            "hand_back": commission.reference,
            "receipt": receipt.public_id,
            "goods": stone.public_id,
            "move_goods": stone.public_id,
            "report_incident": stone.public_id,
            "incident": incident.public_id,
        }.items()
    }
    pages["section"] = reverse("admin:commission", args=[commission.reference, "goods"])
    found = {name: _look(desk, live_server.url + where, name) for name, where in pages.items()}
    desk.goto(live_server.url + pages["receive"])
    fill(desk)
    desk.get_by_role("button", name="Read it over together").click()
    found["review"] = _faults(desk)
    assert {name: faults for name, faults in found.items() if faults} == {}


def _look(desk: Page, where: str, name: str) -> list[str]:
    desk.goto(where)
    if name == "receive":
        desk.locator("#id_goods-0-what").select_option("stone")
    return _faults(desk)


def _faults(desk: Page) -> list[str]:
    faults = []
    for width in WIDTHS:
        desk.set_viewport_size({"width": width, "height": 900})
        wide = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults += [f"{wide} px too wide at {width}"] if wide > 0 else []
    return faults + axe_violations(desk)
