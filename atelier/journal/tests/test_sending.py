"""Mails leave once, whatever fails on the way."""

import base64
import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from atelier.journal import sending
from atelier.journal.models import OutgoingMessage
from atelier.journal.tests.factories import post_message

pytestmark = pytest.mark.django_db


def let_leases_run_out() -> None:
    OutgoingMessage.objects.update(leased_until=timezone.now() - timedelta(seconds=1))


def test_a_waiting_mail_leaves_once(post_office):
    message = post_message(sender_name="Maison Tessaly", html="<p>Take your time.</p>")
    assert sending.send_waiting() == 1
    assert sending.send_waiting() == 0
    (mail,) = post_office.mails
    assert mail["Subject"] == "Your options are ready"
    assert mail["To"] == "ada@example.com"
    assert mail["From"] == "Maison Tessaly <atelier@localhost>"
    assert mail["Message-ID"] == f"<{message.pk}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.get_payload()] == ["text/plain", "text/html"]
    message.refresh_from_db()
    assert (message.attempts, message.leased_until, message.last_error) == (1, None, "")
    assert message.sent_at is not None


def test_many_mails_share_one_connection(post_office):
    for _ in range(3):
        post_message()
    assert sending.send_waiting() == 3
    assert post_office.connections == 1


def test_the_oldest_leaves_first_and_what_is_not_due_waits(post_office):
    now = timezone.now()
    post_message(subject="tomorrow", due_at=now + timedelta(days=1))
    post_message(subject="later", due_at=now - timedelta(minutes=1))
    post_message(subject="sooner", due_at=now - timedelta(minutes=2))
    assert sending.send_waiting() == 2
    assert [mail["Subject"] for mail in post_office.mails] == ["sooner", "later"]


def test_secrets_are_filled_in_as_it_leaves_and_then_forgotten(post_office):
    message = post_message(
        subject="[[code]] is your code",
        text="[[code]] and [[unknown]]",
        html="<b>[[name]]</b>",
        secrets={"code": "123456", "name": "<Ada [[code]]>"},
    )
    sending.send_waiting()
    (mail,) = post_office.mails
    text, html = mail.get_payload()
    assert mail["Subject"] == "123456 is your code"
    assert text.get_payload().strip() == "123456 and [[unknown]]"
    assert html.get_payload().strip() == "<b>&lt;Ada [[code]]&gt;</b>"
    message.refresh_from_db()
    assert (message.secrets, message.text) == ({}, "[[code]] and [[unknown]]")


def test_the_demo_keeps_its_secrets_because_the_admin_is_its_letter_box(post_office, settings):
    settings.DEMO = True
    message = post_message(secrets={"code": "123456"})
    sending.send_waiting()
    message.refresh_from_db()
    assert message.secrets == {"code": "123456"}


def test_an_attachment_arrives_as_it_was(post_office):
    calendar = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    pdf = b"%PDF-1.7 \x00\xff"
    parts = [("visit.ics", "text/calendar", calendar), ("piece.pdf", "application/pdf", pdf)]
    post_message(
        attachments=[
            {"name": name, "type": type_, "base64": base64.b64encode(body).decode()}
            for name, type_, body in parts
        ]
    )
    sending.send_waiting()
    attached = post_office.mails[0].get_payload()[1:]
    assert [(part.get_filename(), part.get_content_type()) for part in attached] == [
        ("visit.ics", "text/calendar"),
        ("piece.pdf", "application/pdf"),
    ]
    assert attached[0].get_payload(decode=True).split() == calendar.split()
    assert attached[1].get_payload(decode=True) == pdf


def test_a_refused_mail_is_tried_five_times_and_then_parked(post_office):
    post_office.mood = "refusing"
    message = post_message()
    waits = []
    for _ in range(5):
        sending.send_waiting()
        message.refresh_from_db()
        waits.append(message.leased_until and message.leased_until - timezone.now())
        let_leases_run_out()
    assert [wait and round(wait.total_seconds() / 30) for wait in waits] == [1, 10, 60, 240, None]
    assert message.attempts == 5
    assert message.parked_at is not None
    assert "no such person" in message.last_error
    assert sending.send_waiting() == 0
    assert post_office.connections == 5


def test_one_refused_mail_does_not_hold_up_the_others(post_office):
    bad = post_message(attachments=[{"name": "x", "type": "text/plain", "base64": "not base64"}])
    post_message()
    assert sending.send_waiting() == 1
    bad.refresh_from_db()
    assert bad.last_error.startswith("Error: ")
    assert bad.sent_at is None


def test_a_mail_server_that_never_answers_costs_one_timeout_and_no_attempt(post_office):
    post_office.mood = "silent"
    for _ in range(3):
        post_message()
    started = time.monotonic()
    assert sending.send_waiting() == 0
    assert sending.send_waiting() == 0
    assert time.monotonic() - started < 2.5
    assert post_office.connections == 1
    rows = OutgoingMessage.objects.values_list("attempts", "parked_at", "last_error")
    assert set(rows) == {
        (0, None, "SMTPServerDisconnected: Connection unexpectedly closed: timed out")
    }
    post_office.mood = "kind"
    let_leases_run_out()
    assert sending.send_waiting() == 3


def test_no_mail_server_at_all_loses_nothing(post_office, settings):
    settings.EMAIL_PORT = 1
    post_message()
    assert sending.send_waiting() == 0
    settings.EMAIL_PORT = post_office.port
    let_leases_run_out()
    assert sending.send_waiting() == 1


def test_a_server_that_dies_after_the_data_gets_the_same_message_id_again(post_office):
    """The only window in which a mail arrives twice; the reader's programme shows it once."""
    post_office.mood = "drops"
    post_message()
    assert sending.send_waiting() == 0
    post_office.mood = "kind"
    let_leases_run_out()
    assert sending.send_waiting() == 1
    first, second = post_office.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mail_that_kills_its_worker_is_parked_after_five_claims(post_office):
    message = post_message()
    for _ in range(5):
        assert sending.claim() == message
        assert sending.claim() is None
        let_leases_run_out()
    assert sending.send_waiting() == 0
    message.refresh_from_db()
    assert message.parked_at is not None
    assert message.last_error == "The worker stopped every time it tried to send this."
    assert post_office.mails == []


def test_a_late_worker_does_not_undo_what_another_has_sent(post_office):
    """The first worker stalls past its lease; a second sends; the first then fails."""
    post_message()
    stalled = sending.claim()
    assert stalled is not None
    let_leases_run_out()
    assert sending.send_waiting() == 1
    sending._put_back(stalled, OSError("late"))
    message = OutgoingMessage.objects.get()
    assert message.sent_at is not None
    assert (message.last_error, message.leased_until) == ("", None)


def test_what_came_too_late_to_be_of_use_is_dropped_and_never_leaves(post_office):
    now = timezone.now()
    late = post_message(useful_until=now)
    post_message(useful_until=now + timedelta(hours=1))
    assert sending.send_waiting() == 1
    assert sending.send_waiting() == 0
    late.refresh_from_db()
    assert (late.status, late.attempts, late.last_error) == (
        "Dropped",
        0,
        "It could not leave while it was of use.",
    )
    assert len(post_office.mails) == 1


def test_a_mail_that_waited_out_the_mail_server_is_dropped_when_that_comes_back(
    post_office, settings
):
    message = post_message(useful_until=timezone.now() + timedelta(hours=1))
    settings.EMAIL_PORT = 1
    assert sending.send_waiting() == 0
    settings.EMAIL_PORT = post_office.port
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert sending.send_waiting() == 0
        message.refresh_from_db()
        assert message.status == "Dropped"
    assert post_office.mails == []


def test_a_mail_a_sender_holds_is_not_dropped_under_its_hands(post_office):
    post_message(useful_until=timezone.now() + timedelta(seconds=30))
    held = sending.claim()
    assert held is not None
    with time_machine.travel(timezone.now() + timedelta(seconds=40)):
        assert sending.drop_stale() == 0
        sending._mark_sent(held)
        held.refresh_from_db()
        assert held.status == "Sent"
        assert sending.drop_stale() == 0


def test_a_refused_mail_is_dropped_rather_than_tried_for_hours(post_office):
    post_office.mood = "refusing"
    message = post_message(useful_until=timezone.now() + timedelta(minutes=10))
    sending.send_waiting()
    post_office.mood = "kind"
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert sending.send_waiting() == 0
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("Dropped", 1)
