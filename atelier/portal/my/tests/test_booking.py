"""A client books by themselves: every step, every refusal, and that nothing typed is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.people.models import Client
from atelier.people.tests.factories import make_client, make_staff
from consultations.actions.holds import LINGER, release_expired_holds
from consultations.models import Appointment, Hold, Room, Topic
from consultations.tests.factories import make_advisor, make_appointment, make_hold, make_room
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]

# Tuesday, ten in New York; midnight in Tokyo.
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TIMES = "/my/consultations/book/times/?channel=video"


def browser_of(client: Client) -> Browser:
    browser = Browser()
    browser.force_login(client.account)
    return browser


def press(browser: Browser, at: datetime = TEN, where: str = TIMES) -> Any:
    return browser.post(where, {"start": at.isoformat()})


def month_of(answer: Any) -> dict[str, int]:
    weeks = answer.context["month"].weeks
    return {day.on.isoformat(): day.free for week in weeks for day in week if day.free}


def nearest_of(answer: Any) -> list[datetime]:
    return [each.starts_at for each in answer.context["nearest"]]


def test_the_days_with_free_times_are_counted_on_the_clients_clock() -> None:
    make_advisor()
    here = browser_of(make_client(time_zone="America/New_York"))
    there = browser_of(make_client(time_zone="Asia/Tokyo"))
    # From nine to six, the last of 45 minutes at a quarter past five; notice is a day.
    assert list(month_of(here.get(TIMES)).items())[:2] == [("2026-11-24", 34), ("2026-11-25", 34)]
    assert list(month_of(there.get(TIMES)).items())[:2] == [("2026-11-24", 4), ("2026-11-25", 34)]
    page = there.get(f"{TIMES}&day=2026-11-25").content.decode()
    assert '<span class="time__here">00:00</span>' in page
    assert '<span class="time__house">Tue 10:00' in page


def test_a_pressed_time_is_held_and_then_booked() -> None:
    advisor, client = make_advisor(name="Ines Valois"), make_client(time_zone="Asia/Tokyo")
    browser = browser_of(client)
    answer = press(browser)
    hold = Hold.objects.get()
    assert answer["Location"] == reverse("my:held", args=[hold.public_id])
    assert hold.expires_at - hold.created_at == timedelta(minutes=10)
    page = browser.get(answer["Location"]).content.decode()
    assert "10 minutes from now" in page
    assert "Wednesday 25 November 2026" in page
    assert "Tuesday, 10:00 to 10:45 in New York" in page
    booked = browser.post(answer["Location"], {"subject": "Emeralds"})
    appointment = Appointment.objects.get()
    assert booked["Location"] == reverse("my:booked", args=[appointment.public_id])
    assert (appointment.client, appointment.advisor) == (client, advisor)
    assert (appointment.starts_at, appointment.subject) == (TEN, "Emeralds")
    assert (appointment.client_zone, appointment.by_client) == ("Asia/Tokyo", True)
    assert "It is arranged." in browser.get(booked["Location"]).content.decode()


def test_confirming_twice_books_once() -> None:
    make_advisor()
    browser = browser_of(make_client())
    held = press(browser)["Location"]
    first, again = browser.post(held), browser.post(held)
    assert first["Location"] == again["Location"] == browser.get(held)["Location"]
    assert Appointment.objects.count() == 1


def test_whoever_has_most_room_that_day_is_chosen_and_the_pieces_own_advisor_first() -> None:
    busy, idle = make_advisor(name="A"), make_advisor(name="B")
    make_appointment(advisor=busy, starts_at=TEN + timedelta(hours=5))
    client = make_client()
    press(browser_of(client))
    assert Hold.objects.get().advisor == idle
    commission = make_commission(client=client, advisor=busy)
    press(browser_of(client), where=f"{TIMES}&commission={commission.public_id}")
    assert Hold.objects.get(commission=commission).advisor == busy


def test_somebody_elses_hold_is_not_there() -> None:
    hold = make_hold(starts_at=TEN)
    for stranger in (make_client().account, make_staff()):
        browser = Browser()
        browser.force_login(stranger)
        for name in ("held", "release"):
            assert browser.post(reverse(f"my:{name}", args=[hold.public_id])).status_code == 404
    assert not Appointment.objects.exists()
    assert Hold.objects.filter(pk=hold.pk).exists()


def test_a_time_taken_while_one_looked_gives_the_three_nearest_as_buttons() -> None:
    advisor = make_advisor()
    make_hold(advisor=advisor, starts_at=TEN)
    browser = browser_of(make_client())
    answer = press(browser)
    assert answer.status_code == 409
    # Their 45 minutes and a buffer of each lie between; before nine nobody is in.
    after = TEN + timedelta(minutes=75)
    quarter = timedelta(minutes=15)
    assert nearest_of(answer) == [after, after + quarter, after + 2 * quarter]
    assert press(browser, after).status_code == 302


def test_an_expired_hold_is_still_confirmed_while_its_time_is_free(morning: Any) -> None:
    make_advisor()
    browser = browser_of(make_client())
    held = press(browser)["Location"]
    morning.shift(timedelta(minutes=11))
    assert "may still be free" in browser.get(held).content.decode()
    assert browser.post(held).status_code == 302
    assert Appointment.objects.get().starts_at == TEN


def test_a_hold_that_was_swept_away_is_made_anew(morning: Any) -> None:
    make_advisor()
    browser = browser_of(make_client())
    # The second day: the notice has not begun when they come back.
    held = press(browser, TEN + timedelta(days=1))["Location"]
    morning.shift(LINGER + timedelta(minutes=11))
    assert release_expired_holds() == 1
    back = browser.get(held)["Location"]
    assert back == f"{TIMES}&day=2026-11-25&over=2026-11-25T15%3A00%3A00%2B00%3A00"
    page = browser.get(back)
    assert "Wednesday 25 November, 10:00 is no longer kept" in page.content.decode()
    assert "still free: press it again" in page.content.decode()
    assert TEN + timedelta(days=1) in nearest_of(page)
    assert browser.post(held, {"subject": "Late"}).status_code == 302
    assert Appointment.objects.get().subject == "Late"


def test_where_a_swept_time_went_to_another_the_three_nearest_stand_there(morning: Any) -> None:
    make_advisor()
    browser, at = browser_of(make_client()), TEN + timedelta(days=1)
    held = press(browser, at)["Location"]
    morning.shift(LINGER + timedelta(minutes=11))
    release_expired_holds()
    press(browser_of(make_client()), at)
    page = browser.get(browser.get(held)["Location"])
    assert "no longer free; these are the nearest" in page.content.decode()
    assert nearest_of(page) == [at + timedelta(minutes=later) for later in (75, 90, 105)]


def test_two_windows_of_one_visit_both_come_through() -> None:
    """The second lets the first time go; the first page takes it again when it confirms."""
    make_advisor()
    browser = browser_of(make_client())
    first = press(browser)["Location"]
    second = press(browser, TEN + timedelta(hours=2), TIMES.replace("video", "phone"))["Location"]
    assert Hold.objects.get().starts_at == TEN + timedelta(hours=2)
    for held, words in ((first, "Emeralds"), (second, "Sapphires")):
        answer = browser.post(held, {"subject": words, "caller": "client"})
        assert "/booked/" in answer["Location"]
    assert list(Appointment.objects.order_by("starts_at").values_list("subject", "channel")) == [
        ("Emeralds", "video"),
        ("Sapphires", "phone"),
    ]


@pytest.mark.parametrize("moment", ["1", "9999-12-31T23:59:59%2B00:00", "0001-01-01T00:00:00Z"])
def test_a_kept_time_that_never_was_is_passed_over(moment: str) -> None:
    make_advisor()
    page = browser_of(make_client()).get(f"{TIMES}&over={moment}")
    assert (page.status_code, nearest_of(page)) == (200, [])


@pytest.mark.parametrize("query", ["day=9999-12-31", "month=9999-12-01", "day=0001-01-01"])
def test_a_day_nobody_can_book_shows_the_first_that_can_be(query: str) -> None:
    make_advisor()
    page = browser_of(make_client()).get(f"{TIMES}&{query}")
    assert page.status_code == 200
    assert "Tuesday 24 November" in page.content.decode()


def test_a_lost_time_keeps_every_word(morning: Any) -> None:
    make_advisor()
    browser = browser_of(make_client(phone="+1 212 555 0100"))
    where = TIMES.replace("video", "phone")
    at = TEN + timedelta(days=1)
    held = press(browser, at, where)["Location"]
    morning.shift(timedelta(minutes=11))
    assert press(browser_of(make_client()), at, where).status_code == 302
    typed = {"caller": "house", "phone": "+81 3 5555 0100", "subject": "A lost emerald"}
    lost = browser.post(held, typed)
    assert lost.status_code == 409
    assert len(nearest_of(lost)) == 3
    again = press(browser, nearest_of(lost)[0], lost.context["here"])["Location"]
    page = browser.get(again).content.decode()
    assert 'value="A lost emerald"' in page
    assert 'value="+81 3 5555 0100"' in page
    assert browser.post(again, typed).status_code == 302
    appointment = Appointment.objects.get(subject="A lost emerald")
    assert (appointment.phone, appointment.caller) == ("+81 3 5555 0100", "house")


def test_going_back_lets_the_time_go_and_keeps_the_words() -> None:
    make_advisor()
    browser = browser_of(make_client())
    held = press(browser)["Location"]
    back = browser.post(f"{held}release/", {"subject": "Emeralds"})
    assert back["Location"] == f"{TIMES}&day=2026-11-24"
    assert not Hold.objects.exists()
    again = press(browser, TEN + timedelta(hours=2))["Location"]
    assert 'value="Emeralds"' in browser.get(again).content.decode()


def test_pressing_another_time_replaces_the_first() -> None:
    make_advisor()
    browser = browser_of(make_client())
    press(browser)
    assert "We keep Tuesday 24 November, 10:00" in browser.get(TIMES).content.decode()
    press(browser, TEN + timedelta(minutes=15))
    assert Hold.objects.get().starts_at == TEN + timedelta(minutes=15)


def test_a_call_from_the_house_needs_a_number() -> None:
    make_advisor()
    browser = browser_of(make_client())
    held = press(browser, where=TIMES.replace("video", "phone"))["Location"]
    answer = browser.post(held, {"caller": "house", "phone": "", "subject": "Emeralds"})
    assert answer.status_code == 400
    assert answer.context["form"].errors == {"phone": ["Please give us the number we may call."]}
    assert 'value="Emeralds"' in answer.content.decode()
    assert browser.post(held, {"caller": "client", "phone": ""}).status_code == 302
    assert Appointment.objects.get().caller == "client"


def test_where_nothing_is_free_the_next_day_and_the_waiting_list_are_offered() -> None:
    advisor = make_advisor()
    browser = browser_of(make_client())
    december = f"{TIMES}&advisor={advisor.pk}&month=2027-03-01"
    answer = browser.get(december)
    assert not answer.context["month"].has_free
    assert answer.context["next_day"].isoformat() == "2026-11-24"
    assert "with whoever is free first" in answer.content.decode()
    Room.objects.update(is_active=False)
    in_person = browser.get(TIMES.replace("video", "in_person"))
    assert in_person.context["next_day"] is None
    assert "Nothing free at present" in in_person.content.decode()


def test_in_person_says_where_and_what_to_bring() -> None:
    make_advisor()
    make_room()
    topic = Topic.objects.create(name="Your stone", what_to_bring="Its report, if it has one.")
    browser = browser_of(make_client())
    where = f"{TIMES.replace('video', 'in_person')}&topic={topic.pk}"
    page = browser.get(press(browser, where=where)["Location"]).content.decode()
    assert "Its report, if it has one." in page
    assert "41 Lantern Street" in page


@pytest.mark.parametrize("query", ["", "?channel=pigeon", "?channel=video&topic=0"])
def test_a_wish_that_cannot_be_read_leads_to_the_first_step(query: str) -> None:
    browser = browser_of(make_client())
    answer = browser.get(f"/my/consultations/book/times/{query}")
    assert answer["Location"].startswith("/my/consultations/book/?")
    assert browser.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("start", ["", "noon", "2026-11-24T15:00:00", "2026-13-40T99:00:00+00:00"])
def test_a_press_of_no_time_changes_nothing(start: str) -> None:
    make_advisor()
    assert browser_of(make_client()).post(TIMES, {"start": start}).status_code == 200
    assert not Hold.objects.exists()


def test_a_foreign_piece_is_no_choice() -> None:
    make_advisor()
    foreign = make_commission()
    answer = press(browser_of(make_client()), where=f"{TIMES}&commission={foreign.public_id}")
    assert answer["Location"].startswith("/my/consultations/book/?")
    assert not Hold.objects.exists()


def test_writing_is_asked_without_an_hour() -> None:
    advisor, client = make_advisor(), make_client()
    browser = browser_of(client)
    to_writing = browser.get(TIMES.replace("video", "email"))
    assert to_writing["Location"] == "/my/consultations/write/?channel=email"
    assert browser.post(to_writing["Location"], {"question": " "}).status_code == 400
    sent = browser.post(to_writing["Location"], {"question": "Does an emerald suit every day?"})
    asked = client.written_consultations.get()
    assert asked.advisor == advisor
    assert sent["Location"] == reverse("my:written", args=[asked.public_id])
    assert "Does an emerald suit every day?" in browser.get(sent["Location"]).content.decode()
    assert browser_of(make_client()).get(sent["Location"]).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_times_cost_the_same_for_one_advisor_and_for_three(many: int) -> None:
    for _ in range(many):
        make_appointment(advisor=make_advisor(), starts_at=TEN + timedelta(days=2))
    browser = browser_of(make_client())
    browser.get(TIMES)
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"{TIMES}&day=2026-11-24")
    assert len(asked) == 16


@pytest.mark.parametrize("far", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_as_if_none_were_asked_for(far: str) -> None:
    make_advisor()
    browser = browser_of(make_client(time_zone="Asia/Tokyo"))
    for asked in (f"&month={far}", f"&day={far}"):
        assert list(month_of(browser.get(f"{TIMES}{asked}")))[0] == "2026-11-24"
    for zone in ("+14:00", "-12:00"):
        assert browser.post(TIMES, {"start": f"{far}T23:59:00{zone}"}).status_code == 200
    assert not Hold.objects.exists()
