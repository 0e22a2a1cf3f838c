"""One appointment's pages: by sign-in and by the emailed link, moved, cancelled, and too late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.house.models import House
from atelier.people.links import revoke_links
from atelier.people.models import SecretLink
from atelier.people.tests.factories import make_client, make_staff
from atelier.portal.my.views.entering import TRIES_A_MINUTE
from consultations.links import PURPOSE, manage_address
from consultations.models import Appointment, Companion, Hold
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import make_advisor, make_appointment, make_hold
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning", "house")]

# Friday, ten in New York.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _phone(house: House) -> None:
    house.phone = "+1 212 555 0141"
    house.save()


def make_meeting(**over: Any) -> Appointment:
    advisor = over.pop("advisor", None) or make_advisor(name="Ines Valois")
    return make_appointment(advisor=advisor, **{"starts_at": TEN} | over)


def browser_of(appointment: Appointment) -> Browser:
    browser = Browser()
    browser.force_login(appointment.client.account)
    return browser


def link_of(appointment: Appointment) -> str:
    """Return the address a mail carries, without the house's own."""
    return "/appointments/" + manage_address(appointment).rpartition("/appointments/")[2]


def visitor_of(appointment: Appointment) -> Browser:
    browser = Browser()
    browser.get(link_of(appointment))
    return browser


def at(name: str, appointment: Appointment, *more: object) -> str:
    return reverse(f"my:{name}", args=[appointment.public_id, *more])


def press(browser: Browser, appointment: Appointment, to: datetime) -> Any:
    return browser.post(at("appointment_move", appointment), {"start": to.isoformat()})


def test_the_page_says_when_on_both_clocks_and_how() -> None:
    meeting = make_meeting(client_zone="Asia/Tokyo", video_link="https://meet.example.com/a")
    page = browser_of(meeting).get(at("appointment", meeting)).content.decode()
    assert "Saturday 28 November" in page
    assert "00:00 to 00:45" in page
    assert "Friday, 10:00 to 10:45 in New York" in page
    assert "https://meet.example.com/a" in page
    assert "until Friday 27 November, 00:00" in page


def test_it_is_moved_only_to_where_whoever_joins_is_free_too() -> None:
    meeting, ada = make_meeting(), make_advisor(name="Ada Moreau")
    Companion.objects.create(appointment=meeting, advisor=ada)
    make_appointment(advisor=ada, starts_at=TEN + timedelta(hours=3))
    browser = browser_of(meeting)
    assert press(browser, meeting, TEN + timedelta(hours=3)).status_code == 409
    held = press(browser, meeting, TEN + timedelta(hours=5))["Location"]
    # Ada is booked by somebody else while the client still looks at it.
    make_appointment(advisor=ada, starts_at=TEN + timedelta(hours=5))
    lost = browser.post(held)
    assert lost.status_code == 409
    assert [each.starts_at - TEN for each in lost.context["nearest"]] == [
        timedelta(hours=6, minutes=minutes) for minutes in (15, 30, 45)
    ]
    meeting.refresh_from_db()
    assert meeting.starts_at == TEN


def test_it_is_moved_with_its_own_advisor_through_a_hold() -> None:
    meeting = make_meeting()
    make_advisor(name="Somebody else")
    browser = browser_of(meeting)
    offered = browser.get(f"{at('appointment_move', meeting)}?day=2026-11-27")
    starts = {each.starts_at for each in offered.context["month"].times}
    # Its own time counts as free, so it may move by a quarter of an hour.
    assert TEN + timedelta(minutes=15) in starts
    to = TEN + timedelta(minutes=15)
    confirm = press(browser, meeting, to)["Location"]
    hold = Hold.objects.get()
    assert (hold.moving, hold.advisor) == (meeting, meeting.advisor)
    page = browser.get(confirm).content.decode()
    assert "10:00 to 10:45" in page
    assert "10:15 to 11:00" in page
    assert browser.post(confirm)["Location"] == at("appointment", meeting)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ics_sequence) == (to, 1)
    assert browser.post(confirm)["Location"] == at("appointment", meeting)
    assert Appointment.objects.get().ics_sequence == 1


def test_another_time_to_move_to_is_let_go_again() -> None:
    meeting = make_meeting()
    browser = browser_of(meeting)
    confirm = press(browser, meeting, TEN + timedelta(hours=2))["Location"]
    back = browser.post(f"{confirm}release/")
    assert back["Location"] == f"{at('appointment_move', meeting)}?day=2026-11-27"
    assert not Hold.objects.exists()


def test_a_time_lost_to_somebody_keeps_the_appointment_where_it_is() -> None:
    meeting = make_meeting()
    make_hold(advisor=meeting.advisor, starts_at=TEN + timedelta(hours=3))
    answer = press(browser_of(meeting), meeting, TEN + timedelta(hours=3))
    assert answer.status_code == 409
    assert len(answer.context["nearest"]) == 3
    assert answer.context["here"] == f"{at('appointment_move', meeting)}?day=2026-11-27"
    meeting.refresh_from_db()
    assert meeting.starts_at == TEN


def test_a_hold_for_another_appointment_moves_nothing() -> None:
    mine, foreign = make_meeting(), make_meeting()
    hold = make_hold(
        client=foreign.client,
        moving=foreign,
        advisor=foreign.advisor,
        starts_at=TEN + timedelta(hours=2),
    )
    for name in ("appointment_move_confirm", "appointment_move_release"):
        assert browser_of(mine).post(at(name, mine, hold.public_id)).status_code == 404
        assert browser_of(mine).post(at(name, foreign, hold.public_id)).status_code == 404
    assert set(Appointment.objects.values_list("starts_at", flat=True)) == {TEN}


@pytest.mark.parametrize("reason", ["", "A train"])
def test_it_is_cancelled_with_a_reason_or_without(reason: str) -> None:
    meeting = make_meeting()
    browser = browser_of(meeting)
    for _ in range(2):
        answer = browser.post(at("appointment_cancel", meeting), {"reason": reason})
        assert answer["Location"] == at("appointment", meeting)
    meeting.refresh_from_db()
    assert meeting.status == AppointmentStatus.CANCELLED
    assert (meeting.cancel_reason, meeting.ics_sequence) == (reason, 1)
    assert "was cancelled" in browser.get(answer["Location"]).content.decode()


def test_after_the_houses_hours_one_calls(morning: Any) -> None:
    meeting = make_meeting()
    browser = browser_of(meeting)
    morning.move_to(TEN - timedelta(hours=23))
    page = browser.get(at("appointment", meeting)).content.decode()
    assert "It is close now, so please call us" in page
    assert at("appointment_cancel", meeting) not in page
    for name in ("appointment_move", "appointment_cancel"):
        answer = browser.post(at(name, meeting), {"start": (TEN + timedelta(hours=4)).isoformat()})
        assert answer.status_code == 409
        assert "+1 212 555 0141" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.status, meeting.starts_at) == (AppointmentStatus.BOOKED, TEN)


def test_the_link_opens_this_appointment_and_nothing_else() -> None:
    meeting, other = make_meeting(), make_meeting()
    other.client = meeting.client
    other.save()
    visitor, link = Browser(), link_of(meeting)
    answer = visitor.get(link)
    assert answer["Location"] == at("appointment", meeting)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    page = visitor.get(answer["Location"])
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert (
        visitor.get(reverse("consultations:calendar", args=[meeting.public_id])).status_code == 200
    )
    closed = [
        at("appointment", other),
        reverse("consultations:calendar", args=[other.public_id]),
        *(reverse(f"my:{name}") for name in ("commissions", "consultations", "book")),
    ]
    for where in closed:
        assert visitor.get(where)["Location"].startswith("/accounts/login/"), where


def test_a_visitor_by_link_moves_and_cancels() -> None:
    meeting = make_meeting()
    visitor = visitor_of(meeting)
    to = TEN + timedelta(hours=2)
    confirm = press(visitor, meeting, to)["Location"]
    assert visitor.post(confirm)["Location"] == at("appointment", meeting)
    meeting.refresh_from_db()
    assert meeting.starts_at == to
    visitor.post(at("appointment_cancel", meeting), {"reason": ""})
    meeting.refresh_from_db()
    assert meeting.status == AppointmentStatus.CANCELLED


def test_a_link_shows_nothing_of_the_commission() -> None:
    commission = make_commission()
    meeting = make_meeting(client=commission.client, commission=commission)
    page = visitor_of(meeting).get(at("appointment", meeting)).content.decode()
    assert str(commission.public_id) not in page
    assert (
        str(commission.public_id)
        in browser_of(meeting).get(at("appointment", meeting)).content.decode()
    )


def test_following_the_link_changes_nothing() -> None:
    meeting = make_meeting()
    link, before = link_of(meeting), Appointment.objects.values().get()
    for ask in (Browser().get, Browser().head):
        assert ask(link).status_code == 302
    assert Browser().post(link).status_code == 405
    assert Appointment.objects.values().get() == before
    assert SecretLink.objects.filter(revoked_at__isnull=True).count() == 1


def test_a_revoked_or_unknown_link_is_a_kind_page() -> None:
    meeting = make_meeting()
    visitor, link = visitor_of(meeting), link_of(meeting)
    revoke_links(purpose=PURPOSE, subject_id=meeting.pk)
    for where in (link, "/appointments/nothing/"):
        answer = Browser().get(where)
        assert answer.status_code == 404
        assert "This link is no longer open" in answer.content.decode()
    assert visitor.get(at("appointment", meeting))["Location"].startswith("/accounts/login/")
    foreign = Browser()
    foreign.force_login(make_client().account)
    assert foreign.get(at("appointment", meeting)).status_code == 404


def test_links_are_tried_only_so_often() -> None:
    cache.clear()
    browser = Browser()
    for _ in range(TRIES_A_MINUTE):
        assert browser.get("/appointments/guess/").status_code == 404
    assert browser.get("/appointments/guess/").status_code == 429
    cache.clear()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(many: int) -> None:
    client, advisor = make_client(), make_advisor()
    for day in range(many):
        for back in (day, -day - 8):
            make_appointment(client=client, advisor=advisor, starts_at=TEN + timedelta(days=back))
    browser = Browser()
    browser.force_login(client.account)
    browser.get(reverse("my:consultations"))
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(reverse("my:consultations"))
    assert len(asked) == 9
    assert (len(answer.context["coming"]), len(answer.context["past"])) == (many, many)


def test_staff_have_no_consultations_of_their_own_here() -> None:
    browser = Browser()
    browser.force_login(make_staff())
    assert browser.get(reverse("my:consultations")).status_code == 404
