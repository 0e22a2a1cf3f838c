"""A client who only telephones: booked like any other, told by their advisor, never mailed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from icalendar import Calendar

from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import Conflict, Refusal
from atelier.people.actions import give_address, welcome
from atelier.people.models import Channel, Client
from atelier.people.tests.factories import make_caller, make_client
from consultations import emails
from consultations.actions.invitations import invite
from consultations.actions.moving import move
from consultations.actions.outcomes import cancel
from consultations.actions.waiting import join_waiting_list
from consultations.actions.written import ask_in_writing
from consultations.ics import Method, calendar_file
from consultations.models import Reminder
from consultations.reminders import send_reminders
from consultations.tests.factories import STAFF, make_advisor, make_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TO_RING = "No mail reaches Jane Fairfax: please tell them by telephone, 212 555 0123."


@pytest.fixture
def jane():
    return make_caller(name="Jane Fairfax")


@pytest.fixture
def booked(jane):
    ines = make_advisor(name="Ines Valois", email="ines@example.com")
    return make_appointment(client=jane, advisor=ines, starts_at=TEN, channel=Channel.PHONE)


def the_mail() -> OutgoingMessage:
    """Return the only mail there is, which is the advisor's."""
    mail = OutgoingMessage.objects.get()
    assert mail.to == "ines@example.com"
    return mail


def test_the_advisor_is_asked_to_tell_of_each_change(booked):
    emails.tell_booked(booked)
    assert TO_RING in the_mail().text
    assert TO_RING in the_mail().html
    OutgoingMessage.objects.all().delete()
    moved = move(appointment=booked, starts_at=TEN + timedelta(hours=2), by=STAFF)
    assert TO_RING in the_mail().text
    OutgoingMessage.objects.all().delete()
    cancel(appointment=moved, reason="Ines is ill.", by=STAFF)
    assert TO_RING in the_mail().text


def test_a_reminder_reaches_the_advisor_alone_and_once(booked):
    with time_machine.travel(TEN - timedelta(hours=20), tick=False):
        assert send_reminders() == 1
        assert send_reminders() == 0
    assert TO_RING in the_mail().text
    assert Reminder.objects.get().kind == "day"


def test_who_reads_mail_is_not_to_be_rung(jane):
    advisor = make_advisor(email="ines@example.com")
    emails.tell_booked(make_appointment(client=make_client(), advisor=advisor, starts_at=TEN))
    assert "No mail reaches" not in OutgoingMessage.objects.get(to="ines@example.com").text


def test_no_calendar_invites_nobody(booked):
    calendar = Calendar.from_ical(calendar_file(booked, Method.REQUEST))
    (event,) = calendar.walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:ines@example.com"


def test_what_is_answered_by_mail_needs_an_address(booked):
    wish = {"client": booked.client, "by": STAFF}
    day = TEN.date() + timedelta(days=7)
    asks = [
        lambda: invite(advisor=booked.advisor, channel="video", starts=[TEN], **wish),
        lambda: join_waiting_list(channel="video", earliest_on=day, latest_on=day, **wish),
        lambda: ask_in_writing(advisor=booked.advisor, question="Is it old?", **wish),
    ]
    for ask in asks:
        with pytest.raises(Refusal, match="write down their address first"):
            ask()
    assert not OutgoingMessage.objects.exists()


def test_once_they_gave_an_address_they_are_mailed(booked):
    give_address(client=booked.client, email="Jane@Example.com", by=STAFF)
    give_address(client=booked.client, email="jane@example.com", by=STAFF)
    booked.refresh_from_db()
    emails.tell_booked(booked)
    assert OutgoingMessage.objects.filter(to="jane@example.com").count() == 1
    with pytest.raises(Conflict, match="known by jane@example.com"):
        give_address(client=booked.client, email="other@example.com", by=STAFF)


def test_of_one_name_and_number_there_is_one(jane):
    assert welcome(name=" jane fairfax ", phone="212 555 0123", by=STAFF) == jane
    assert welcome(name="John Fairfax", phone="212 555 0123", by=STAFF) != jane
    with pytest.raises(IntegrityError, match="client_by_telephone_once"), transaction.atomic():
        make_caller(name="JANE FAIRFAX")
    with pytest.raises(IntegrityError, match="client_can_be_reached"), transaction.atomic():
        make_caller(phone="")
    assert Client.objects.count() == 2
