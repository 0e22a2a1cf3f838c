"""The client's pages in a real browser: for everybody at every width, and without JavaScript."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from atelier.journal.models import OutgoingMessage
from atelier.materials.models import StoneVariety
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.tests.accessibility import axe_violations
from orders.actions.messages import write_message
from orders.actions.quotes import send_quote
from orders.models import Approval, Commission, Quote
from orders.statuses import QuoteStatus
from orders.tests.factories import make_approved, make_commission, make_draft, make_sent_quote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def session_of(user: User) -> str:
    """Return the cookie of somebody signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def make_emerald_ring(**over: Any) -> Commission:
    """A ring whose stone calls for three warnings."""
    commission = make_commission(**over)
    commission.pieces.update(stone_variety=StoneVariety.objects.get(code="emerald"))
    return commission


def sign_in(page: Page, user: User, url: str) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def pages_of(client_user: User) -> list[str]:
    """Return every kind of page a client can come to."""
    client = client_user.client
    quote, approved = (
        make_sent_quote(make_emerald_ring(client=client), options=3),
        make_approved(make_commission(client=client)).commission,
    )
    four = make_sent_quote(make_commission(client=client), options=4)
    open_, here = quote.commission, [quote.commission.public_id]
    said = {"body": "Good day", "author": make_staff(), "from_client": False}
    write_message(commission=open_, by=staff_actor(), **said)  # type: ignore[arg-type]
    return [
        reverse("my:commissions"),
        *(reverse(f"my:{name}", args=here) for name in ("commission", "messages", "stones")),
        reverse("my:offer", args=[*here, 1]),
        reverse("my:choose", args=[*here, 1, 2]),
        reverse("my:decline", args=[*here, 1]),
        reverse("my:withdraw", args=here),
        reverse("my:commission", args=[approved.public_id]),
        reverse("my:approval", args=[approved.public_id]),
        reverse("my:offer", args=[four.commission.public_id, 1]),
    ]


def test_every_page_is_for_everybody_at_every_width(page: Page, live_server) -> None:
    user = make_client(name="Anna Lindqvist").account
    paths = pages_of(user)
    sign_in(page, user, live_server.url)
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(live_server.url + path)
            assert axe_violations(page) == [], (path, width)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, (path, width)


def test_a_browser_says_that_the_offer_was_seen(page: Page, live_server) -> None:
    quote = make_sent_quote()
    assert quote.commission.client is not None
    sign_in(page, quote.commission.client.account, live_server.url)
    where = reverse("my:offer", args=[quote.commission.public_id, 1])
    with page.expect_response(lambda answer: answer.url.endswith("/seen/")):
        page.goto(live_server.url + where)
    assert Quote.objects.get(pk=quote.pk).status == QuoteStatus.VIEWED


def newest_code(kind: str) -> str:
    return str(OutgoingMessage.objects.filter(kind=kind).latest("created_at").secrets["code"])


def test_from_the_sign_in_to_the_approval_without_javascript(browser: Browser, live_server) -> None:
    quote = make_sent_quote(make_emerald_ring())
    email = quote.commission.contact_email
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("my:offer", args=[quote.commission.public_id, 1]))
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(newest_code("account.login_code"))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your options")
    page.get_by_role("link", name="Choose this one Option 2").click()
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Your full name").fill("Ada Client")
    page.get_by_label("I have read this option").check()
    page.get_by_label("An emerald worn every day").check()
    page.get_by_label("In a ring worn every day").check()
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_text("Please tick this once you have read it.").first).to_be_visible()
    expect(page.get_by_label("Your full name")).to_have_value("Ada Client")
    expect(page.get_by_label("An emerald worn every day")).to_be_checked()
    page.get_by_label("Later work with heat").check()
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("Your code").fill("000000")
    page.get_by_role("button", name="Approve for $4,025.87").click()
    expect(page.get_by_text("That is not the code we sent").first).to_be_visible()
    page.get_by_label("Your code").fill(newest_code("code.sent"))
    page.get_by_role("button", name="Approve for $4,025.87").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. It is agreed.")
    assert Approval.objects.get().option.position == 2
    assert Commission.objects.get().status == "approved"


def tops(page: Page, label: str) -> set[int]:
    """Return where the rows of one name begin, from the top of the page."""
    rows = page.locator(f".option__row:has(dt:text-is('{label}'))")
    return {round(box["y"]) for row in rows.all() if (box := row.bounding_box())}


def test_the_rows_of_all_options_are_level(page: Page, live_server) -> None:
    draft = make_draft(make_emerald_ring(), options=3)
    first = draft.options.get(position=1)
    first.title, first.trade_off = "In yellow gold with a halo", "Warm. " * 30
    first.save()
    first.lines.filter(kind="metal").update(description="18k yellow gold, alloyed by us, " * 5)
    quote = send_quote(quote=draft, by=staff_actor())
    assert quote.commission.client is not None
    sign_in(page, quote.commission.client.account, live_server.url)
    where = reverse("my:offer", args=[quote.commission.public_id, 1])
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(live_server.url + where)
    for label in ("Treatment", "Made in", "Stones", "Total", "50 % before it comes to you"):
        assert len(tops(page, label)) == (2 if label == "Stones" else 1), label
    page.set_viewport_size({"width": 390, "height": 900})
    assert len(tops(page, "Total")) == 3


def test_an_offer_is_chosen_with_the_keyboard_alone(page: Page, live_server) -> None:
    quote = make_sent_quote(make_emerald_ring())
    assert quote.commission.client is not None
    sign_in(page, quote.commission.client.account, live_server.url)
    page.goto(live_server.url + reverse("my:offer", args=[quote.commission.public_id, 1]))
    choice = page.get_by_role("link", name="Choose this one Option 1")
    for _ in range(40):
        page.keyboard.press("Tab")
        if choice.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign for your choice")
    page.get_by_label("In a ring worn every day").focus()
    for _ in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.get_by_label("Your full name").focus()
    page.keyboard.type("Ada Client")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code we sent you")
