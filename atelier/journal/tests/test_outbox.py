"""What may be put into the outbox."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.journal import outbox, sending
from atelier.journal.actions import try_again
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.journal.tests.factories import post_message

pytestmark = pytest.mark.django_db

STAFF = Actor(kind=ActorKind.STAFF, name="Amélie")


def test_the_same_key_is_the_same_mail():
    first = post_message(dedup_key="quote:1", subject="First")
    second = post_message(dedup_key="quote:1", subject="Second")
    assert first == second
    assert OutgoingMessage.objects.get().subject == "First"


@pytest.mark.parametrize(
    "over",
    [
        {"subject": "Hello\r\nBcc: everyone@example.com"},
        {"subject": "Hello\nX: y"},
        {"sender_name": "Ada\nBcc: everyone@example.com"},
        {"to": "ada@example.com\nBcc: everyone@example.com"},
        {"attachments": [{"name": "a\r\nb", "type": "text/plain", "base64": ""}]},
    ],
)
def test_a_line_break_in_a_header_is_refused(over):
    with pytest.raises(Refusal, match="on one line"):
        post_message(**over)
    assert OutgoingMessage.objects.count() == 0


@pytest.mark.parametrize("to", ["", "ada", "ada@", "a@example.com, b@example.com", "<a@b.com>"])
def test_what_is_no_single_address_is_refused(to):
    with pytest.raises(Refusal, match="not a complete email address"):
        post_message(to=to)


def test_a_mail_is_sent_or_parked_and_never_both():
    message = post_message()
    now = timezone.now()
    with pytest.raises(IntegrityError, match="message_sent_or_parked"), transaction.atomic():
        OutgoingMessage.objects.filter(pk=message.pk).update(sent_at=now, parked_at=now)


def test_a_parked_mail_can_be_tried_again_and_that_is_recorded():
    message = post_message(commission_id=7)
    OutgoingMessage.objects.update(parked_at=timezone.now(), attempts=5)
    again = try_again(message=message, by=STAFF)
    assert (again.status, again.attempts) == ("Waiting", 0)
    event = Event.objects.get(kind="mail.tried_again")
    assert (event.actor_name, event.commission_id) == ("Amélie", 7)
    assert event.data == {"to": "ada@example.com", "message": str(message.pk)}


def test_only_the_house_tries_a_mail_again():
    message = post_message()
    OutgoingMessage.objects.update(parked_at=timezone.now(), attempts=5)
    with pytest.raises(NotAllowed):
        try_again(message=message, by=Actor(kind=ActorKind.CLIENT, name="Ada"))
    assert OutgoingMessage.objects.get().attempts == 5


@pytest.mark.parametrize("state", [{}, {"sent_at": timezone.now()}])
def test_only_a_parked_mail_can_be_tried_again(state):
    message = post_message()
    OutgoingMessage.objects.update(attempts=3, **state)
    with pytest.raises(WrongState):
        try_again(message=message, by=STAFF)
    assert OutgoingMessage.objects.get().attempts == 3


def test_a_mail_nobody_took_is_withdrawn_without_a_trace():
    post_message(dedup_key="visit:1:ada")
    post_message(dedup_key="visit:2:ada")
    assert outbox.withdraw(dedup_prefix="visit:1:") == ["visit:1:ada"]
    assert OutgoingMessage.objects.get().dedup_key == "visit:2:ada"


def test_a_mail_a_sender_took_is_withdrawn_but_may_have_left():
    taken = post_message(dedup_key="visit:1:ada")
    assert sending.claim() == taken
    assert outbox.withdraw(dedup_prefix="visit:1:") == []
    taken.refresh_from_db()
    assert (taken.status, taken.leased_until) == ("Dropped", None)
    assert sending.claim() is None
    sending._put_back(OutgoingMessage(pk=taken.pk, attempts=1), OSError("late"))
    taken.refresh_from_db()
    assert taken.status == "Dropped"


def test_what_was_sent_stays_sent():
    message = post_message(dedup_key="visit:1:ada")
    OutgoingMessage.objects.update(sent_at=timezone.now())
    assert outbox.withdraw(dedup_prefix="visit:1:") == []
    message.refresh_from_db()
    assert message.status == "Sent"


def test_a_dropped_mail_is_neither_sent_nor_parked():
    message = post_message()
    now = timezone.now()
    for other in ("sent_at", "parked_at"):
        with pytest.raises(IntegrityError, match="message_dropped_alone"), transaction.atomic():
            OutgoingMessage.objects.filter(pk=message.pk).update(dropped_at=now, **{other: now})
