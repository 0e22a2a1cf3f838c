"""A reminder of a time that is no more never leaves, and one too late to be of use neither."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.journal import sending
from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import make_client
from consultations.actions.companions import join, leave
from consultations.actions.moving import move, undo_move
from consultations.actions.outcomes import cancel
from consultations.models import Companion, Reminder
from consultations.reminders import send_reminders
from consultations.tests.conftest import THURSDAY as START
from consultations.tests.factories import STAFF, make_advisor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def reminded(booked, morning):
    """An appointment whose reminder of the day before was just handed to the outbox."""
    appointment = booked()
    morning.move_to(START - DAY)
    assert send_reminders() == 1
    return appointment


def reminders():
    return OutgoingMessage.objects.filter(kind__startswith="appointment.reminder")


def readers(**wanted):
    return sorted(reminders().filter(**wanted).values_list("to", flat=True))


def test_companions_are_reminded_too_on_their_own_clock(booked, morning):
    appointment = booked()
    hugo = make_advisor(email="hugo@example.com", time_zone="Asia/Tokyo")
    Companion.objects.create(appointment=appointment, advisor=hugo)
    morning.move_to(START - DAY)
    assert send_reminders() == 1
    assert readers() == ["ada@example.com", "hugo@example.com", "ines@example.com"]
    mail = reminders().get(to="hugo@example.com")
    assert mail.subject == "Reminder: Ada Byron on Fri 27 Nov, 00:00"
    assert "Friday 27 November 2026, 00:00 (Tokyo, JST)" in mail.text
    assert "Thursday 26 November 2026, 10:00 (New York, EST)" in mail.text


def test_whoever_leaves_is_not_reminded_any_more(booked, morning):
    appointment, hugo = booked(), make_advisor(email="hugo@example.com")
    join(appointment=appointment, advisor=hugo, by=STAFF)
    morning.move_to(START - DAY)
    send_reminders()
    leave(appointment=appointment, advisor=hugo, by=STAFF)
    assert readers() == ["ada@example.com", "ines@example.com"]


def test_the_useful_time_of_each_kind_is_on_its_mails(reminded, morning):
    morning.move_to(START - HOUR)
    send_reminders()
    ends = set(reminders().values_list("kind", "useful_until"))
    assert ends == {
        ("appointment.reminder_day", START - 3 * HOUR),
        ("appointment.reminder_hour", START),
    }


def test_what_waited_out_the_mail_server_is_dropped(reminded, morning, post_office, settings):
    settings.EMAIL_PORT = 1
    assert sending.send_waiting() == 0
    morning.move_to(START - 3 * HOUR)
    settings.EMAIL_PORT = post_office.port
    assert sending.send_waiting() == 0
    assert set(reminders().values_list("last_error", flat=True)) == {
        "It could not leave while it was of use."
    }
    morning.move_to(START - HOUR)
    assert send_reminders() == 1
    assert sending.send_waiting() == 2
    assert {mail["Subject"] for mail in post_office.mails} == {
        "Reminder: your consultation on Thu 26 Nov, 10:00",
        "Reminder: Ada Byron on Thu 26 Nov, 10:00",
    }


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_what_waits_in_the_outbox_goes_with_its_time(reminded, change):
    if change == "move":
        move(appointment=reminded, starts_at=START + DAY, by=STAFF)
    else:
        cancel(appointment=reminded, reason="", by=STAFF)
    assert readers() == []
    assert Reminder.objects.count() == 0


def test_what_the_mail_server_is_being_given_is_the_one_that_still_arrives(
    reminded, post_office, morning
):
    """The window: from a sender's claim to the server's answer."""
    taken = sending.claim()
    assert taken is not None
    cancel(appointment=reminded, reason="", by=STAFF)
    sending._mark_sent(taken)
    assert readers(sent_at=None) == []
    assert readers() == [taken.to]
    morning.shift(60)
    sending.send_waiting()
    assert {mail["Subject"][:9] for mail in post_office.mails} <= {"Your cons", "Cancelled"}


def test_a_sender_that_died_with_it_does_not_send_it_after_the_move(reminded, post_office, morning):
    assert sending.claim() is not None
    move(appointment=reminded, starts_at=START + DAY, by=STAFF)
    morning.shift(sending.LEASE + 40 * SECOND)
    assert sending.send_waiting() == 2
    assert not [mail for mail in post_office.mails if mail["Subject"].startswith("Reminder")]


def test_moved_and_undone_it_is_handed_over_again(reminded):
    move(appointment=reminded, starts_at=START + DAY, by=STAFF)
    undo_move(appointment=reminded, by=STAFF)
    assert readers() == []
    assert send_reminders() == 1
    assert readers() == ["ada@example.com", "ines@example.com"]
    assert send_reminders() == 0


def test_undone_after_one_of_them_was_sent_only_the_other_is_written_again(reminded):
    sent = reminders().filter(to="ada@example.com")
    sent.update(sent_at=timezone.now())
    move(appointment=reminded, starts_at=START + DAY, by=STAFF)
    undo_move(appointment=reminded, by=STAFF)
    assert send_reminders() == 1
    assert readers(sent_at=None) == ["ines@example.com"]
    assert readers() == ["ada@example.com", "ines@example.com"]


def test_one_that_cannot_be_told_of_holds_up_no_other(booked, morning, ada, caplog):
    booked()
    ada.user.email = "nobody"
    ada.user.save()
    booked(client=make_client(email="grace@example.com"), starts_at=START + 2 * HOUR)
    morning.move_to(START - 22 * HOUR)
    assert send_reminders() == 1
    assert readers() == ["grace@example.com", "ines@example.com"]
    assert "could not be done" in caplog.text
    assert Reminder.objects.count() == 1
