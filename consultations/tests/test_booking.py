"""Booking and moving: who may, what is refused and in which words, what follows."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client
from consultations.actions.booking import book
from consultations.actions.moving import move
from consultations.models import Appointment
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_room,
)
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# Tuesday, 10:00 in New York.
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _book(**over):
    wish: dict[str, Any] = {"channel": Channel.VIDEO, "starts_at": TEN, "by": STAFF} | over
    wish.setdefault("advisor", make_advisor())
    wish.setdefault("client", make_client())
    return book(**wish)


def test_it_lasts_as_long_as_its_channel_with_a_quarter_of_an_hour_each_side():
    appointment = _book(channel=Channel.PHONE)
    assert appointment.ends_at == TEN + timedelta(minutes=20)
    assert appointment.busy.lower == TEN - timedelta(minutes=15)
    assert appointment.busy.upper == TEN + timedelta(minutes=35)


def test_it_is_written_down_and_both_are_told_in_the_same_change():
    appointment = _book()
    event = Event.objects.get(kind="appointment.booked")
    assert (event.actor_name, event.address) == ("Ines Valois", "192.0.2.7")
    assert event.subject_id == appointment.pk
    told = OutgoingMessage.objects.filter(kind="appointment.booked")
    assert {mail.to for mail in told} == {appointment.client.email, appointment.advisor.email}
    assert told[0].attachments[0]["type"] == "text/calendar; method=REQUEST"


@pytest.mark.parametrize("kind", [ActorKind.CLIENT, ActorKind.JEWELLER])
def test_only_the_house_keeps_the_diary(kind):
    with pytest.raises(NotAllowed):
        _book(by=Actor(kind=kind, name="Somebody"))
    assert not Appointment.objects.exists()


def test_a_taken_hour_is_refused_with_the_three_nearest_free_ones():
    advisor = make_advisor(name="Ines Valois")
    _book(advisor=advisor)
    with pytest.raises(Conflict) as refused:
        _book(advisor=advisor)
    assert refused.value.details["free"] == [
        datetime(2026, 11, 24, 16, 15, tzinfo=UTC),
        datetime(2026, 11, 24, 16, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 16, 45, tzinfo=UTC),
    ]
    assert str(refused.value) == (
        "Ines Valois is already taken then. "
        "Free nearby: Tue 24 Nov, 11:15; Tue 24 Nov, 11:30; Tue 24 Nov, 11:45."
    )
    assert Appointment.objects.count() == 1
    assert OutgoingMessage.objects.count() == 2


def test_every_free_time_that_is_offered_can_be_booked():
    advisor = make_advisor()
    _book(advisor=advisor, starts_at=TEN + timedelta(hours=3))
    with pytest.raises(Conflict) as refused:
        _book(advisor=advisor, starts_at=TEN + timedelta(hours=3, minutes=30))
    for start in cast(list[datetime], refused.value.details["free"]):
        appointment = _book(advisor=advisor, starts_at=start)
        appointment.delete()


def test_a_buffer_counts_as_taken():
    advisor = make_advisor()
    _book(advisor=advisor, channel=Channel.PHONE)
    with pytest.raises(Conflict):
        _book(advisor=advisor, channel=Channel.PHONE, starts_at=TEN + timedelta(minutes=49))
    _book(advisor=advisor, channel=Channel.PHONE, starts_at=TEN + timedelta(minutes=50))
    assert Appointment.objects.count() == 2


def test_a_room_is_held_once_whoever_advises():
    salon = make_room(name="The Small Room")
    _book(channel=Channel.IN_PERSON, room=salon)
    with pytest.raises(Conflict, match="^The Small Room is already taken then"):
        _book(channel=Channel.IN_PERSON, room=salon)


def test_in_person_needs_a_room_in_use():
    with pytest.raises(Refusal, match="needs a room"):
        _book(channel=Channel.IN_PERSON)
    with pytest.raises(Refusal, match="not in use"):
        _book(channel=Channel.IN_PERSON, room=make_room(is_active=False))


def test_the_past_and_letters_have_no_appointment():
    with pytest.raises(Refusal, match="already passed"):
        _book(starts_at=TEN - timedelta(days=2))
    with pytest.raises(Refusal, match="by telephone, by live video or in person"):
        _book(channel=Channel.EMAIL)


def test_only_an_advisor_advises():
    advisor = make_advisor(name="Bo Lind")
    advisor.staff.is_advisor = False
    advisor.staff.save()
    with pytest.raises(Refusal, match="Bo Lind does not hold consultations"):
        _book(advisor=advisor)


def test_booking_the_very_same_again_returns_the_first():
    advisor, client = make_advisor(), make_client()
    first = _book(advisor=advisor, client=client)
    assert _book(advisor=advisor, client=client) == first
    assert OutgoingMessage.objects.count() == 2


def test_moving_keeps_advisor_and_length_and_raises_the_sequence():
    appointment = _book(minutes=30)
    moved = move(appointment=appointment, starts_at=TEN + timedelta(days=1), by=STAFF)
    appointment.refresh_from_db()
    assert appointment.starts_at == TEN + timedelta(days=1)
    assert appointment.ends_at - appointment.starts_at == timedelta(minutes=30)
    assert (appointment.ics_sequence, moved.advisor) == (1, appointment.advisor)
    event = Event.objects.get(kind="appointment.moved")
    assert event.data["before"] == "2026-11-24T15:00:00+00:00"
    mail = OutgoingMessage.objects.get(kind="appointment.moved", to=appointment.client.email)
    assert "It replaces Tuesday 24 November 2026, 10:00." in mail.text


def test_moving_to_the_same_time_changes_nothing():
    appointment = _book()
    move(appointment=appointment, starts_at=TEN, by=STAFF)
    appointment.refresh_from_db()
    assert appointment.ics_sequence == 0
    assert not OutgoingMessage.objects.filter(kind="appointment.moved").exists()


def test_moving_onto_another_is_refused_and_moves_nothing():
    advisor = make_advisor()
    _book(advisor=advisor)
    later = _book(advisor=advisor, starts_at=TEN + timedelta(hours=4))
    with pytest.raises(Conflict, match="Free nearby"):
        move(appointment=later, starts_at=TEN + timedelta(minutes=20), by=STAFF)
    later.refresh_from_db()
    assert later.starts_at == TEN + timedelta(hours=4)


def test_a_cancelled_one_no_longer_moves():
    gone = make_appointment(status="cancelled")
    with pytest.raises(WrongState):
        move(appointment=gone, starts_at=TEN, by=STAFF)


def test_a_surprise_is_not_given_away_by_a_mail_or_a_shared_calendar():
    commission = make_commission(is_surprise=True)
    appointment = _book(client=commission.client, commission=commission)
    mail = OutgoingMessage.objects.get(kind="appointment.booked", to=appointment.client.email)
    assert (mail.subject, mail.sender_name) == ("A note for you", "MT")
    assert b"SUMMARY:Appointment\r\n" in base64.b64decode(mail.attachments[0]["base64"])


def test_a_commission_is_only_talked_about_with_its_own_client_while_it_lives():
    commission = make_commission()
    with pytest.raises(Refusal, match="belongs to another client"):
        _book(commission=commission)
    gone = make_commission(status="declined")
    with pytest.raises(WrongState, match="nothing can be booked for it"):
        _book(commission=gone, client=gone.client)


def test_a_try_on_can_be_booked_without_moving_the_commission():
    commission = make_commission(status="making")
    _book(commission=commission, client=commission.client)
    commission.refresh_from_db()
    assert commission.status == "making"


def test_whoever_is_booked_first_looks_after_the_commission():
    commission, first = make_commission(), make_advisor()
    _book(commission=commission, client=commission.client, advisor=first)
    later = TEN + timedelta(days=1)
    _book(commission=commission, client=commission.client, starts_at=later)
    commission.refresh_from_db()
    assert commission.advisor == first
    assert Event.objects.filter(kind="commission.taken_on").count() == 1
