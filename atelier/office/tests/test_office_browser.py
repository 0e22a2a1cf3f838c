"""The office in a real browser: nothing keeps anybody out, nothing runs out of the window."""

from datetime import timedelta

import pytest
from django.test import Client as Visitor
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from atelier.house.models import House
from atelier.people.tests.factories import make_staff
from atelier.tests.accessibility import axe_violations
from consultations.tests.factories import make_advisor, make_appointment
from orders.tests.factories import make_commission, make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 820, 390)


@pytest.fixture
def desk(page: Page, live_server, settings) -> Page:
    """A browser in which somebody of the house is signed in."""
    settings.STAFF_MFA_REQUIRED = False
    house = House.current()
    house.name = "Maison Tessaly"
    house.save()
    visitor = Visitor()
    visitor.force_login(make_staff(name="Ines Valois"))
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page


def _addresses() -> dict[str, str]:
    advisor = make_advisor(name="Odile Marchand")
    tomorrow = timezone.now() + timedelta(days=1)
    commission = make_commission(story="My grandmother's emerald.")
    appointment = make_appointment(
        starts_at=tomorrow, advisor=advisor, commission=commission, client=commission.client
    )
    draft = make_draft()
    option = draft.options.get(position=1)
    return {
        "home": reverse("admin:index"),
        "list": reverse("admin:orders_commission_changelist"),
        "commission": reverse("admin:commission", args=[commission.reference]),
        "messages": reverse("admin:commission", args=[commission.reference, "messages"]),
        "history": reverse("admin:commission", args=[commission.reference, "history"]),
        "book": reverse("admin:book", args=[commission.reference]),
        "record": reverse("admin:appointment", args=[appointment.public_id]),
        "week": reverse("admin:diary") + f"?day={tomorrow:%Y-%m-%d}",
        "own calendar": reverse("admin:calendar_feed"),
        "quote": reverse("admin:quote", args=[draft.public_id]),
        "option": reverse("admin:option", args=[draft.public_id, option.pk]),
        "preview": reverse("admin:quote_preview", args=[draft.public_id]),
    }


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(desk: Page, live_server):
    found = {}
    for name, address in _addresses().items():
        desk.goto(live_server.url + address)
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 900})
            wide = desk.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wide > 0:
                found[f"{name} at {width}"] = [f"{wide} px too wide"]
        if violations := axe_violations(desk):
            found[name] = violations
    flat = [f"{name}: {line}" for name, lines in found.items() for line in lines]
    assert "; ".join(flat) == ""


def test_totals_follow_what_is_typed(desk: Page, live_server):
    draft = make_draft(options=1)
    option = draft.options.get()
    desk.goto(live_server.url + reverse("admin:option", args=[draft.public_id, option.pk]))
    desk.locator("#id_lines-0-quantity").fill("10")
    desk.locator("#id_lines-0-quantity").press("Tab")
    # 10 × 118.50 and one stone at 3,200.00.
    expect(desk.locator("#totals")).to_contain_text("4,385.00")
    assert option.lines.filter(quantity=10).count() == 0
