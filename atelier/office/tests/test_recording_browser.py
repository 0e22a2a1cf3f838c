"""A consultation written down in a real browser: kept while one types, and after leaving."""

from datetime import timedelta

import pytest
from django.test import Client as Visitor
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from atelier.people.tests.factories import make_staff
from atelier.tests.accessibility import axe_violations
from consultations.models import FollowUp, RecordDraft
from consultations.tests.factories import make_appointment
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_kept_added_to_and_finished(page: Page, live_server, settings):
    settings.STAFF_MFA_REQUIRED = False
    me = make_staff(name="Ines Valois")
    visitor = Visitor()
    visitor.force_login(me)
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    commission = make_commission(story="My grandmother's emerald.", is_surprise=True)
    meeting = make_appointment(
        starts_at=timezone.now() - timedelta(minutes=5),
        commission=commission,
        client=commission.client,
        advisor=me,
        to_prepare="Tray of emeralds",
    )
    address = live_server.url + reverse("admin:appointment", args=[meeting.public_id])
    page.set_viewport_size({"width": 820, "height": 1100})
    page.goto(address)
    assert axe_violations(page) == []

    page.locator("#id_sizes_measured").fill("Left ring finger: US 6¼")
    expect(page.locator("#sizes-read")).to_contain_text("16.71 mm")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.get_by_role("button", name="Add a follow-up").click()
    second = page.locator("#id_follow_ups-1-what")
    second.fill("Ask the dealer")
    page.locator("#id_follow_ups-1-due_on").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.locator("#id_summary").fill("We looked at three emeralds.")
    page.get_by_role("button", name="Preview the summary").click()
    expect(page.locator("#preview")).to_contain_text("We looked at three emeralds.")

    # Left before the pause that saves: the page itself keeps the last words.
    page.locator("#id_notes").press_sequentially("Loves the oval")
    page.goto(live_server.url + reverse("admin:index"))
    expect(page.get_by_role("heading", name="Yours today")).to_be_visible()
    page.goto(address)
    expect(page.locator("#id_notes")).to_have_value("Loves the oval")
    expect(second).to_have_value("Ask the dealer")
    assert RecordDraft.objects.get().words["notes"] == "Loves the oval"

    page.get_by_role("button", name="Finish the record").click()
    expect(page.get_by_role("heading", name="Recorded")).to_be_visible()
    expect(page.get_by_role("button", name="Write the quote")).to_be_visible()
    assert axe_violations(page) == []
    assert FollowUp.objects.get().what == "Ask the dealer"


def test_an_answer_to_earlier_words_forgets_no_later_ones(page: Page, live_server, settings):
    settings.STAFF_MFA_REQUIRED = False
    visitor = Visitor()
    visitor.force_login(make_staff(name="Ines Valois"))
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    meeting = make_appointment(starts_at=timezone.now() - timedelta(minutes=5))
    address = live_server.url + reverse("admin:appointment", args=[meeting.public_id])
    held: list[Route] = []
    page.route("**/draft/", lambda route: held.append(route))
    page.goto(address)
    notes = page.locator("#id_notes")
    with page.expect_request("**/draft/"):
        notes.press_sequentially("Loves")
    notes.press_sequentially(" the oval")
    with page.expect_response("**/draft/"):
        held[0].continue_()
    page.unroute("**/draft/")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.goto(live_server.url + reverse("admin:index"))
    expect(page.get_by_role("heading", name="Yours today")).to_be_visible()
    page.goto(address)
    expect(notes).to_have_value("Loves the oval")
