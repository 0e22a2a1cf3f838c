"""Signing a change in a real browser: for everybody at every width, and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from atelier.journal.models import OutgoingMessage
from atelier.people.models import User
from atelier.portal.my.tests.test_browser import sign_in
from atelier.tests.accessibility import axe_violations
from orders.models import ChangeOrder, ChangeSignature
from orders.policies.sides import client_of
from orders.tests.changing import make_sent_change

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def where(name: str, change: ChangeOrder) -> str:
    return reverse(f"my:{name}", args=[change.commission.public_id, change.number])


def signer(change: ChangeOrder) -> User:
    return client_of(change.commission).account


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_of_a_change_are_for_everybody(page: Page, live_server, width: int) -> None:
    change = make_sent_change()
    cancelling = reverse("my:cancel", args=[change.commission.public_id])
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, signer(change), live_server.url)
    for address in (where("change", change), where("change_decline", change), cancelling):
        page.goto(live_server.url + address)
        assert axe_violations(page) == []
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wider)


def test_a_change_is_signed_without_javascript(browser: Browser, live_server) -> None:
    change = make_sent_change()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, signer(change), live_server.url)
    page.goto(live_server.url + where("change", change))
    page.get_by_label("Your full name").fill("Maren Lindqvist")
    page.get_by_label("I have read this change").check()
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", name="Type the code we sent you")).to_be_visible()
    mail = OutgoingMessage.objects.filter(kind="code.sent").order_by("-created_at")[0]
    page.get_by_label("Your code").fill(str(mail.secrets["code"]))
    page.get_by_role("button", name="Sign this change for $522.60").click()
    expect(page.get_by_text("You signed this change")).to_be_visible()
    assert ChangeSignature.objects.get(change=change).signed_name == "Maren Lindqvist"
    context.close()
