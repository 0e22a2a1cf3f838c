"""Events are written with their cause, and then for good."""

import pytest
from django.db import DatabaseError, transaction

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.history import history_of, sentence_of
from atelier.journal.models import Event
from atelier.journal.record import record
from atelier.journal.tests.factories import post_message

ADA = Actor(kind=ActorKind.CLIENT, name="Ada", address="192.0.2.7")


def write(kind: str = "quote.sent", **data: object) -> Event:
    message = post_message()
    with transaction.atomic():
        return record(kind, message, by=ADA, commission_id=7, **data)


@pytest.mark.django_db
def test_an_event_says_who_what_and_from_where():
    event = write(number=2)
    event.refresh_from_db()
    assert (event.actor_kind, event.actor_name, event.address) == ("client", "Ada", "192.0.2.7")
    assert (event.subject_type, event.commission_id) == ("journal.outgoingmessage", 7)
    assert event.data == {"number": 2}


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_change_is_refused():
    message = post_message()
    with pytest.raises(transaction.TransactionManagementError):
        record("quote.sent", message, by=ADA)
    assert Event.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(actor_name="Somebody else"),
        lambda: Event.objects.all().delete(),
    ],
)
def test_postgres_refuses_to_change_or_delete_an_event(change):
    write()
    with pytest.raises(DatabaseError, match="journal_event is append-only"), transaction.atomic():
        change()
    assert Event.objects.get().actor_name == "Ada"


@pytest.mark.django_db
def test_a_history_is_told_in_sentences_the_latest_first(django_assert_num_queries):
    write("quote.sent", number=2)
    write("quote.approved", option="Emerald", total="4200.00")
    with django_assert_num_queries(1):
        lines = history_of(7)
    assert [line.sentence for line in lines] == [
        "Ada approved “Emerald” at 4200.00",
        "Ada sent version 2 of the offer",
    ]
    assert {(line.who, line.where) for line in lines} == {("Ada", "192.0.2.7")}


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("moon.landed_on", {}, "Ada: moon landed on"),
        ("quote.sent", {}, "Ada sent version … of the offer"),
        ("quote.sent", {"number": "{who.address}"}, "Ada sent version {who.address} of the offer"),
        ("quote.sent", {"number": 1, "who": "Eve"}, "Ada sent version 1 of the offer"),
        ("stage.voided", {"stage": ["Casting", "Filing"]}, "Rework made void: Casting, Filing"),
    ],
)
def test_a_sentence_for_every_event(kind, data, sentence):
    assert sentence_of(Event(kind=kind, data=data, actor_name="Ada")) == sentence
