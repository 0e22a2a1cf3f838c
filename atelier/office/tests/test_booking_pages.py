"""Booking, recording, moving and cancelling from the admin; refusals keep what was typed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from atelier.people.tests.factories import make_client, make_staff
from consultations.models import Appointment, Room
from consultations.tests.factories import make_advisor, make_appointment, make_room
from orders.models import Commission
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db
# Monday, 9:00 in New York.
MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def commission(client) -> Commission:
    client.force_login(make_staff())
    return make_commission()


def _book(client, commission, **over):
    form = {
        "advisor": over.pop("advisor", None) or make_advisor(name="Ines Valois").pk,
        "channel": "video",
        "day": "2026-11-24",
        "clock": "10:00",
        "to_prepare": "Two emeralds on memo",
    }
    return client.post(reverse("admin:book", args=[commission.reference]), form | over)


def test_booking_moves_the_commission_into_consultation(client, commission):
    answer = _book(client, commission)
    assert answer.status_code == 302
    appointment = Appointment.objects.get()
    assert (appointment.starts_at, appointment.client) == (TEN, commission.client)
    commission.refresh_from_db()
    assert commission.status == "consulting"


def test_a_taken_time_keeps_everything_typed_and_offers_three_others(client, commission):
    taken = make_appointment(starts_at=TEN, advisor=make_advisor(name="Ines Valois"))
    answer = _book(client, commission, advisor=taken.advisor_id)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ines Valois is already taken then" in page
    assert page.count('name="take"') == 3
    assert "Two emeralds on memo" in page
    assert Appointment.objects.count() == 1


def test_one_press_takes_an_offered_time(client, commission):
    taken = make_appointment(starts_at=TEN, advisor=make_advisor())
    _book(client, commission, advisor=taken.advisor_id, take="2026-11-24T16:15:00+00:00")
    booked = commission.appointments.get()
    assert booked.starts_at == datetime(2026, 11, 24, 16, 15, tzinfo=UTC)
    assert booked.to_prepare == "Two emeralds on memo"


def test_in_person_without_a_room_is_said_and_nothing_is_lost(client, commission):
    answer = _book(client, commission, channel="in_person", room="")
    assert answer.status_code == 400
    assert "needs a room" in answer.content.decode()
    assert "Two emeralds on memo" in answer.content.decode()


def test_a_form_that_was_sent_before_it_asked_for_a_room_gets_a_free_one(client, commission):
    taken, free = Room.objects.order_by("pk")[:2]
    make_appointment(starts_at=TEN, advisor=make_advisor(), channel="in_person", room=taken)
    assert _book(client, commission, channel="in_person").status_code == 302
    assert commission.appointments.get().room == free


def test_in_person_at_a_typed_hour_proposes_a_room_that_is_free_then(client, commission):
    taken, free = Room.objects.order_by("pk")[:2]
    make_appointment(starts_at=TEN, advisor=make_advisor(), channel="in_person", room=taken)
    address = reverse("admin:book", args=[commission.reference])
    said = {"advisor": make_advisor().pk, "day": "2026-11-24", "channel": "in_person", "room": ""}
    at_ten = client.get(address, said | {"clock": "10:00"})
    assert at_ten.context["form"]["room"].value() == str(free.pk)
    at_two = client.get(address, said | {"clock": "14:00"})
    assert at_two.context["form"]["room"].value() == str(taken.pk)


@pytest.mark.parametrize("said", [{"clock": "25:00"}, {"day": "2027-03-14", "clock": "02:30"}])
def test_an_hour_that_is_none_proposes_no_room_and_stays_as_typed(client, commission, said):
    answer = client.get(
        reverse("admin:book", args=[commission.reference]),
        {"advisor": make_advisor().pk, "channel": "in_person"} | said,
    )
    form = answer.context["form"]
    assert not form["room"].value()
    assert form["clock"].value() == said["clock"]


def test_the_time_is_the_advisors_own_and_a_strange_hour_is_doubted_once(client, commission):
    paris = make_advisor(name="Odile Marchand", time_zone="Europe/Paris")
    asked = _book(client, commission, advisor=paris.pk)
    (doubt,) = asked.context["shown"].doubts
    assert doubt.startswith("Odile Marchand is ")
    assert not Appointment.objects.exists()
    assert "Two emeralds on memo" in asked.content.decode()
    _book(client, commission, advisor=paris.pk, seen=doubt)
    assert Appointment.objects.get().starts_at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_an_hour_the_clocks_skip_is_said_at_its_field(client, commission):
    answer = _book(client, commission, day="2027-03-14", clock="02:30")
    assert "02:30 does not exist on 14 March 2027" in answer.content.decode()
    assert not Appointment.objects.exists()


def test_recording_keeps_notes_and_summary(client, commission):
    begun = timezone.now() - timedelta(hours=1)
    appointment = make_appointment(commission=commission, client=commission.client, starts_at=begun)
    address = reverse("admin:appointment", args=[appointment.public_id])
    said = {"attended": "Both", "notes": "Private", "summary": "Agreed", "next_step": "quote"}
    assert client.post(address, said | {"attended": ""}).status_code == 200
    assert client.post(address, said).status_code == 302
    appointment.refresh_from_db()
    assert (appointment.status, appointment.notes) == ("done", "Private")
    again = client.post(address, said)
    assert again.status_code == 409


def test_moving_and_cancelling(client, commission):
    appointment = make_appointment(
        commission=commission, client=commission.client, channel="in_person", room=make_room()
    )
    client.post(
        reverse("admin:move", args=[appointment.public_id]),
        {"day": "2026-11-26", "clock": "15:00", "minutes": 30, "room": appointment.room_id},
    )
    appointment.refresh_from_db()
    assert appointment.starts_at == datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    client.post(reverse("admin:cancel", args=[appointment.public_id]), {"reason": "Snow"})
    appointment.refresh_from_db()
    assert (appointment.status, appointment.cancel_reason) == ("cancelled", "Snow")


def test_moving_begins_on_its_own_day_and_a_past_time_keeps_what_was_typed(client, commission):
    evening = make_appointment(starts_at=datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    address = reverse("admin:move", args=[evening.public_id])
    look = client.get(address).context["look"]
    assert (str(look.day), look.who) == ("2026-11-24", evening.advisor_id)
    refused = client.post(address, {"day": "2026-11-20", "clock": "15:10", "minutes": 30})
    assert refused.status_code == 400
    assert 'value="15:10"' in refused.content.decode()


def test_missed_before_the_hour_is_refused(client, commission):
    appointment = make_appointment()
    answer = client.post(reverse("admin:missed", args=[appointment.public_id]))
    assert answer.status_code == 409
    assert "has not begun yet" in answer.content.decode()


@pytest.mark.parametrize("name", ["appointment", "move", "cancel"])
def test_only_staff_who_may_open_an_appointment(name, client):
    address = reverse(f"admin:{name}", args=[make_appointment().public_id])
    client.force_login(make_client().user)
    assert client.get(address).status_code == 403
    client.force_login(make_staff(is_superuser=False))
    assert client.get(address).status_code == 403


def test_the_room_that_is_proposed_is_free_for_the_buffer_too(client, commission):
    """The first room is empty at eleven, after its buffer; ten past is too soon for another."""
    first, second = make_room(name="A"), make_room(name="B")
    make_appointment(channel="in_person", room=first, starts_at=TEN)
    asked = {"advisor": make_advisor().pk, "channel": "in_person"}
    where = reverse("admin:book", args=[commission.reference])
    for minutes, room in ((70, second), (80, first)):
        at = {"at": (TEN + timedelta(minutes=minutes)).isoformat()}
        assert client.get(where, asked | at).context["form"]["room"].value() == str(room.pk)
