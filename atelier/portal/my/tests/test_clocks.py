"""The clock a client reads on: what they chose, what is known, what the device says."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal
from atelier.people.actions import remember_clock
from atelier.people.models import Client
from atelier.people.tests.factories import client_actor, make_client
from consultations.links import manage_address
from consultations.tests.factories import make_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]

LIST = "/my/consultations/"
CLOCK = "/my/consultations/clock/"


def browser_of(client: Client) -> Browser:
    browser = Browser()
    browser.force_login(client.account)
    return browser


def read_on(browser: Browser) -> str:
    return browser.get(LIST).context["visit"].clock.zone.key


def tell(browser: Browser, zone: str) -> bool:
    return browser.post(f"{CLOCK}device/", {"zone": zone}).json()["changed"]


def test_the_device_is_believed_until_something_better_is_known() -> None:
    client = make_client()
    browser = browser_of(client)
    assert read_on(browser) == "America/New_York"
    assert tell(browser, "Asia/Tokyo")
    assert read_on(browser) == "Asia/Tokyo"
    client.time_zone = "Europe/Paris"
    client.save()
    assert read_on(browser) == "Europe/Paris"
    assert "Your device is on Tokyo time." in browser.get(LIST).content.decode()
    chosen = browser.post(CLOCK, {"zone": "Australia/Sydney", "next": LIST})
    assert chosen["Location"] == LIST
    assert read_on(browser) == "Australia/Sydney"
    client.refresh_from_db()
    assert client.time_zone == "Europe/Paris"


def test_a_clock_is_kept_when_they_say_so() -> None:
    client = make_client()
    browser = browser_of(client)
    for _ in range(2):
        browser.post(CLOCK, {"zone": "Asia/Tokyo", "keep": "on"})
    client.refresh_from_db()
    assert client.time_zone == "Asia/Tokyo"
    event = Event.objects.get(kind="client.clock_remembered")
    assert event.data == {"before": "", "zone": "Asia/Tokyo"}


def test_only_a_client_themselves_chooses_and_only_a_clock_there_is() -> None:
    client = make_client()
    with pytest.raises(NotAllowed):
        remember_clock(client=client, zone="Asia/Tokyo", by=client_actor(make_client()))
    with pytest.raises(Refusal, match="such as Europe/Paris"):
        remember_clock(client=client, zone="Mars/Olympus", by=client_actor(client))
    assert Client.objects.get(pk=client.pk).time_zone == ""


def test_nonsense_is_refused_and_nobody_is_led_away() -> None:
    browser = browser_of(make_client())
    assert browser.post(f"{CLOCK}device/", {"zone": "Mars/Olympus"}).status_code == 400
    assert browser.post(CLOCK, {"zone": "Mars/Olympus"}).status_code == 400
    away = browser.post(CLOCK, {"zone": "Asia/Tokyo", "next": "https://elsewhere.example/"})
    assert away["Location"] == "/my/consultations/book/"
    assert read_on(browser) == "Asia/Tokyo"


def test_a_visitor_by_link_may_choose_for_the_visit_and_a_stranger_may_not() -> None:
    assert Browser().get(CLOCK)["Location"].startswith("/accounts/login/")
    meeting = make_appointment()
    link = "/appointments/" + manage_address(meeting).rpartition("/appointments/")[2]
    visitor = Browser()
    where = visitor.get(link)["Location"]
    assert "keep" not in visitor.get(CLOCK).context["form"].fields
    visitor.post(CLOCK, {"zone": "Asia/Tokyo", "keep": "on"})
    assert visitor.get(where).context["visit"].clock.zone.key == "Asia/Tokyo"
    meeting.client.refresh_from_db()
    assert meeting.client.time_zone == ""


def test_speaking_with_us_leads_a_client_to_the_free_times() -> None:
    to_book = f'href="{reverse("my:book")}"'
    assert to_book not in Browser().get("/contact/").content.decode()
    assert to_book in browser_of(make_client()).get("/contact/").content.decode()
