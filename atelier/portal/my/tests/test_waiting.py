"""The waiting list as its client sees it: joining, one's place, leaving, a time that is offered."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.people.models import Channel, Client
from atelier.people.tests.factories import make_client
from consultations.actions.offers import offer_freed
from consultations.models import SlotOffer, WaitingListEntry
from consultations.statuses import SlotOfferStatus, WaitingStatus
from consultations.tests.conftest import house, morning  # noqa: F401
from consultations.tests.factories import (
    make_advisor,
    make_appointment,
    make_hours,
    make_offer,
    make_waiting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]
LIST = reverse("my:waiting")
FRIDAY = date(2026, 11, 27)
# Friday, ten in New York.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.fixture
def anna() -> Client:
    return make_client(name="Anna Lindqvist")


@pytest.fixture
def mine(anna: Client) -> Browser:
    browser = Browser()
    browser.force_login(anna.account)
    return browser


def ask(browser: Browser, **over: Any) -> Any:
    """Send the form: by video, this Friday, with whoever is free."""
    days = {"earliest_on": FRIDAY.isoformat(), "latest_on": FRIDAY.isoformat()}
    return browser.post(LIST, {"channel": Channel.VIDEO, **days, **over})


def only_time(**over: Any) -> Any:
    advisor = make_advisor(name="Ines Valois")
    make_hours(advisor, 4, time(10), time(10, 45))
    return advisor


def test_joining_leads_to_ones_place(mine: Browser) -> None:
    make_appointment(advisor=only_time(), starts_at=TEN)
    make_waiting()
    assert ask(mine).headers["Location"] == LIST
    page = mine.get(LIST).content.decode()
    assert "27 November" in page
    assert "One before you, for times like these." in page
    assert "You are on the list. We write as soon as a time is free." in page


def test_a_free_time_is_shown_instead_and_what_was_typed_is_kept(mine: Browser) -> None:
    only_time()
    answer = ask(mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is no need to wait" in page
    assert "Friday 27 November, 10:00</a>" in page
    assert "?channel=video&amp;day=2026-11-27#times" in page
    assert 'value="2026-11-27"' in page
    assert not WaitingListEntry.objects.exists()


def test_days_that_cannot_be_are_said_at_the_form(mine: Browser) -> None:
    only_time()
    answer = ask(mine, latest_on="2026-11-26")
    assert answer.status_code == 400
    assert "The last day lies before the first." in answer.content.decode()


def test_a_missing_day_is_asked_for(mine: Browser) -> None:
    answer = ask(mine, latest_on="", earliest_on="tomorrow")
    assert answer.status_code == 400
    assert answer.context["form"].errors == {
        "earliest_on": ["Please choose a day of the calendar."],
        "latest_on": ["Please choose a day."],
    }


def test_days_that_passed_are_shown_for_a_fortnight_with_the_same_wish(
    mine: Browser, anna: Client
) -> None:
    # On Monday the 23rd: two weeks ago, and a day more.
    for day in (9, 8):
        over = date(2026, 11, day)
        make_waiting(
            client=anna,
            advisor=make_advisor(),
            status=WaitingStatus.PASSED,
            earliest_on=over,
            latest_on=over,
        )
    shown, old = WaitingListEntry.objects.order_by("-latest_on")
    page = mine.get(LIST).content.decode()
    assert f"?channel=video&amp;advisor={shown.advisor_id}#join" in page
    assert f"advisor={old.advisor_id}#join" not in page


def test_a_letter_needs_no_place_in_line(mine: Browser) -> None:
    assert ask(mine, channel=Channel.EMAIL).status_code == 400


def test_leaving_asks_once(mine: Browser, anna: Client) -> None:
    entry = make_waiting(client=anna)
    where = reverse("my:waiting_leave", args=[entry.public_id])
    assert "Leave the list?" in mine.get(where).content.decode()
    assert mine.post(where).headers["Location"] == LIST
    entry.refresh_from_db()
    assert entry.status == WaitingStatus.LEFT


def test_an_offered_time_is_large_and_says_how_long_it_is_kept(mine: Browser, anna: Client) -> None:
    only_time()
    make_waiting(client=anna)
    offer_freed()
    offer = SlotOffer.objects.get()
    page = mine.get(reverse("my:offered", args=[offer.public_id])).content.decode()
    assert "Friday 27 November" in page
    assert "Monday 23 November, 21:00" in page
    assert offer.hold is not None
    assert reverse("my:held", args=[offer.hold.public_id]) in page


def test_declining_keeps_the_place(mine: Browser, anna: Client) -> None:
    only_time()
    entry = make_waiting(client=anna)
    offer_freed()
    offer = SlotOffer.objects.get()
    answer = mine.post(reverse("my:offered_decline", args=[offer.public_id]), follow=True)
    assert "You keep your place." in answer.content.decode()
    page = mine.get(reverse("my:offered", args=[offer.public_id])).content.decode()
    assert "This time is no longer kept" in page
    entry.refresh_from_db()
    assert entry.status == WaitingStatus.WAITING


def test_a_taken_offer_leads_to_its_appointment(mine: Browser, anna: Client) -> None:
    appointment = make_appointment(client=anna)
    entry = make_waiting(client=anna, status=WaitingStatus.BOOKED, appointment=appointment)
    offer = make_offer(entry=entry)
    SlotOffer.objects.update(status=SlotOfferStatus.TAKEN)
    answer = mine.get(reverse("my:offered", args=[offer.public_id]))
    assert answer.headers["Location"] == reverse("my:appointment", args=[appointment.public_id])


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_place_and_for_three(
    number: int, mine: Browser, anna: Client
) -> None:
    for channel in (Channel.VIDEO, Channel.PHONE, Channel.IN_PERSON)[:number]:
        make_waiting(client=anna, channel=channel)
    with CaptureQueriesContext(connection) as queries:
        page = mine.get(LIST).content.decode()
    assert page.count("Leave the list") == number
    assert len(queries) == 6


def test_the_house_s_clock_stands_beside_the_client_s(mine: Browser, anna: Client) -> None:
    Client.objects.filter(pk=anna.pk).update(time_zone="Europe/Paris")
    offer = make_offer(
        entry=make_waiting(client=anna, status=WaitingStatus.OFFERED),
        starts_at=TEN,
        expires_at=TEN - timedelta(days=2),
    )
    page = mine.get(reverse("my:offered", args=[offer.public_id])).content.decode()
    assert "16:00" in page
    assert "In New York it is then Friday, 10:00." in page
