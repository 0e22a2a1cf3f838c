"""What a booking carries: links, telephones, clocks, companions; and which holds give way."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict, Refusal
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client, make_staff
from consultations.actions.booking import book
from consultations.models import Advising, Appointment, BusyTime, Caller, Hold, Topic
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_hold,
    make_room,
    make_rules,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# Tuesday, 10:00 in New York.
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TEMPLATE = "https://meet.example.com/{code}"


def _book(**over):
    wish: dict[str, Any] = {"channel": Channel.VIDEO, "starts_at": TEN, "by": STAFF} | over
    wish.setdefault("advisor", make_advisor())
    wish.setdefault("client", make_client())
    return book(**wish)


class TestVideo:
    """Whose room it is held in."""

    def test_the_link_that_was_given(self):
        make_rules(video_link_template=TEMPLATE)
        link = "https://video.example.com/ours"
        assert _book(video_link=link).video_link == link

    def test_else_the_advisors_own(self):
        make_rules(video_link_template=TEMPLATE)
        advisor = make_advisor()
        own = "https://video.example.com/ines"
        Advising.objects.create(advisor=advisor, video_link=own)
        assert _book(advisor=advisor).video_link == own

    def test_else_one_nobody_guesses_from_the_template(self):
        make_rules(video_link_template=TEMPLATE)
        links = {_book().video_link for _ in range(2)}
        assert len(links) == 2
        assert all(re.fullmatch(r"https://meet\.example\.com/[\w-]{22}", link) for link in links)

    def test_else_none(self):
        assert _book().video_link == ""

    def test_other_channels_have_none(self):
        make_rules(video_link_template=TEMPLATE)
        assert _book(channel=Channel.PHONE).video_link == ""


def test_a_call_says_who_calls_whom_where():
    call = _book(channel=Channel.PHONE, caller=Caller.CLIENT, phone=" +1 212 555 0142 ")
    call.refresh_from_db()
    assert (call.caller, call.phone) == ("client", "+1 212 555 0142")


def test_the_clock_a_client_reads_must_exist():
    assert _book(client_zone="Europe/Paris").client_zone == "Europe/Paris"
    with pytest.raises(Refusal, match="time zone"):
        _book(client_zone="Mars/Olympus")


def test_a_topic_says_how_long_unless_staff_do():
    topic = Topic.objects.create(name="A whole collection", minutes=90)
    assert _book(topic=topic).ends_at == TEN + timedelta(minutes=90)
    assert _book(topic=topic, minutes=30).ends_at == TEN + timedelta(minutes=30)


def test_an_advisors_own_buffer_counts():
    advisor = make_advisor()
    Advising.objects.create(advisor=advisor, buffer_minutes=5)
    appointment = _book(advisor=advisor, minutes=30)
    assert appointment.busy.lower == TEN - timedelta(minutes=5)
    assert appointment.busy.upper == TEN + timedelta(minutes=35)


class TestCompanions:
    """Their time is taken with the booking."""

    def test_the_gemmologist_comes_along(self):
        gemmologist = make_staff(name="Bo Lind")
        appointment = _book(companions=[gemmologist])
        assert [each.advisor for each in appointment.companions.all()] == [gemmologist]
        taken = BusyTime.objects.filter(appointment=appointment)
        assert {row.advisor_id for row in taken} == {appointment.advisor_id, gemmologist.pk}

    def test_one_who_is_taken_is_named_and_nothing_is_booked(self):
        busy = make_advisor(name="Bo Lind")
        make_appointment(advisor=busy, starts_at=TEN)
        with pytest.raises(Conflict, match=r"^Bo Lind is already taken then\. Free nearby: "):
            _book(companions=[busy])
        assert Appointment.objects.count() == 1

    def test_nobody_comes_along_with_themselves(self):
        advisor = make_advisor(name="Ines Valois")
        with pytest.raises(Refusal, match="Ines Valois leads this consultation already"):
            _book(advisor=advisor, companions=[advisor])

    def test_only_who_works_here(self):
        gone = make_staff(name="Bo Lind", is_active=False)
        with pytest.raises(Refusal, match="Bo Lind does not work here"):
            _book(companions=[gone])


class TestHoldsInTheWay:
    """An expired hold gives way, and so does the client's own; another's does not."""

    def test_an_expired_one_loses_its_time(self):
        hold = make_hold(starts_at=TEN, expires_at=timezone.now())
        assert _book(advisor=hold.advisor).starts_at == TEN
        assert not BusyTime.objects.filter(hold=hold).exists()

    def test_an_expired_one_of_the_room_loses_its_time(self):
        salon = make_room()
        hold = make_hold(channel="in_person", room=salon, starts_at=TEN, expires_at=timezone.now())
        _book(channel=Channel.IN_PERSON, room=salon)
        assert not BusyTime.objects.filter(hold=hold).exists()

    def test_a_living_one_of_another_client_is_a_conflict(self):
        hold = make_hold(starts_at=TEN, advisor=make_advisor(name="Ines Valois"))
        with pytest.raises(Conflict, match="^Ines Valois is already taken then"):
            _book(advisor=hold.advisor)
        assert Hold.objects.get() == hold

    def test_a_living_one_of_the_same_client_becomes_the_booking(self):
        hold = make_hold(starts_at=TEN)
        _book(advisor=hold.advisor, client=hold.client)
        assert not Hold.objects.exists()
        assert BusyTime.objects.count() == 1

    def test_one_elsewhere_stays(self):
        hold = make_hold(starts_at=TEN, expires_at=timezone.now())
        _book()
        assert BusyTime.objects.filter(hold=hold).exists()


def test_the_journal_reads_who_booked_whom_when():
    appointment = _book(advisor=make_advisor(name="Ines Valois"))
    event = Event.objects.get(kind="appointment.booked")
    assert event.data == {
        "starts_at": "2026-11-24T15:00:00+00:00",
        "advisor": "Ines Valois",
        "channel": "video",
    }
    assert event.subject_id == appointment.pk
