"""Outgoing mail and events in the admin: to be read, and a parked mail tried again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.record import record
from atelier.journal.tests.factories import post_message

pytestmark = pytest.mark.django_db

LIST = reverse("admin:journal_outgoingmessage_changelist")


def page_of(message: OutgoingMessage) -> str:
    return reverse("admin:journal_outgoingmessage_change", args=[message.pk])


def about(table: str, captured: CaptureQueriesContext) -> int:
    """How many queries of this page read `table`; the frame around it has its own."""
    return sum(f'FROM "{table}"' in query["sql"] for query in captured.captured_queries)


def make_secret_message() -> OutgoingMessage:
    return post_message(
        subject="[[code]] is your code",
        text="Your code: [[code]]",
        html="<head></head><p>Your code: [[code]]</p><script>alert(1)</script>",
        secrets={"code": "918273"},
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_says_how_each_mail_fares(admin_client, rows):
    for number in range(rows):
        post_message(subject=f"Subject {number}")
    with CaptureQueriesContext(connection) as captured:
        page = admin_client.get(LIST)
    assert about("journal_outgoingmessage", captured) == 2
    assert page.content.count(b"Waiting") >= rows
    assert b"Subject 0" in page.content


@pytest.mark.parametrize("status", ["waiting", "sent", "parked", "dropped"])
def test_the_list_can_be_narrowed_to_one_status(admin_client, status):
    post_message(subject="It is waiting")
    OutgoingMessage.objects.filter(pk=post_message(subject="It is sent").pk).update(
        sent_at=timezone.now()
    )
    OutgoingMessage.objects.filter(pk=post_message(subject="It is parked").pk).update(
        parked_at=timezone.now()
    )
    OutgoingMessage.objects.filter(pk=post_message(subject="It is dropped").pk).update(
        dropped_at=timezone.now(), last_error="It could not leave while it was of use."
    )
    page = admin_client.get(LIST, {"status": status}).content.decode()
    shown = [name for name in ("waiting", "sent", "parked", "dropped") if f"It is {name}" in page]
    assert shown == [status]


def test_the_demo_is_its_own_letter_box(admin_client, settings):
    settings.DEMO = True
    message = make_secret_message()
    assert "Your code: 918273" in admin_client.get(page_of(message)).content.decode()
    letter = admin_client.get(reverse("admin:journal_letter", args=[message.pk]))
    assert letter.content.decode().startswith(
        '<head><base target="_blank"></head><p>Your code: 918273</p>'
    )


def test_outside_the_demo_nobody_reads_a_code(admin_client, settings):
    settings.DEMO = False
    message = make_secret_message()
    for address in (LIST, page_of(message), reverse("admin:journal_letter", args=[message.pk])):
        page = admin_client.get(address).content.decode()
        assert "[[code]]" in page
        assert "918273" not in page


def test_a_mail_is_shown_where_nothing_in_it_can_run(admin_client):
    message = make_secret_message()
    assert '<iframe sandbox="allow-popups' in admin_client.get(page_of(message)).content.decode()
    letter = admin_client.get(reverse("admin:journal_letter", args=[message.pk]))
    policy = letter["Content-Security-Policy"].split("; ")
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "default-src 'none'" in policy
    assert letter["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in letter["Cache-Control"]


def test_a_parked_mail_is_tried_again_by_a_button(admin_client, admin_user):
    message = post_message()
    OutgoingMessage.objects.update(parked_at=timezone.now(), attempts=5)
    again = reverse("admin:journal_again", args=[message.pk])
    assert again in admin_client.get(page_of(message)).content.decode()
    assert admin_client.get(again).status_code == 405
    assert OutgoingMessage.objects.get().status == "Parked"
    assert admin_client.post(again).status_code == 302
    assert OutgoingMessage.objects.get().status == "Waiting"
    event = Event.objects.get(kind="mail.tried_again")
    assert (event.actor_user_id, event.address) == (admin_user.pk, "127.0.0.1")


def test_a_waiting_mail_answers_the_button_with_a_sentence(admin_client):
    message = post_message()
    again = reverse("admin:journal_again", args=[message.pk])
    page = admin_client.post(again, follow=True)
    assert "Only a parked mail can be tried again." in page.content.decode()


def test_mails_and_events_cannot_be_written(admin_client):
    message = post_message()
    for name in ("outgoingmessage_add", "event_add"):
        assert admin_client.get(reverse(f"admin:journal_{name}")).status_code == 403
    deletion = reverse("admin:journal_outgoingmessage_delete", args=[message.pk])
    assert admin_client.post(deletion, {"post": "yes"}).status_code == 403
    admin_client.post(page_of(message), {"to": "eve@example.com"})
    assert OutgoingMessage.objects.get().to == "ada@example.com"


@pytest.mark.parametrize("address", [LIST, reverse("admin:journal_event_changelist")])
def test_staff_without_the_right_see_nothing(client, django_user_model, address):
    staff = django_user_model.objects.create_user("staff@example.com", is_staff=True)
    client.force_login(staff)
    assert client.get(address).status_code == 403


def test_staff_without_the_right_cannot_read_or_retry_one_mail(client, django_user_model):
    message = make_secret_message()
    OutgoingMessage.objects.update(parked_at=timezone.now())
    staff = django_user_model.objects.create_user("staff@example.com", is_staff=True)
    client.force_login(staff)
    letter = reverse("admin:journal_letter", args=[message.pk])
    assert client.get(letter).status_code == 403
    assert client.post(reverse("admin:journal_again", args=[message.pk])).status_code == 403
    assert OutgoingMessage.objects.get().status == "Parked"


@pytest.mark.parametrize("rows", [1, 3])
def test_events_are_told_in_sentences(admin_client, rows):
    message = post_message()
    for _ in range(rows):
        record("quote.viewed", message, by=Actor.system("Ada"))
    with CaptureQueriesContext(connection) as captured:
        page = admin_client.get(reverse("admin:journal_event_changelist"))
    assert about("journal_event", captured) == 5
    assert page.content.decode().count("Ada looked at the offer") == rows
    event = Event.objects.latest("id")
    detail = reverse("admin:journal_event_change", args=[event.pk])
    assert "Ada looked at the offer" in admin_client.get(detail).content.decode()
