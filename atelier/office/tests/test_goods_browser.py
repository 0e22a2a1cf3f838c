"""Goods across the table in a real browser: drawn, typed, refused, and for everybody."""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client as Visitor
from django.urls import reverse
from playwright.sync_api import Page, expect

from atelier.materials.incidents import report_incident
from atelier.materials.marks import Spot
from atelier.materials.models import Receipt
from atelier.materials.tests.evaluating import evaluate
from atelier.materials.tests.factories import load_materials
from atelier.materials.tests.receiving import receive
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.corpus import png
from atelier.tests.accessibility import axe_violations
from consultations.tests.factories import make_appointment
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
def browser_context_args(browser_context_args):
    return browser_context_args | {"has_touch": True}


@pytest.fixture
def desk(page: Page, live_server) -> Page:
    visitor = Visitor()
    visitor.force_login(make_staff(name="Ines Valois"))
    cookie = visitor.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 1280, "height": 800})
    return page


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


def test_a_grandmothers_emerald_comes_across_the_table(desk: Page, live_server, commission):
    held = make_appointment(client=commission.client, commission=commission)
    found: dict[str, list[str]] = {}
    desk.goto(live_server.url + reverse("admin:receive_at", args=[held.public_id]))
    expect(desk.locator("#id_goods-0-variety")).to_be_hidden()
    desk.locator("#id_goods-0-what").select_option("stone")
    desk.locator("#id_goods-0-variety").select_option(label="Emerald")
    found["goods"] = _faults(desk)
    desk.get_by_role("button", name="On to the measures").tap()
    desk.locator("#id_goods-0-damage").fill("Chip under one corner")
    with desk.expect_response(lambda answer: "1.34" in (answer.request.post_data or "")):
        desk.locator("#id_goods-0-carats").fill("1.34")
    expect(desk.locator("[data-kept]")).to_contain_text("Kept at")
    desk.reload()
    expect(desk.locator("#id_goods-0-carats")).to_have_value("1.34")
    # The shop's network is slow: the picture is taken before the script has come.
    desk.route("**/js/intake.js", lambda route: route.abort(), times=1)
    desk.get_by_role("button", name="On to the pictures").tap()
    _pin(desk)
    found["pictures"] = _faults(desk)
    desk.get_by_role("button", name="On to what is agreed").tap()
    desk.locator("#id_authorised_work").fill("Set it.")
    desk.get_by_role("button", name="Turn the tablet to Clara Weiss").tap()
    _sign(desk)
    found["client"] = _faults(desk)
    desk.get_by_role("button", name="I have read this, and sign").tap()
    expect(desk.locator("#id_house_name")).to_have_value("Ines Valois")
    found["house"] = _faults(desk)
    desk.get_by_role("button", name="Sign and mail the receipt").tap()
    expect(desk.locator("h1")).to_contain_text("Receipt R")
    receipt = Receipt.objects.get()
    assert len(receipt.client_strokes[0]) >= 8
    assert receipt.appointment.appointment == held
    marks = commission.client.stones.get().pictures.get().marks
    assert [(mark.number, mark.note) for mark in marks.all()] == [(1, "Chip"), (2, "")]
    # One step of the arrow keys is one per cent; the second pin began in the middle.
    assert (marks.all()[1].x, marks.all()[1].y) == (Decimal("51.00"), Decimal("45.00"))
    assert {name: faults for name, faults in found.items() if faults} == {}


def _pin(desk: Page) -> None:
    """Take a picture, have its first sending fail, set a pin by touch and one by keys."""
    chosen: Any = {"name": "chip.png", "mimeType": "image/png", "buffer": png(400, 300)}
    desk.route("**/pictures/add/", lambda route: route.abort(), times=1)
    desk.locator("#shot-0-damage").set_input_files(chosen)
    desk.add_script_tag(url="/static/js/intake.js", type="module")
    expect(desk.locator(".shot .field__error")).to_contain_text("connection was lost")
    desk.get_by_role("button", name="Try again").tap()
    sheet = desk.locator("[data-pin-sheet]")
    expect(sheet.locator("img")).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    sheet.tap(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    desk.keyboard.type("Chip")
    desk.get_by_role("button", name="Set a pin in the middle").press("Enter")
    pin = desk.get_by_role("button", name="Pin 2")
    pin.press("ArrowRight")
    pin.press("Shift+ArrowUp")
    # A third one is set and taken away again.
    sheet.tap(position={"x": box["width"] * 0.9, "y": box["height"] * 0.9})
    desk.get_by_role("button", name="Pin 3").press("Delete")
    expect(desk.locator(".pinning__pin")).to_have_count(2)


def _sign(desk: Page) -> None:
    """Let the client try to sign at once, then fill in what only they can."""
    value = desk.get_by_label("Emerald")
    expect(value).to_have_value("")
    value.fill("6500")
    for initials in desk.locator("[name^=initials]").all():
        expect(initials).to_have_value("")
        initials.fill("CW")
    desk.get_by_label("Returned to the client").check()
    draw(desk, 0)
    desk.get_by_role("button", name="Clear").tap()
    assert desk.locator("#id_client_strokes").input_value() == ""
    draw(desk, 0)
    desk.locator("#id_client_name").fill("Clara Weiss")


def test_the_name_of_a_chosen_picture_becomes_nobodys_words(desk: Page, live_server, commission):
    assert commission.client is not None
    receive(commission.client)
    stone = commission.client.stones.get()
    desk.goto(live_server.url + reverse("admin:goods", args=[stone.public_id]))
    desk.get_by_text("Add a picture").click()
    desk.get_by_text("Set pins where it shows damage").click()
    chosen: Any = {"name": "chip.png", "mimeType": "image/png", "buffer": png(400, 300)}
    desk.locator("[type=file]").set_input_files(chosen)
    expect(desk.locator("[data-pin-sheet] img")).to_be_visible()
    assert [each.input_value() for each in desk.locator("[name$=note]").all()] == ["", "", ""]


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    desk: Page, live_server, commission
):
    assert commission.client is not None
    receipt = receive(commission.client, commission_id=commission.pk)
    stone = commission.client.stones.get()
    evaluation = evaluate(stone, marks=[Spot(Decimal(40), Decimal(30), "Feather")])
    incident = report_incident(
        thing=stone, kind="damage", what_happened="Chipped.", by=staff_actor()
    )
    pages = {
        name: reverse(f"admin:{name}", args=[key])
        for name, key in {
            "hand_back": commission.reference,
            "receipt": receipt.public_id,
            "goods": stone.public_id,
            "evaluate": stone.public_id,
            "evaluation": evaluation.public_id,
            "move_goods": stone.public_id,
            "report_incident": stone.public_id,
            "incident": incident.public_id,
        }.items()
    }
    pages["section"] = reverse("admin:commission", args=[commission.reference, "goods"])
    found = {}
    for name, where in pages.items():
        desk.goto(live_server.url + where)
        found[name] = _faults(desk)
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(desk: Page) -> list[str]:
    faults = []
    for width in WIDTHS:
        desk.set_viewport_size({"width": width, "height": 900})
        wide = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults += [f"{wide} px too wide at {width}"] if wide > 0 else []
    return faults + axe_violations(desk)
