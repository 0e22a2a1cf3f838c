"""A wait in a real browser, with and without JavaScript: join, be offered a freed time, take it."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from atelier.journal.models import OutgoingMessage
from atelier.people.models import User
from atelier.portal.my.tests.test_browser import sign_in
from atelier.portal.my.tests.test_consultations_browser import (
    is_for_everybody,
    make_house,
    next_wednesday,
)
from consultations.actions.offers import offer_freed
from consultations.actions.outcomes import cancel
from consultations.models import Appointment, WaitingListEntry
from consultations.statuses import WaitingStatus
from consultations.tests.factories import STAFF, make_appointment, make_hours

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def take_the_only_time() -> Appointment:
    """Book somebody else into the one time of the week."""
    ines = User.objects.get(name="Ines Valois")
    make_hours(ines, 2, time(10), time(10, 45))
    ten = datetime.combine(next_wednesday(), time(10), ZoneInfo("America/New_York"))
    return make_appointment(advisor=ines, starts_at=ten)


def look(page: Page, heading: str | re.Pattern[str], *, script: bool) -> None:
    """Expect a page by its heading; with JavaScript, also that everybody can read it."""
    if script:
        is_for_everybody(page, heading)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize("script", [True, False], ids=("script", "bare"))
def test_who_waits_is_offered_a_freed_time_and_takes_it(
    script: bool, browser: Browser, live_server
) -> None:
    client, day = make_house(), next_wednesday().isoformat()
    taken = take_the_only_time()
    context = browser.new_context(
        java_script_enabled=script, timezone_id="America/New_York", reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, client.account, live_server.url)
    page.goto(f"{live_server.url}{reverse('my:book_times')}?channel=video&month={day}")
    page.get_by_role("link", name=re.compile("waiting list|when a time becomes free")).click()
    look(page, "The waiting list", script=script)
    expect(page.get_by_label("How shall we meet?")).to_have_value("video")
    page.get_by_label("From").fill(day)
    page.get_by_label("Until").fill(day)
    page.get_by_role("button", name="Put me on the list").click()
    look(page, "Your place on the list", script=script)
    expect(page.get_by_text("You are the next in line.")).to_be_visible()
    cancel(appointment=taken, reason="A train", by=STAFF)
    assert offer_freed() == 1
    follow_the_mail(page, live_server.url, script=script)
    entry = WaitingListEntry.objects.get()
    booked = Appointment.objects.get(client=client)
    assert (entry.status, entry.appointment) == (WaitingStatus.BOOKED, booked)
    assert (booked.starts_at, booked.advisor) == (taken.starts_at, taken.advisor)
    context.close()


def follow_the_mail(page: Page, url: str, *, script: bool) -> None:
    mail = OutgoingMessage.objects.get(kind="waiting.offered")
    found = re.search(r"/my/consultations/offered/\S+", mail.text)
    assert found
    page.goto(url + found[0])
    look(page, re.compile("Wednesday .* 10:00 to 10:45"), script=script)
    page.get_by_role("link", name="Take this time").click()
    look(page, "Nearly arranged", script=script)
    # Half a day is said by its end, not counted in minutes.
    expect(page.get_by_text("Kept for you until")).to_have_text(
        re.compile(r"day \d+ \w+, \d\d:\d\d")
    )
    page.get_by_role("button", name="Confirm this consultation").click()
    look(page, "It is arranged.", script=script)
