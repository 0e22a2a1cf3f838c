"""A consultation from the first step to the last in a real browser, with and without JavaScript."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from atelier.people.models import Client
from atelier.people.tests.factories import make_client
from atelier.portal.my.tests.test_browser import sign_in
from atelier.tests.accessibility import axe_violations
from consultations.links import manage_address
from consultations.models import Appointment, BookingRules, Hold
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import make_advisor, make_invitation, make_place, open_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1440, 820, 390)


def is_for_everybody(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait for a page, and fail when it is too wide or keeps somebody out on a telephone."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (page.url, width)
    assert axe_violations(page) == [], page.url


def make_house() -> Client:
    # Open on every holiday, so that the days do not depend on today.
    BookingRules.objects.update(closed_on_holidays=False)
    open_place(make_place())
    make_advisor(name="Ines Valois")
    return make_client(name="Anna Lindqvist", phone="+1 212 555 0100")


def next_wednesday() -> date:
    """Return a Wednesday no client is too late for, whatever today is."""
    day = timezone.localdate() + timedelta(days=3)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def test_from_the_first_step_to_the_link_that_cancels(browser: Browser, live_server) -> None:
    client = make_house()
    page = browser.new_context(timezone_id="Asia/Tokyo", reduced_motion="reduce").new_page()
    sign_in(page, client.account, live_server.url)
    page.goto(f"{live_server.url}{reverse('my:book')}")
    expect(page.get_by_text("Times are on the clock of Tokyo")).to_be_visible()
    is_for_everybody(page, "How shall we speak?")
    page.get_by_label("By telephone").check()
    page.get_by_label("Choosing a stone").check()
    page.get_by_role("button", name="See the free times").click()
    is_for_everybody(page, "Choose a day")
    day = next_wednesday()
    page.goto(f"{page.url}&month={day.replace(day=1)}")
    page.locator(f'a.month__day[href*="day={day}"]').click()
    is_for_everybody(page, "Choose a time")
    # Noon in New York in winter, one o'clock in summer; still the day before.
    page.get_by_role("button", name=re.compile("^02:00 Tue 1[23]:00 in New York$")).press("Enter")
    expect(page.get_by_text("Kept for you until")).to_contain_text("10 minutes from now")
    assert Hold.objects.count() == 1
    is_for_everybody(page, "Nearly arranged")
    page.get_by_label("A line about it").fill("Emeralds")
    page.get_by_role("button", name="Confirm this consultation").press("Enter")
    is_for_everybody(page, "It is arranged.")
    appointment = Appointment.objects.get()
    there = datetime(day.year, day.month, day.day, 2, tzinfo=UTC) - timedelta(hours=9)
    assert (appointment.starts_at, appointment.client_zone) == (there, "Asia/Tokyo")
    moved_by_hand(page, appointment)
    cancelled_by_link(browser, appointment, live_server.url)


def moved_by_hand(page: Page, appointment: Appointment) -> None:
    before = appointment.starts_at
    page.get_by_role("link", name="See or change your appointment").click()
    is_for_everybody(page, re.compile("^Wednesday"))
    page.get_by_role("link", name="Move it").click()
    page.locator("a.month__day").first.click()
    page.locator("button.time").first.click()
    is_for_everybody(page, "Move it to this time?")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("Moved.")).to_be_visible()
    appointment.refresh_from_db()
    assert appointment.starts_at != before


def cancelled_by_link(browser: Browser, appointment: Appointment, url: str) -> None:
    link = "/appointments/" + manage_address(appointment).rpartition("/appointments/")[2]
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(url + link)
    expect(page).to_have_url(url + reverse("my:appointment", args=[appointment.public_id]))
    # Its own device may say another clock, and so have the page written once more.
    page.wait_for_load_state("networkidle")
    is_for_everybody(page, re.compile("day"))
    page.get_by_role("link", name="Cancel it").click()
    is_for_everybody(page, "Cancel this consultation?")
    page.get_by_label("Why, if you would like to say").fill("A train")
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_text("This appointment was cancelled").first).to_be_visible()
    appointment.refresh_from_db()
    assert appointment.status == AppointmentStatus.CANCELLED


def test_everything_works_without_javascript(browser: Browser, live_server) -> None:
    client = make_house()
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, client.account, live_server.url)
    page.goto(f"{live_server.url}{reverse('my:book')}")
    page.get_by_role("link", name="Change the clock").click()
    page.get_by_label("Your clock").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Use this clock").click()
    page.get_by_label("Live video").check()
    page.get_by_role("button", name="See the free times").click()
    page.locator("a.month__day").last.click()
    page.locator("button.time").first.click()
    expect(page.get_by_text("10 minutes from now")).to_be_visible()
    page.get_by_label("A line about it").fill("Emeralds")
    page.get_by_role("button", name="Choose another time").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a time")
    page.locator("button.time").last.click()
    expect(page.get_by_label("A line about it")).to_have_value("Emeralds")
    page.get_by_role("button", name="Confirm this consultation").click()
    expect(page.get_by_text("It is arranged.")).to_be_visible()
    assert Appointment.objects.get().client_zone == "Asia/Tokyo"
    proposal = make_invitation(client=client, advisor=make_advisor(name="Odile Tessaly"))
    page.goto(f"{live_server.url}{reverse('my:consultations')}")
    page.get_by_role("link", name="Choose a time").first.click()
    page.locator(".proposed button").first.click()
    page.get_by_role("button", name="Confirm this consultation").click()
    expect(page.get_by_text("It is arranged.")).to_be_visible()
    proposal.refresh_from_db()
    assert proposal.appointment
    assert proposal.appointment.starts_at == proposal.starts[0]
