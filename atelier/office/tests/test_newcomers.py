"""Who calls or stands in the door for the first time is written down where they are booked."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.people.models import Client, User
from atelier.people.tests.factories import make_caller, make_client, make_staff
from consultations.models import Appointment, BookingRules, Room
from consultations.tests.factories import make_advisor, make_room

pytestmark = pytest.mark.django_db
# Monday, 9:00 in New York.
MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
BOOK, WALK_IN = "admin:book_slot", "admin:walk_in"
JANE = {"new_name": "Jane Fairfax", "new_email": "Jane@Example.com", "new_phone": "212 555 0123"}
CALLER = JANE | {"new_email": ""}


@pytest.fixture(autouse=True)
def _morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def room() -> Room:
    return make_room()


@pytest.fixture
def ines() -> User:
    return make_advisor(name="Ines Valois")


@pytest.fixture
def desk(client):
    client.force_login(make_staff(name="June Okafor"))
    return client


def a_call(advisor: User) -> dict[str, object]:
    there = {"day": "2026-11-24", "clock": "10:00"}
    return {"advisor": advisor.pk, "channel": "video", "book": "1", "q": "Jane Fairfax"} | there


def test_a_caller_is_written_down_with_their_consultation(desk, ines):
    desk.post(reverse(BOOK), a_call(ines) | JANE)
    jane = Appointment.objects.get().client
    assert (jane.name, jane.email, jane.phone) == (
        "Jane Fairfax",
        "jane@example.com",
        "212 555 0123",
    )
    told = Event.objects.get(kind="client.welcomed")
    assert (told.subject_id, told.actor_name) == (jane.pk, "June Okafor")


def test_a_known_address_is_said_once_and_books_its_own_client(desk, ines):
    jane = make_client(name="Jane Churchill", email="jane@example.com")
    said = desk.post(reverse(BOOK), a_call(ines) | JANE)
    assert list(said.context["shown"].doubts) == [
        "jane@example.com is the address of Jane Churchill, a client already."
    ]
    assert f'name="client" value="{jane.public_id}"' in said.content.decode()
    assert not Appointment.objects.exists()
    desk.post(reverse(BOOK), a_call(ines) | {"client": jane.public_id})
    assert Appointment.objects.get().client == jane
    assert Client.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"new_email": "jane@"}, {"new_email": "", "new_phone": "later"}],
    ids=["half an address", "no number"],
)
def test_who_cannot_be_reached_is_not_written_down(desk, ines, wrong):
    typed = a_call(ines) | JANE | wrong
    page = desk.post(reverse(BOOK), typed).content.decode()
    assert "Not booked yet" in page
    assert f'value="{typed["new_phone"]}"' in page
    assert not Client.objects.exists()


def test_neither_address_nor_number_is_said_at_the_address(desk, ines):
    nothing = JANE | {"new_email": "", "new_phone": "", "welcome": "1"}
    page = desk.post(reverse(BOOK), a_call(ines) | nothing).content.decode()
    assert "Please write it, or the number we reach them on." in page
    assert not Client.objects.exists()


def test_a_number_alone_is_enough_and_what_to_say_stands_there(desk, ines, room):
    BookingRules.objects.update(what_to_bring="Please bring your ring.")
    House.objects.update(phone="212 555 0199")
    asked = a_call(ines) | CALLER | {"channel": "in_person", "room": room.pk, "clock": "11:00"}
    answer = desk.post(reverse(BOOK), asked)
    booked = Appointment.objects.get()
    assert (booked.client.email, booked.client.phone) == ("", "212 555 0123")
    assert answer.url == reverse("admin:appointment", args=[booked.public_id])
    page = desk.get(answer.url).content.decode()
    for words in (
        "Please tell Jane Fairfax by telephone",
        "Tuesday 24 November 2026, 11:00",
        "Please bring your ring.",
        "They telephone us on 212 555 0199",
    ):
        assert words in page
    assert {mail.to for mail in OutgoingMessage.objects.all()} == {ines.email}


def test_sent_twice_somebody_who_telephones_is_still_one(desk, ines):
    for _ in range(2):
        desk.post(reverse(BOOK), a_call(ines) | CALLER)
    assert (Client.objects.count(), Appointment.objects.count()) == (1, 1)


def test_a_number_that_is_known_is_said_once(desk, ines):
    make_client(name="Jane Churchill", phone="+1 (212) 555-0123")
    said = desk.post(reverse(BOOK), a_call(ines) | CALLER | {"channel": "phone"})
    doubt = "+1 (212) 555-0123 is the number of Jane Churchill, a client already."
    assert list(said.context["shown"].doubts) == [doubt]
    assert not Appointment.objects.exists()
    desk.post(reverse(BOOK), a_call(ines) | CALLER | {"channel": "phone", "seen": doubt})
    assert Appointment.objects.get().client.name == "Jane Fairfax"


def test_an_address_is_written_down_later(desk):
    jane = make_caller(name="Jane Fairfax")
    where = reverse("admin:people_client_write_address", args=[jane.pk])
    make_client(name="Jane Churchill", email="churchill@example.com")
    refused = desk.post(where, {"email": "churchill@example.com"}).content.decode()
    assert "This is the address of Jane Churchill, a client already." in refused
    desk.post(where, {"email": "Jane@Example.com"})
    jane.refresh_from_db()
    assert jane.email == "jane@example.com"
    assert desk.get(where).status_code == 403


def test_what_was_looked_for_in_vain_is_the_first_guess(desk):
    named = desk.get(reverse(WALK_IN), {"q": "Jane Fairfax"}).context["newcomer"]
    assert named["new_name"].value() == "Jane Fairfax"
    addressed = desk.get(reverse(WALK_IN), {"q": "jane@example.com"}).context["newcomer"]
    assert addressed["new_email"].value() == "jane@example.com"
    make_client(name="Clara Weiss", phone="+1 212 555 0199")
    (found,) = desk.get(reverse(WALK_IN), {"q": "555 0199"}).context["found"]
    assert found.name == "Clara Weiss"


def test_enter_in_the_address_never_takes_somebody_of_a_like_name(desk, ines):
    make_client(name="Jane Fairfax the elder")
    said = desk.post(reverse(BOOK), a_call(ines) | JANE | {"find": "1"})
    assert said.context["shown"].client is None
    assert said.context["newcomer"]["new_email"].value() == "Jane@Example.com"


def test_somebody_new_in_the_door_begins_with_one_press(desk, ines, room):
    here = {"advisor": ines.pk, "room": room.pk, "welcome": "1"}
    nameless = desk.post(reverse(WALK_IN), here | JANE | {"new_name": ""})
    assert "Not begun yet" in nameless.content.decode()
    answer = desk.post(reverse(WALK_IN), here | JANE)
    begun = Appointment.objects.get()
    assert (begun.walk_in, begun.client.email) == (True, "jane@example.com")
    assert answer.url.startswith(reverse("admin:diary"))


def test_an_advisor_who_begins_goes_straight_to_the_record(client, ines, room):
    ines.is_staff = ines.is_superuser = True
    ines.save()
    client.force_login(ines)
    clara = make_client()
    said = {"advisor": ines.pk, "room": room.pk, "client": clara.public_id}
    answer = client.post(reverse(WALK_IN), said)
    begun = Appointment.objects.get()
    assert answer.url == reverse("admin:appointment", args=[begun.public_id])
